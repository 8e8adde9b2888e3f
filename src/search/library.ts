import type { Term } from '../../content/format'
import { sentencesOf } from '../ask/sentences'
import type { Chunk, NoteDocument } from '../notes/document'
import { coverageOf, covers } from './coverage'
import { DenseIndex, type Encoder } from './dense'
import { evidenceOf } from './evidence'
import { fuse, type Fused } from './fuse'
import { KeywordIndex } from './keyword'
import type { Evidence, Meaning } from './abstain'
import type { FoundPassage, SearchFilter, SearchRequest, UnderstoodWord } from './protocol'
import type { QuestionWord } from './question'
import { repeats } from './same'
import { topOf } from './top'

export interface LibraryDocument {
  document: NoteDocument
  chunks: Chunk[]
}

interface Held extends LibraryDocument {
  /** The number of its first passage in the index; the others follow. */
  first: number
}

interface Place {
  held: Held
  chunk: Chunk
}

export interface LibraryResult {
  words: UnderstoodWord[]
  passages: FoundPassage[]
  evidence: Evidence
}

/** Passages in the order that was found, and by what. */
export interface Ranking {
  by: Meaning
  words: QuestionWord[]
  passages: (Fused & { keywordRank?: number; meaningRank?: number })[]
}

/** The vectors of a downloaded embedder, as far as they are there. */
interface Sharp {
  model: string
  index: DenseIndex
}

/** How many passages the evidence is weighed on, and how many are read sentence by sentence. */
const weighed = 10
const readClosely = 8
/** How many of the best each list brings. */
const depth = 200
/** How much the cosine counts beside the keywords. Chosen on three public collections and our own questions (npm run eval). */
const meaningWeight = { instant: 0.4, embedder: 0.5 }

/** All notes and their passages, searchable by words and by meaning; notes come and go at any time. */
export class Library {
  #index: KeywordIndex
  #dense: DenseIndex | undefined
  #sharp: Sharp | undefined
  #held = new Map<string, Held>()
  /** By passage number; undefined where the note is gone. */
  #places: (Place | undefined)[] = []

  /** Without an encoder it searches by words only, and says so. */
  constructor(
    private readonly glossary: Term[],
    private readonly encoder?: Encoder,
  ) {
    this.#index = new KeywordIndex(glossary)
    this.#dense = encoder && new DenseIndex(encoder.dims)
  }

  get notes(): number {
    return this.#held.size
  }

  get passages(): number {
    return this.#index.size
  }

  /** What the vectors take. */
  get vectorBytes(): number {
    return (this.#dense?.bytes ?? 0) + (this.#sharp?.index.bytes ?? 0)
  }

  has(documentId: string): boolean {
    return this.#held.has(documentId)
  }

  /** Adds a note, or puts it in the place of its older self. */
  put(note: LibraryDocument) {
    this.remove(note.document.id)
    const held = { ...note, first: this.#places.length }
    this.#held.set(note.document.id, held)
    for (const chunk of note.chunks) {
      const heading = headingOf(note.document, chunk)
      const passage = this.#index.add({ heading, text: chunk.text })
      if (this.encoder) this.#dense!.set(passage, this.encoder.embed(`${heading}\n${chunk.text}`))
      this.#places.push({ held, chunk })
    }
  }

  remove(documentId: string) {
    const held = this.#held.get(documentId)
    if (!held) return
    this.#held.delete(documentId)
    for (let n = held.first; n < held.first + held.chunks.length; n++) {
      this.#index.remove(n)
      this.#dense?.remove(n)
      this.#sharp?.index.remove(n)
      this.#places[n] = undefined
    }
    // What is removed still takes room; past a half it is worth a fresh index.
    if (this.#places.length > 2000 && this.#index.size < this.#places.length / 2) this.#rebuild()
  }

  /** The embedder's vectors of a note, one a passage; those of another model give way to them. */
  putVectors(documentId: string, model: string, levels: Int8Array, scales: Float32Array) {
    const held = this.#held.get(documentId)
    if (!held || scales.length !== held.chunks.length || !scales.length) return
    if (this.#sharp?.model !== model) this.#sharp = { model, index: new DenseIndex(levels.length / scales.length) }
    this.#sharp.index.setPacked(held.first, levels, scales)
  }

  /** Notes whose passages lack this embedder's vectors. */
  withoutVectors(model: string): LibraryDocument[] {
    const index = this.#sharp?.model === model ? this.#sharp.index : undefined
    return [...this.#held.values()].filter(({ first, chunks }) => chunks.length && !index?.has(first))
  }

  search(request: SearchRequest): LibraryResult {
    const { question, limit } = request
    const { by, words, passages } = this.rank(request)
    const front = passages.slice(0, Math.max(limit, weighed))
    const termSets = front.map(({ passage }) => this.#index.termsIn(passage))
    const coverages = termSets.map((terms) => coverageOf(words, (id) => terms.has(id)))
    const same = repeats(termSets)
    const query = by === 'keyword' ? undefined : this.encoder?.embed(question)
    return {
      words: words.map((word) => this.#understood(word)),
      passages: front.slice(0, limit).map((one, n) => ({
        ...this.#found(one, by),
        coverage: coverages[n] ?? 0,
        sameAs: same[n],
        ...(query && n < readClosely ? { sentenceCosines: this.#sentenceCosines(query, one.passage) } : {}),
      })),
      evidence: evidenceOf(by, passages, coverages.slice(0, weighed), this.#index.ideal(words)),
    }
  }

  /** Passages by words, by meaning, or (unless asked otherwise) by both together. */
  rank(request: SearchRequest, lists: 'keyword' | 'meaning' | 'both' = 'both'): Ranking {
    const { question, unfinished, vector } = request
    const words = this.#index.analyse(question, unfinished)
    const allow = this.#allowing(request)
    const { by, dense, query } = this.#meaningOf(question, vector)
    const passages = this.#index.score(words, (scores, found) => {
      const front = topOf(allow ? found.filter(allow) : found, scores, depth).map(({ passage }) => passage)
      if (!dense || !query || lists === 'keyword') return ranked(front, front, [], (p) => scores[p]!, undefined, 0)
      const cosines = dense.cosines(query)
      const near = dense.best(cosines, depth, allow).map(({ passage }) => passage)
      const weight = lists === 'meaning' ? 1 : meaningWeight[by === 'embedder' ? 'embedder' : 'instant']
      const candidates = lists === 'meaning' ? near : [...front, ...near]
      return ranked(
        candidates,
        front,
        near,
        (p) => scores[p]!,
        (p) => cosines[p]!,
        weight,
      )
    })
    return { by: lists === 'keyword' ? 'keyword' : by, words, passages }
  }

  /** The embedder's list once every note has its vectors; until then the instant encoder's. */
  #meaningOf(question: string, vector: SearchRequest['vector']) {
    const sharp = this.#sharp
    if (vector && sharp?.model === vector.model && this.#places.every((place, n) => !place || sharp.index.has(n)))
      return { by: 'embedder' as const, dense: sharp.index, query: vector.values }
    const query = this.encoder?.embed(question)
    // All zeros: no word of it is known.
    const known = query?.some((value) => value !== 0)
    return known ? { by: 'instant' as const, dense: this.#dense, query } : { by: 'keyword' as const }
  }

  #sentenceCosines(query: Float32Array, passage: number): number[] {
    return sentencesOf(this.#places[passage]!.chunk.text).map(({ text }) => {
      const vector = this.encoder!.embed(text)
      return vector.reduce((sum, value, d) => sum + value * query[d]!, 0)
    })
  }

  #allowing({ documentIds, tags, from, types }: SearchFilter): ((passage: number) => boolean) | undefined {
    if (!documentIds && !tags && !from && !types) return undefined
    const ids = documentIds && new Set(documentIds)
    const wanted = new Set<Held>()
    for (const held of this.#held.values()) {
      const { id, tags: own, source, type } = held.document
      if (ids && !ids.has(id)) continue
      if (tags && !tags.some((tag) => own.includes(tag))) continue
      if (types && !types.includes(type)) continue
      if (!from || (source === 'pack') === (from === 'pack')) wanted.add(held)
    }
    return (passage) => wanted.has(this.#places[passage]!.held)
  }

  #found({ passage, cosine, ...rest }: Ranking['passages'][number], by: Meaning) {
    const { held, chunk } = this.#places[passage]!
    const { id: chunkId, headings, text, kind, page } = chunk
    const { id: documentId, title } = held.document
    return { documentId, chunkId, title, headings, text, kind, page, ...rest, ...(by === 'keyword' ? {} : { cosine }) }
  }

  #understood({ typed, information, alternatives }: QuestionWord): UnderstoodWord {
    const terms = alternatives.map((one) => ({
      term: this.#index.vocabulary.terms[one.id]!,
      covers: covers(one),
      shown: one.shown,
      how: one.how,
    }))
    return { typed, information, terms }
  }

  #rebuild() {
    const notes = [...this.#held.values()]
    this.#index = new KeywordIndex(this.glossary)
    this.#dense = this.encoder && new DenseIndex(this.encoder.dims)
    // The embedder's vectors are brought again by whoever keeps them.
    this.#sharp = undefined
    this.#places = []
    this.#held.clear()
    for (const { document, chunks } of notes) this.put({ document, chunks })
  }
}

/** The title and the headings above the passage, each once. */
function headingOf({ title }: NoteDocument, { headings }: Chunk): string {
  return [title, ...headings.filter((heading) => heading !== title)].join('\n')
}

function ranked(
  candidates: number[],
  front: number[],
  near: number[],
  keyword: (passage: number) => number,
  cosine: ((passage: number) => number) | undefined,
  weight: number,
): Ranking['passages'] {
  const keywordRanks = new Map(front.map((passage, n) => [passage, n + 1]))
  const meaningRanks = new Map(near.map((passage, n) => [passage, n + 1]))
  return fuse(candidates, keyword, cosine ?? (() => 0), weight).map((one) => ({
    ...one,
    keywordRank: keywordRanks.get(one.passage),
    meaningRank: meaningRanks.get(one.passage),
  }))
}

import type { Term } from '../../content/format'
import { chunkSetOf } from '../models/passage-text'
import type { Chunk, NoteDocument } from '../notes/document'
import { DenseIndex, type Encoder } from './dense'
import { describe, type LibraryResult, type Place } from './describe'
import { filterOf } from './filter'
import { indexedText } from './indexed-text'
import { KeywordIndex } from './keyword'
import type { Meaning } from './abstain'
import type { PackedIndex } from './packed-index'
import type { HiddenHeadings, NamedPassage, SearchFilter, SearchRequest } from './protocol'
import { ranked, type Ranking } from './ranking'
import { dot, nearestNotes, type SimilarNote } from './similar'
import { topOf } from './top'
import { meaningWeight } from './weight'

export interface LibraryDocument {
  document: NoteDocument
  chunks: Chunk[]
}

interface Held {
  document: NoteDocument
  /** The number of its first passage in the index; the others follow. */
  first: number
  passages: number
  chunkSet: string
  /** Its passages' texts; absent until somebody needs them. */
  chunks?: Chunk[]
}

/** The vectors of a downloaded embedder, as far as they are there. */
interface Sharp {
  model: string
  index: DenseIndex
}

/** How many of the best each list brings. */
const depth = 200
/** Of how many of the first passages the texts are wanted, beyond those that are asked for. */
const spare = 12

/** All notes and their passages, searchable by words and by meaning; notes come and go at any time. */
export class Library {
  readonly #index: KeywordIndex
  readonly #dense: DenseIndex | undefined
  #sharp: Sharp | undefined
  #held = new Map<string, Held>()
  /** Whose a passage is, by its number; undefined where the note is gone. */
  #owners: (Held | undefined)[] = []

  /** Without an encoder it searches by words only, and says so. */
  constructor(
    glossary: Term[],
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
  put({ document, chunks }: LibraryDocument) {
    this.remove(document.id)
    const first = this.#owners.length
    for (const [n, chunk] of chunks.entries()) {
      const { heading, text } = indexedText(document, chunk)
      this.#index.add({ heading, text })
      if (this.encoder) this.#dense!.set(first + n, this.encoder.embed(`${heading}\n${text}`))
    }
    this.#hold({ document, first, passages: chunks.length, chunkSet: chunkSetOf(document.title, chunks), chunks })
  }

  /** Adds a note from its kept index; its texts are asked for when they are shown. */
  putPacked(document: NoteDocument, packed: PackedIndex) {
    this.remove(document.id)
    const first = this.#index.addPacked(packed)
    if (packed.vectors && this.#dense) this.#dense.setPacked(first, packed.vectors.levels, packed.vectors.scales)
    this.#hold({ document, first, passages: packed.passages, chunkSet: packed.chunkSet })
  }

  /** The index of a note that was just put, to be kept; undefined where its texts are not at hand. */
  pack(documentId: string): PackedIndex | undefined {
    const held = this.#held.get(documentId)
    if (!held?.chunks) return undefined
    const { document, chunks, first, chunkSet } = held
    const texts = chunks.map((chunk) => indexedText(document, chunk))
    const vectors = this.#dense?.packedOf(first, chunks.length)
    return { ...this.#index.pack(first, texts), chunkSet, ...(vectors && { vectors }) }
  }

  remove(documentId: string) {
    const held = this.#held.get(documentId)
    if (!held) return
    this.#held.delete(documentId)
    for (let n = held.first; n < held.first + held.passages; n++) {
      this.#index.remove(n)
      this.#dense?.remove(n)
      this.#sharp?.index.remove(n)
      this.#owners[n] = undefined
    }
    // What is removed still takes room; past a half it is worth moving up.
    if (this.#owners.length > 2000 && this.#index.size < this.#owners.length / 2) this.#compact()
  }

  /** The embedder's vectors of a note, one a passage; those of another model give way to them. */
  putVectors(documentId: string, model: string, levels: Int8Array, scales: Float32Array) {
    const held = this.#held.get(documentId)
    if (!held || scales.length !== held.passages || !scales.length) return
    if (this.#sharp?.model !== model) this.#sharp = { model, index: new DenseIndex(levels.length / scales.length) }
    this.#sharp.index.setPacked(held.first, levels, scales)
  }

  /** Notes whose passages lack this embedder's vectors, and of which texts those must be. */
  withoutVectors(model: string): { id: string; chunkSet: string }[] {
    const index = this.#sharp?.model === model ? this.#sharp.index : undefined
    const lacking = [...this.#held.values()].filter(({ first, passages }) => passages && !index?.has(first))
    return lacking.map(({ document, chunkSet }) => ({ id: document.id, chunkSet }))
  }

  search(request: SearchRequest): LibraryResult {
    return this.describe(request, this.rank(request))
  }

  /** Notes whose texts are needed to describe what was found. */
  lacking({ passages }: Pick<Ranking, 'passages'>, limit: number): string[] {
    const owners = passages.slice(0, limit + spare).map(({ passage }) => this.#owners[passage]!)
    return [...new Set(owners.filter(({ chunks }) => !chunks).map(({ document }) => document.id))]
  }

  /** Which of these notes' texts are not at hand. */
  withoutTexts(documentIds: readonly string[]): string[] {
    return documentIds.filter((id) => this.#held.has(id) && !this.#held.get(id)!.chunks)
  }

  /** The place (from 1) of the first of these passages; 0 where none is among the first `limit`. */
  rankOf({ passages }: Ranking, { documentId, chunkIds }: HiddenHeadings, limit: number): number {
    const isOne = ({ passage }: { passage: number }) => {
      const owner = this.#owners[passage]
      return owner?.document.id === documentId && chunkIds.includes(owner.chunks?.[passage - owner.first]?.id ?? '')
    }
    return passages.slice(0, limit).findIndex(isOne) + 1
  }

  nameOf(documentId: string, place: number): NamedPassage {
    const held = this.#held.get(documentId)
    const chunk = held?.chunks?.[place]
    const title = held?.document.title ?? ''
    const heading = chunk?.headings.at(-1) ?? ''
    return { documentId, title, chunkId: chunk?.id ?? '', heading: heading === title ? '' : heading }
  }

  nameOfPassage(passage: number): NamedPassage {
    const owner = this.#owners[passage]!
    return this.nameOf(owner.document.id, passage - owner.first)
  }

  /** The texts of a note's passages; those of another version of it are not taken. */
  give(documentId: string, chunks: Chunk[]) {
    const held = this.#held.get(documentId)
    if (held && chunkSetOf(held.document.title, chunks) === held.chunkSet) held.chunks = chunks
  }

  /** What was found as it is shown; passages whose texts are not at hand are left out. */
  describe(request: SearchRequest, ranking: Ranking): LibraryResult {
    const place = (passage: number) => this.#placeOf(passage)
    const shown = describe(request, ranking, { index: this.#index, encoder: this.encoder, place })
    const wanted = this.#wanted(request)
    if (!wanted) return shown
    const passages = [...wanted].reduce((sum, held) => sum + held.passages, 0)
    return { ...shown, within: { notes: wanted.size, passages } }
  }

  /** Passages by words, by meaning, or (unless asked otherwise) by both together. */
  rank(request: SearchRequest, lists: 'keyword' | 'meaning' | 'both' = 'both'): Ranking {
    const { question, unfinished, vector, hidden } = request
    const words = this.#index.analyse(question, unfinished)
    const allow = this.#allowing(request)
    const bare = hidden && this.#hiddenPassages(hidden)
    const { by, dense, query } = this.#meaningOf(question, vector)
    const read = (scores: Float64Array, found: number[]) => {
      const front = topOf(allow ? found.filter(allow) : found, scores, depth).map(({ passage }) => passage)
      if (!dense || !query || lists === 'keyword')
        return ranked(front, [], front, { keyword: (p) => scores[p]!, cosine: () => 0 }, 0)
      const cosines = dense.cosines(query)
      bare?.forEach((vectorOf, passage) => (cosines[passage] = dot(query, vectorOf(by))))
      const near = dense.best(cosines, depth, allow).map(({ passage }) => passage)
      const top = front[0] === undefined ? 0 : scores[front[0]]! / Math.max(1e-9, this.#index.ideal(words))
      const weight = lists === 'meaning' ? 1 : meaningWeight(by, top)
      const candidates = lists === 'meaning' ? near : [...front, ...near]
      const alike = (a: number, b: number) => dense.alike(a, b)
      return ranked(front, near, candidates, { keyword: (p) => scores[p]!, cosine: (p) => cosines[p]!, alike }, weight)
    }
    const passages = this.#index.score(words, read, bare && new Set(bare.keys()))
    return { by: lists === 'keyword' ? 'keyword' : by, words, passages }
  }

  /** The notes that are nearest to one, by the instant encoder; none where that could not be loaded. */
  similar(documentId: string, limit: number): SimilarNote[] {
    const held = this.#held.get(documentId)
    const dense = this.#dense
    if (!held || !dense) return []
    return nearestNotes(dense, held, [...this.#held.values()], limit)
  }

  #hold(held: Held) {
    this.#held.set(held.document.id, held)
    for (let n = 0; n < held.passages; n++) this.#owners.push(held)
  }

  /** The embedder's list once every note has its vectors; until then the instant encoder's. */
  #meaningOf(question: string, vector: SearchRequest['vector']) {
    const sharp = this.#sharp
    if (vector && sharp?.model === vector.model && this.#owners.every((owner, n) => !owner || sharp.index.has(n)))
      return { by: 'embedder' as const, dense: sharp.index, query: vector.values }
    const query = this.encoder?.embed(question)
    // All zeros: no word of it is known.
    const known = query?.some((value) => value !== 0)
    return known ? { by: 'instant' as const, dense: this.#dense, query } : { by: 'keyword' as const }
  }

  /** Passages whose headings are not to be seen, with the vector of the text alone. */
  #hiddenPassages({ documentId, chunkIds, vectors }: HiddenHeadings) {
    const held = this.#held.get(documentId)
    const bare = new Map<number, (by: Meaning) => Float32Array>()
    held?.chunks?.forEach(({ id, text }, n) => {
      const at = chunkIds.indexOf(id)
      if (at < 0) return
      bare.set(held.first + n, (by) => (by === 'embedder' && vectors?.[at]) || this.encoder!.embed(text))
    })
    return bare
  }

  #allowing(filter: SearchFilter): ((passage: number) => boolean) | undefined {
    const wanted = this.#wanted(filter)
    return wanted && ((passage) => wanted.has(this.#owners[passage]!))
  }

  /** The notes that a filter leaves; undefined where it leaves every one. */
  #wanted(filter: SearchFilter): Set<Held> | undefined {
    const passes = filterOf(filter)
    return passes && new Set([...this.#held.values()].filter(({ document }) => passes(document)))
  }

  #placeOf(passage: number): Place | undefined {
    const owner = this.#owners[passage]
    const chunk = owner?.chunks?.[passage - owner.first]
    return chunk && { document: owner!.document, chunk }
  }

  #compact() {
    const left = this.#owners.flatMap((owner, n) => (owner ? [n] : []))
    this.#index.compact()
    this.#dense?.keep(left)
    this.#sharp?.index.keep(left)
    this.#owners = []
    // In the order of their passages, which stay together.
    for (const held of [...this.#held.values()].sort((a, b) => a.first - b.first)) {
      held.first = this.#owners.length
      this.#hold(held)
    }
  }
}

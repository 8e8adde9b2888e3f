import type { Term } from '../../content/format'
import type { Chunk, NoteDocument } from '../notes/document'
import { noEvidence, type Evidence } from './abstain'
import { coverageOf, covers } from './coverage'
import { KeywordIndex } from './keyword'
import type { FoundPassage, SearchFilter, SearchRequest, UnderstoodWord } from './protocol'
import type { QuestionWord } from './question'
import { repeats } from './same'
import type { Ranked } from './top'

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

/** How many passages the evidence is weighed on, and how many stand behind the best for the gap. */
const weighed = 10
const behind = 5

/** All notes and their passages, searchable; notes come and go at any time. */
export class Library {
  #index: KeywordIndex
  #held = new Map<string, Held>()
  /** By passage number; undefined where the note is gone. */
  #places: (Place | undefined)[] = []

  constructor(private readonly glossary: Term[]) {
    this.#index = new KeywordIndex(glossary)
  }

  get notes(): number {
    return this.#held.size
  }

  get passages(): number {
    return this.#index.size
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
      this.#index.add({ heading: headingOf(note.document, chunk), text: chunk.text })
      this.#places.push({ held, chunk })
    }
  }

  remove(documentId: string) {
    const held = this.#held.get(documentId)
    if (!held) return
    this.#held.delete(documentId)
    for (let n = held.first; n < held.first + held.chunks.length; n++) {
      this.#index.remove(n)
      this.#places[n] = undefined
    }
    // What is removed still takes room; past a half it is worth a fresh index.
    if (this.#places.length > 2000 && this.#index.size < this.#places.length / 2) this.#rebuild()
  }

  search({ question, limit, unfinished, ...filter }: SearchRequest): LibraryResult {
    const words = this.#index.analyse(question, unfinished)
    const allow = this.#allowing(filter)
    const ranked = this.#index.rank(words, { limit: Math.max(limit, weighed), allow })
    const termSets = ranked.map(({ passage }) => this.#index.termsIn(passage))
    const coverages = termSets.map((terms) => coverageOf(words, (id) => terms.has(id)))
    const same = repeats(termSets)
    return {
      words: words.map((word) => this.#understood(word)),
      passages: ranked.slice(0, limit).map((one, n) => this.#found(one, coverages[n] ?? 0, same[n])),
      evidence: evidenceOf(ranked, coverages, this.#index.ideal(words)),
    }
  }

  #allowing({ documentIds, tags, from }: SearchFilter): ((passage: number) => boolean) | undefined {
    if (!documentIds && !tags && !from) return undefined
    const ids = documentIds && new Set(documentIds)
    const wanted = new Set<Held>()
    for (const held of this.#held.values()) {
      const { id, tags: own, source } = held.document
      if (ids && !ids.has(id)) continue
      if (tags && !tags.some((tag) => own.includes(tag))) continue
      if (!from || (source === 'pack') === (from === 'pack')) wanted.add(held)
    }
    return (passage) => wanted.has(this.#places[passage]!.held)
  }

  #found({ passage, score }: Ranked, coverage: number, sameAs: number | undefined): FoundPassage {
    const { held, chunk } = this.#places[passage]!
    const { id: chunkId, headings, text, kind, page } = chunk
    const { id: documentId, title } = held.document
    return { documentId, chunkId, title, headings, text, kind, page, score, coverage, sameAs }
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
    this.#places = []
    this.#held.clear()
    for (const { document, chunks } of notes) this.put({ document, chunks })
  }
}

/** The title and the headings above the passage, each once. */
function headingOf({ title }: NoteDocument, { headings }: Chunk): string {
  return [title, ...headings.filter((heading) => heading !== title)].join('\n')
}

function evidenceOf(ranked: Ranked[], coverages: number[], ideal: number): Evidence {
  const [best] = ranked
  if (!best || !ideal) return noEvidence
  const rest = ranked.slice(1, 1 + behind).map(({ score }) => score)
  const mean = rest.reduce((sum, score) => sum + score, 0) / Math.max(1, rest.length)
  return {
    coverage: Math.max(...coverages.slice(0, weighed)),
    ofIdeal: Math.min(1, best.score / ideal),
    gap: Math.max(0, (best.score - mean) / ideal),
  }
}

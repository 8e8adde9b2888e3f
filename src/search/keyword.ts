import type { Term } from '../../content/format'
import { Glossary } from './glossary'
import { Growing } from './growing'
import { IndexPacker, linesOf } from './index-packer'
import type { PackedIndex } from './packed-index'
import { Counts, Postings } from './postings'
import { analyseQuestion, weightedTerms, type QuestionWord } from './question'
import { eachWord } from './tokenise'
import { topOf, type Ranked } from './top'
import { Vocabulary } from './vocabulary'

/** What of a passage is searched. */
export interface IndexedText {
  /** The document's title and the headings above the passage. */
  heading: string
  text: string
}

export interface SearchOptions {
  limit: number
  /** Which passages may be found; all when absent. */
  allow?: (passage: number) => boolean
  /** The last word may be only a beginning: for search as one types. */
  unfinished?: boolean
}

/** BM25's two constants, and how much more a word counts in a heading. Chosen on three public collections (npm run eval). */
export const bm25 = { k1: 1.2, b: 0.5, heading: 2.5 }

/** A keyword index over numbered passages: BM25 over stems, with spelling, beginnings and a glossary. */
export class KeywordIndex {
  readonly vocabulary = new Vocabulary()
  readonly #glossary: Glossary
  #postings = new Postings()
  readonly #counts = new Counts()
  #lengths = new Growing(new Float64Array(1024))
  #totalLength = 0
  #scores = new Float64Array(0)

  constructor(glossary: Term[] = []) {
    this.#glossary = new Glossary(glossary, this.vocabulary)
  }

  /** Passages that can be found. */
  get size(): number {
    return this.#postings.live
  }

  get bytes(): number {
    return this.#postings.bytes + this.#lengths.values.byteLength + this.#scores.byteLength
  }

  /** Adds a passage and returns its number, which it keeps. */
  add({ heading, text }: IndexedText): number {
    const length = this.#count(text, 'text') + bm25.heading * this.#count(heading, 'heading')
    this.#lengths.push(length)
    this.#totalLength += length
    const passage = this.#postings.add(this.#counts)
    this.#counts.clear()
    return passage
  }

  /** What the index knows of passages that follow one another, by itself: to be kept. Their texts tell which words to remember. */
  pack(first: number, texts: IndexedText[]): Omit<PackedIndex, 'chunkSet' | 'vectors'> {
    const packer = new IndexPacker(this.vocabulary)
    texts.forEach((text, n) => {
      packer.words(text.heading)
      packer.words(text.text)
      packer.passage(this.#lengths.values[first + n]!, (visit) => this.#postings.eachTerm(first + n, visit))
    })
    return packer.packed()
  }

  /** Takes in what `pack` gave; returns the number of the first passage. */
  addPacked(packed: PackedIndex): number {
    const names = linesOf(packed.terms)
    const ids = new Uint32Array(names.length)
    for (let n = 0; n < names.length; n++) ids[n] = this.vocabulary.idOf(names[n]!)
    const { entries, words, wordTerms, lengths } = packed
    this.vocabulary.spellLater(() => linesOf(words).map((word, n) => [word, ids[wordTerms[n]!]!] as const))
    for (const term of linesOf(packed.abbreviations)) this.vocabulary.abbreviations.add(this.vocabulary.idOf(term))
    const terms = new Uint32Array(entries.length)
    for (let n = 0; n < entries.length; n++) terms[n] = ids[entries[n]!]!
    const first = this.#postings.size
    this.#postings.addEntries(terms, packed.text, packed.heading, packed.starts)
    this.#lengths.append(lengths)
    for (const length of lengths) this.#totalLength += length
    return first
  }

  isLive(passage: number): boolean {
    return this.#postings.isLive(passage)
  }

  /** Gives removed passages' room back: those that are left move up, in their order. */
  compact() {
    const [postings, lengths] = [new Postings(), new Growing(new Float64Array(1024))]
    for (let passage = 0; passage < this.#postings.size; passage++) {
      if (!this.isLive(passage)) continue
      const [terms, text, heading]: number[][] = [[], [], []]
      this.#postings.eachTerm(passage, (term, inText, above) => {
        terms!.push(term)
        text!.push(inText)
        heading!.push(above)
      })
      postings.addEntries(Uint32Array.from(terms!), text!, heading!, [0, terms!.length])
      lengths.push(this.#lengths.values[passage]!)
    }
    this.#postings = postings
    this.#lengths = lengths
  }

  remove(passage: number) {
    if (!this.#postings.isLive(passage)) return
    this.#totalLength -= this.#lengths.values[passage]!
    this.#postings.remove(passage)
  }

  /** The question's words as the index understands them. */
  analyse(question: string, unfinished = false): QuestionWord[] {
    const { vocabulary } = this
    const frequency = (id: number) => this.#frequency(id)
    return analyseQuestion(
      question,
      {
        vocabulary,
        glossary: this.#glossary,
        idf: (id) => this.idf(id),
        frequency,
      },
      unfinished,
    )
  }

  /** Passages by score, best first. */
  search(question: string, options: SearchOptions): Ranked[] {
    return this.rank(this.analyse(question, options.unfinished), options)
  }

  rank(words: QuestionWord[], { limit, allow }: SearchOptions): Ranked[] {
    return this.score(words, (scores, found) => topOf(allow ? found.filter(allow) : found, scores, limit))
  }

  /**
   * Scores every passage that holds a word; `read` gets them by passage number, zero elsewhere, and must not keep them.
   * Of passages that `bare` names, only the text counts, not what stands above it.
   */
  score<T>(words: QuestionWord[], read: (scores: Float64Array, found: number[]) => T, bare?: ReadonlySet<number>): T {
    const terms = [...weightedTerms(words)].filter(([id]) => this.#frequency(id))
    const gains = terms.map(([id, weight]) => weight * this.idf(id) * (bm25.k1 + 1))
    const mean = this.#totalLength / Math.max(1, this.size)
    if (this.#scores.length < this.#postings.size) this.#scores = new Float64Array(this.#postings.size * 1.5)
    const scores = this.#scores
    const found: number[] = []
    this.#postings.eachHolder(
      terms.map(([id]) => id),
      (place, passage, text, heading) => {
        const often = text + (bare?.has(passage) ? 0 : bm25.heading * heading)
        if (!often) return
        if (!scores[passage]) found.push(passage)
        const norm = bm25.k1 * (1 - bm25.b + (bm25.b * this.#lengths.values[passage]!) / mean)
        scores[passage]! += (gains[place]! * often) / (often + norm)
      },
    )
    const result = read(scores, found)
    for (const passage of found) scores[passage] = 0
    return result
  }

  /** The score that no passage can pass: every term there without end. */
  ideal(words: QuestionWord[]): number {
    let ideal = 0
    for (const [id, weight] of weightedTerms(words)) ideal += weight * this.idf(id) * (bm25.k1 + 1)
    return ideal
  }

  /** The terms that a passage holds. */
  termsIn(passage: number): Set<number> {
    const terms = new Set<number>()
    this.#postings.eachTerm(passage, (term) => terms.add(term))
    return terms
  }

  idf(id: number): number {
    return this.idfOf(this.#frequency(id))
  }

  /** The idf of a term that so many passages hold. */
  idfOf(holders: number): number {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5))
  }

  #frequency(id: number): number {
    return id < this.#postings.frequency.length ? this.#postings.frequency.values[id]! : 0
  }

  #count(text: string, field: 'text' | 'heading'): number {
    const parts: number[] = []
    let length = 0
    eachWord(text, (start, end) => {
      const word = this.vocabulary.learn(text, start, end)
      length += word.ids.length
      for (const id of word.ids) this.#counts.add(id, field)
      for (const id of word.parts) parts.push(id)
      const concept = word.capitals ? this.#glossary.abbreviated(text.slice(start, end)) : undefined
      if (concept !== undefined) this.#counts.add(concept, field)
    })
    for (let at = 0; at < parts.length; at++) {
      const phrase = this.#glossary.phraseAt(parts, at)
      if (phrase) this.#counts.add(phrase.concept, field)
    }
    return length
  }
}

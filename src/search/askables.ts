import type { Term } from '../../content/format'
import { coverageOf } from './coverage'
import { cosineOf, type Encoder } from './dense'
import { KeywordIndex } from './keyword'
import type { QuestionWord } from './question'
import { fillerWords } from './words'

/** A card or an interview question, as something that can be asked. */
export interface Askable {
  id: string
  /** Each way in which it is asked. */
  asks: readonly string[]
  /** What its answer says. */
  says: string
  /** The addresses of the passages that explain it, as `document#heading`. */
  about?: readonly string[]
}

/** What asks much the same as a question, or answers it. */
export interface Related {
  id: string
  /** 0-1. */
  likeness: number
}

interface Read {
  terms: ReadonlySet<number>
  /** Absent without an encoder. */
  vector?: Float32Array
}

interface Held {
  id: string
  about: readonly string[]
  asks: Read[]
  says: Read
}

interface Asked {
  words: QuestionWord[]
  /** Everything that answers for one of the words. */
  terms: ReadonlySet<number>
  vector?: Float32Array
}

/**
 * How much counts what: the share of the question's information that the nearest ask has, and that ask and answer have
 * together; the share of that ask's information that the question has; the cosines with the nearest ask and the answer.
 * Chosen between two sets: 841 wordings of the pack's questions, each left out in turn, and several hundred short
 * questions as they stand in public lists.
 */
const weights = { asked: 2, held: 3, focus: 1, near: 3, says: 3 }
/** What is added for being explained by a passage that answers the question: by the first, the second, the third. */
const explained = [0.35, 0.25, 0.15]
/** From here on something is said to be related; of 40 questions about anything else 7 reach it. */
export const related = { instant: 0.31, words: 0.45 }
/** A word that hardly anything has tells no more than one that so many have. */
const rare = 3
/** What a word counts that stands in questions about anything. */
const filler = 0.25

/** Cards or interview questions, to be found by what somebody asks: short or long, in whatever words. */
export class Askables {
  readonly #index: KeywordIndex
  readonly #held: Held[]

  /** Without an encoder words alone decide. */
  constructor(
    glossary: Term[],
    readonly items: readonly Askable[],
    private readonly encoder?: Pick<Encoder, 'embed'>,
  ) {
    this.#index = new KeywordIndex(glossary)
    this.#held = items.map(({ id, asks, says, about = [] }) => ({
      id,
      about,
      asks: asks.map((ask) => this.#read(ask)),
      says: this.#read(says),
    }))
  }

  /** The nearest first, and none that is not near enough. `passages`: addresses of what answers the question, the best first. */
  related(question: string, limit: number, passages: readonly string[] = []): Related[] {
    const asked = this.#ask(question)
    const least = this.encoder ? related.instant : related.words
    return this.#held
      .map((item) => ({ id: item.id, likeness: Math.min(1, this.#likeness(item, asked) + bonus(item, passages)) }))
      .filter(({ likeness }) => likeness >= least)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, limit)
  }

  #read(text: string): Read {
    return { terms: this.#index.termsIn(this.#index.add({ heading: '', text })), vector: this.encoder?.embed(text) }
  }

  #ask(question: string): Asked {
    const most = this.#index.idfOf(rare)
    const words = this.#index
      .analyse(question)
      .map((word) => ({ ...word, information: Math.min(word.information, most) * saying(word) }))
    const terms = new Set(words.flatMap(({ alternatives }) => alternatives.map(({ id }) => id)))
    return { words, terms, vector: this.encoder?.embed(question) }
  }

  #likeness({ asks, says }: Held, asked: Asked): number {
    const nearest = asks
      .map(({ terms }) => ({
        asked: coverageOf(asked.words, (id) => terms.has(id)),
        focus: this.#shareIn(asked.terms, terms),
      }))
      .reduce((best, one) => (one.asked + one.focus / 2 > best.asked + best.focus / 2 ? one : best))
    const held = coverageOf(asked.words, (id) => says.terms.has(id) || asks.some(({ terms }) => terms.has(id)))
    const byWords = weights.asked * nearest.asked + weights.held * held + weights.focus * nearest.focus
    const ofWords = weights.asked + weights.held + weights.focus
    if (!asked.vector) return byWords / ofWords
    const near = Math.max(...asks.map((ask) => cosine(asked.vector, ask.vector)))
    const byMeaning = weights.near * near + weights.says * cosine(asked.vector, says.vector)
    return (byWords + byMeaning) / (ofWords + weights.near + weights.says)
  }

  /** How much of the information of `terms` is among `wanted`. */
  #shareIn(wanted: ReadonlySet<number>, terms: ReadonlySet<number>): number {
    let shared = 0
    let all = 0
    for (const term of terms) {
      const information = this.#index.idf(term)
      all += information
      if (wanted.has(term)) shared += information
    }
    return all ? shared / all : 0
  }
}

function saying({ typed }: QuestionWord): number {
  return fillerWords.has(typed.toLowerCase()) ? filler : 1
}

function bonus({ about }: Held, passages: readonly string[]): number {
  const place = passages.findIndex((address) => about.includes(address))
  return explained[place] ?? 0
}

function cosine(a?: Float32Array, b?: Float32Array): number {
  return a && b ? Math.max(0, cosineOf(a, b)) : 0
}

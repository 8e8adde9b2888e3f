import { bitCount, editDistance, letterMask, slipsAllowed } from './spelling'
import { termsOfWord } from './tokenise'
import { WordTable } from './word-table'

/** A word as written, by the numbers of its terms. */
export interface KnownWord {
  /** All terms it is found by. */
  ids: readonly number[]
  /** Its parts in order, without the whole of a compound: what phrases are matched on. */
  parts: readonly number[]
  /** Written as an abbreviation: with capitals inside. */
  capitals: boolean
}

/** A word of the library that a question's word may have meant. */
export interface Guess {
  word: string
  id: number
  distance: number
}

/** The terms of a library, numbered, and the words they were written as. */
export class Vocabulary {
  readonly terms: string[] = []
  /** Terms that the library writes as an abbreviation. */
  readonly abbreviations = new Set<number>()
  readonly #ids = new Map<string, number>()
  readonly #words = new WordTable<KnownWord>()
  /** Plain words in lower case, for spelling and beginnings. */
  readonly #spelled = new Map<string, { id: number; mask: number }>()
  readonly #unspelled: (() => Iterable<readonly [string, number]>)[] = []

  find(term: string): number | undefined {
    return this.#ids.get(term)
  }

  idOf(term: string): number {
    const known = this.#ids.get(term)
    if (known !== undefined) return known
    this.#ids.set(term, this.terms.length)
    return this.terms.push(term) - 1
  }

  /** The word at a place in a document, its terms numbered where they are new. */
  learn(text: string, start = 0, end = text.length): KnownWord {
    return this.#words.get(text, start, end) ?? this.#learnNew(text.slice(start, end))
  }

  /** Words that are taken in when one is first looked for by its spelling: most never are. */
  spellLater(words: () => Iterable<readonly [word: string, id: number]>) {
    this.#unspelled.push(words)
  }

  #spellAll() {
    for (const words of this.#unspelled.splice(0)) for (const [word, id] of words()) this.#spell(word, id)
  }

  /** A plain word as it was written, in lower case: what may have been meant by another. */
  #spell(word: string, id: number) {
    if (!this.#spelled.has(word)) this.#spelled.set(word, { id, mask: letterMask(word) })
  }

  #learnNew(raw: string): KnownWord {
    const ids = termsOfWord(raw).map((term) => this.idOf(term))
    const word = {
      ids,
      parts: ids.length > 1 ? ids.slice(0, -1) : ids,
      capitals: isAbbreviation(raw),
    }
    this.#words.add(raw, word)
    if (word.capitals && ids.length === 1) this.abbreviations.add(ids[0]!)
    const [id] = ids
    const lower = raw.toLowerCase()
    if (ids.length === 1 && id !== undefined && lower.length > 2) this.#spell(lower, id)
    return word
  }

  /** Words within the slips that a word of this length may hold, nearest and then most frequent first. */
  near(typed: string, frequency: (id: number) => number): Guess[] {
    const most = slipsAllowed(typed.length)
    if (!most) return []
    this.#spellAll()
    const mask = letterMask(typed)
    const guesses: Guess[] = []
    for (const [word, { id, mask: letters }] of this.#spelled) {
      // Slips rarely hit the first letter; in a short word another one makes another word.
      if (typed.length < 9 && word[0] !== typed[0]) continue
      if (Math.abs(word.length - typed.length) > most || bitCount(mask ^ letters) > most * 2 || !frequency(id)) continue
      const distance = editDistance(typed, word, most)
      if (distance <= most) guesses.push({ word, id, distance })
    }
    return distinct(guesses.sort((a, b) => a.distance - b.distance || frequency(b.id) - frequency(a.id)))
  }

  /** Words that begin as typed, most frequent first. */
  beginning(typed: string, frequency: (id: number) => number): Guess[] {
    if (typed.length < 3) return []
    this.#spellAll()
    const guesses: Guess[] = []
    for (const [word, { id }] of this.#spelled)
      if (word.startsWith(typed) && frequency(id)) guesses.push({ word, id, distance: word.length - typed.length })
    return distinct(guesses.sort((a, b) => frequency(b.id) - frequency(a.id)))
  }
}

/** A word with at least two capitals: RAG, LoRA, MoE. */
export function isAbbreviation(word: string): boolean {
  return word.length <= 12 && /\p{Lu}.*\p{Lu}/u.test(word)
}

function distinct(guesses: Guess[]): Guess[] {
  const seen = new Set<number>()
  return guesses.filter(({ id }) => !seen.has(id) && seen.add(id))
}

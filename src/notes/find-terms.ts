import type { Term } from '../../content/format'

/** A glossary term in a text. */
export interface FoundTerm {
  term: Term
  start: number
  end: number
}

const word = /[\p{L}\p{N}]+(?:[-/@.][\p{L}\p{N}]+)*/gu
const mostWords = 5

/** Finds the glossary's names in running text, the longest first: "multi-head attention" before "attention". */
export class TermFinder {
  readonly #names = new Map<string, Term>()
  /** Abbreviations count as they are written: "RAG" is a term, "rag" a cloth. */
  readonly #exact = new Map<string, Term>()

  constructor(terms: readonly Term[]) {
    for (const term of terms)
      for (const name of [term.term, term.abbreviation, ...term.synonyms]) {
        if (!name) continue
        if (/[\p{Lu}\p{N}]/u.test(name.slice(1))) this.#exact.set(name, term)
        else this.#names.set(plain(name), term)
      }
  }

  /** Where terms stand, in order and without overlap. */
  findIn(text: string): FoundTerm[] {
    const words = [...text.matchAll(word)].map((match) => ({ start: match.index, end: match.index + match[0].length }))
    const found: FoundTerm[] = []
    for (let at = 0; at < words.length; at++) {
      const match = this.#longestAt(text, words, at)
      if (!match) continue
      found.push(match.found)
      at += match.words - 1
    }
    return found
  }

  #longestAt(text: string, words: { start: number; end: number }[], at: number) {
    for (let count = Math.min(mostWords, words.length - at); count > 0; count--) {
      const start = words[at]!.start
      const end = words[at + count - 1]!.end
      const term = this.#named(text.slice(start, end))
      if (term) return { found: { term, start, end }, words: count }
    }
    return undefined
  }

  #named(text: string): Term | undefined {
    const exact = this.#exact.get(text) ?? this.#exact.get(text.replace(/s$/, ''))
    if (exact) return exact
    const name = plain(text)
    return this.#names.get(name) ?? this.#names.get(name.replace(/s$/, ''))
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s-]+/g, ' ')
}

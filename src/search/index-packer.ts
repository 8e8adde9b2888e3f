import type { PackedIndex } from './packed-index'
import { eachWord } from './tokenise'
import type { Vocabulary } from './vocabulary'

/** Puts the entries of passages into a `PackedIndex`, their terms numbered by themselves. */
export class IndexPacker {
  readonly #places = new Map<number, number>()
  readonly #words = new Map<string, number>()
  readonly #abbreviations = new Set<number>()
  readonly #starts = [0]
  readonly #lengths: number[] = []
  readonly #entries: number[] = []
  readonly #text: number[] = []
  readonly #heading: number[] = []

  constructor(private readonly vocabulary: Vocabulary) {}

  /** The words of a text, as they were written. */
  words(text: string) {
    eachWord(text, (start, end) => {
      const { ids, capitals } = this.vocabulary.learn(text, start, end)
      const [id, ...more] = ids
      if (capitals && id !== undefined && !more.length) this.#abbreviations.add(id)
      if (id === undefined || more.length || end - start < 3) return
      const word = text.slice(start, end).toLowerCase()
      if (!this.#words.has(word)) this.#words.set(word, this.#placeOf(id))
    })
  }

  passage(length: number, each: (visit: (term: number, text: number, heading: number) => void) => void) {
    each((term, text, heading) => {
      this.#entries.push(this.#placeOf(term))
      this.#text.push(text)
      this.#heading.push(heading)
    })
    this.#starts.push(this.#entries.length)
    this.#lengths.push(length)
  }

  packed(): Omit<PackedIndex, 'chunkSet' | 'vectors'> {
    const narrow = this.#places.size <= 0xffff
    return {
      passages: this.#lengths.length,
      terms: [...this.#places.keys()].map((id) => this.vocabulary.terms[id]!).join('\n'),
      words: [...this.#words.keys()].join('\n'),
      wordTerms: Uint32Array.from(this.#words.values()),
      abbreviations: [...this.#abbreviations].map((id) => this.vocabulary.terms[id]!).join('\n'),
      starts: Uint32Array.from(this.#starts),
      entries: narrow ? Uint16Array.from(this.#entries) : Uint32Array.from(this.#entries),
      text: Uint8Array.from(this.#text),
      heading: Uint8Array.from(this.#heading),
      lengths: Float32Array.from(this.#lengths),
    }
  }

  #placeOf(id: number): number {
    const known = this.#places.get(id)
    if (known !== undefined) return known
    this.#places.set(id, this.#places.size)
    return this.#places.size - 1
  }
}

export function linesOf(text: string): string[] {
  return text ? text.split('\n') : []
}

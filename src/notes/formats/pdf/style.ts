import type { TextLine } from './text-line'

/** The size of the letters in which most of a document is set, as far as it was read. */
export class BodySize {
  #letters = new Map<number, number>()

  add(lines: TextLine[]) {
    for (const { size, text } of lines) {
      const rounded = Math.round(size * 2) / 2
      this.#letters.set(rounded, (this.#letters.get(rounded) ?? 0) + text.length)
    }
  }

  /** The size of most letters, where it is the size of more than half of them; else 0. */
  get dominant(): number {
    const all = [...this.#letters.values()].reduce((sum, letters) => sum + letters, 0)
    return all > 80 && (this.#letters.get(this.size) ?? 0) > all / 2 ? this.size : 0
  }

  get size(): number {
    return [...this.#letters].reduce((best, next) => (next[1] > best[1] ? next : best), [10, 0])[0]
  }
}

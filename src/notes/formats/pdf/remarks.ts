import type { ReadPage } from './page-reader'

/** What of a PDF could not be read, kept while it is read and told in sentences. */
export class Remarks {
  pictures = 0
  #textless: number[] = []
  #failed: number[] = []
  #endless: number[] = []
  #garbled: number[] = []
  #comments = 0
  #readable = 0
  #cut = ''

  constructor(
    readonly name: string,
    readonly count: number,
  ) {}

  /** Pages of which nothing came. */
  get unread(): number {
    return this.#failed.length + this.#endless.length
  }

  get readable(): boolean {
    return this.#readable > 0
  }

  add({ page, failed, endless, drawn, garbled, comments }: ReadPage, letters: number) {
    this.#comments += comments
    if (endless) this.#endless.push(page)
    else if (failed) {
      this.#failed.push(page)
    } else if (letters >= 3) {
      this.#readable++
      if (garbled) this.#garbled.push(page)
    } else if (drawn) {
      this.pictures++
      this.#textless.push(page)
    }
  }

  cutAfter(page: number, hung: boolean) {
    const { name, count } = this
    this.#cut = hung
      ? `The pages of ${name} after page ${page} (${count - page}) were left out: too many of its pages never come to an end. Print the file to a new PDF and import that.`
      : `${name} is too long to be kept whole: it was cut after page ${page} of ${count}. Split it and import the rest by itself.`
  }

  warnings(): string[] {
    const { name } = this
    const some = (pages: number[]) => `${pages.length === 1 ? 'Page' : 'Pages'} ${ranges(pages)} of ${name}`
    const sentences = [
      this.#textless.length > 0 &&
        `${some(this.#textless)} ${has(this.#textless)} no text layer, so ${they(this.#textless)} cannot be searched. Export the file with text recognition (OCR) and import it again.`,
      this.#failed.length > 0 &&
        `${some(this.#failed)} ${this.#failed.length === 1 ? 'is' : 'are'} damaged and ${this.#failed.length === 1 ? 'was' : 'were'} left out. Download or save the file again.`,
      this.#endless.length > 0 &&
        `${some(this.#endless)} took too long to read and ${this.#endless.length === 1 ? 'was' : 'were'} left out. Print the file to a new PDF and import that to have ${this.#endless.length === 1 ? 'it' : 'them'}.`,
      this.#garbled.length > 0 &&
        `${some(this.#garbled)} ${this.#garbled.length === 1 ? 'uses' : 'use'} fonts that do not say which letters they show, so words are missing there. Export the file with text recognition (OCR) to have them.`,
      this.#comments > 0 &&
        `${this.#comments === 1 ? 'One comment' : `${this.#comments} comments`} in ${name} ${this.#comments === 1 ? 'was' : 'were'} left out: only the text itself is imported. Copy what you need of ${this.#comments === 1 ? 'it' : 'them'} into a note.`,
      this.#cut,
    ]
    return sentences.filter((sentence): sentence is string => !!sentence)
  }
}

const has = (pages: number[]) => (pages.length === 1 ? 'has' : 'have')
const they = (pages: number[]) => (pages.length === 1 ? 'it' : 'they')

/** "3–5, 9 and 12", shortened where there are very many. */
export function ranges(pages: number[]): string {
  const parts: [number, number][] = []
  for (const page of pages) {
    const last = parts.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else parts.push([page, page])
  }
  const shown = parts.slice(0, 8).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  if (parts.length > 8) return `${shown.join(', ')} and others (${pages.length} in all)`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')
}

import { kindOfCodePoint, kinds, normaliseRun } from './characters.ts'

/** Called for each word of a text: its tokens, and where it stands. */
export type WordVisitor = (ids: readonly number[], start: number, end: number) => void

const mostRemembered = 60_000
const longestWord = 100
const ascii = /^[\x21-\x7e]*$/

/**
 * WordPiece as BERT's uncased models use it: words are cut at white space and punctuation, cleaned, and taken apart into
 * the longest pieces that the vocabulary has. Equal to the reference tokeniser without its [CLS] and [SEP].
 */
export class Tokeniser {
  readonly #first = new Map<string, number>()
  readonly #further = new Map<string, number>()
  readonly #special = new Map<string, number>()
  readonly #remembered = new Map<string, readonly number[]>()
  readonly #unknown: number
  #longestPiece = 0

  constructor(readonly vocabulary: readonly string[]) {
    vocabulary.forEach((piece, id) => this.#learn(piece, id))
    this.#unknown = this.#first.get('[UNK]') ?? 0
  }

  #learn(piece: string, id: number) {
    const further = piece.startsWith('##') && piece.length > 2
    const body = further ? piece.slice(2) : piece
    if (/^\[(PAD|UNK|CLS|SEP|MASK)\]$/.test(piece)) this.#special.set(piece, id)
    ;(further ? this.#further : this.#first).set(body, id)
    this.#longestPiece = Math.max(this.#longestPiece, body.length)
  }

  /** The token ids of a text. */
  encode(text: string): number[] {
    const all: number[] = []
    this.eachWord(text, (ids) => {
      for (const id of ids) all.push(id)
    })
    return all
  }

  /** Visits the words of a text in order. */
  eachWord(text: string, visit: WordVisitor): void {
    let start = 0
    let at = 0
    while (at < text.length) {
      const code = text.codePointAt(at)!
      const kind = kindOfCodePoint(code)
      const next = at + (code > 0xffff ? 2 : 1)
      if (kind === kinds.letter) {
        at = next
        continue
      }
      if (at > start) this.#visitRun(text, start, at, visit)
      // A special token written out in the text is that token, as in the reference.
      const special = code === 0x5b ? this.#specialAt(text, at) : 0
      if (special) visit([this.#special.get(text.slice(at, special))!], at, special)
      else if (kind !== kinds.space) this.#visitRun(text, at, next, visit)
      start = at = special || next
    }
    if (at > start) this.#visitRun(text, start, at, visit)
  }

  #visitRun(text: string, start: number, end: number, visit: WordVisitor) {
    const run = text.slice(start, end)
    let ids = this.#remembered.get(run)
    if (!ids) {
      ids = this.#idsOf(run)
      if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
      this.#remembered.set(run, ids)
    }
    if (ids.length) visit(ids, start, end)
  }

  #specialAt(text: string, at: number): number {
    // None is longer: an endless row of brackets is not searched to its end from each of them.
    const close = text.slice(at + 1, at + 6).indexOf(']')
    const end = at + close + 2
    return close >= 0 && this.#special.has(text.slice(at, end)) ? end : 0
  }

  #idsOf(run: string): readonly number[] {
    if (ascii.test(run)) return this.#pieces(run.toLowerCase())
    // Decomposing may bring forth punctuation ("≠" becomes "="), which stands alone; ideographs no longer do.
    const ids: number[] = []
    let word = ''
    for (const character of normaliseRun(run)) {
      const kind = kindOfCodePoint(character.codePointAt(0)!)
      if (kind === kinds.letter || kind === kinds.ideograph) {
        word += character
        continue
      }
      ids.push(...this.#pieces(word))
      if (kind === kinds.punctuation) ids.push(...this.#pieces(character))
      word = ''
    }
    return [...ids, ...this.#pieces(word)]
  }

  #pieces(word: string): readonly number[] {
    if (!word) return []
    if (word.length > longestWord && [...word].length > longestWord) return [this.#unknown]
    const ids: number[] = []
    let start = 0
    while (start < word.length) {
      const pieces = start ? this.#further : this.#first
      let end = Math.min(word.length, start + this.#longestPiece)
      while (end > start && !pieces.has(word.slice(start, end))) end--
      if (end === start) return [this.#unknown]
      ids.push(pieces.get(word.slice(start, end))!)
      start = end
    }
    return ids
  }
}

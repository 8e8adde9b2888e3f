/** So long must something new have stood on the screen before what is pressed below it counts as an answer to it. */
export const readingMs = 2000

/** What another tab changed on this one's screen, until the candidate has gone on from it. */
export class News {
  #since = $state<number | undefined>(undefined)
  #refused = $state(false)

  /** `monotonic` in milliseconds, by a clock that nobody can set. */
  constructor(private monotonic: () => number) {}

  get told(): boolean {
    return this.#since !== undefined
  }
  /** Too new to have been read. */
  get unread(): boolean {
    return this.#since !== undefined && this.monotonic() - this.#since < readingMs
  }

  /** Something that was pressed here was not written. */
  get refused(): boolean {
    return this.#refused
  }

  tell() {
    this.#since = this.monotonic()
  }
  refuse() {
    this.tell()
    this.#refused = true
  }
  /** The screen was not in sight, and is now. */
  seen() {
    if (this.told) this.tell()
  }
  forget() {
    this.#since = undefined
    this.#refused = false
  }
}

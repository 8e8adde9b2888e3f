/** How fast a download is going, from what came in the last seconds. */
export class Pace {
  #seen: { at: number; bytes: number }[] = []

  constructor(private readonly windowMs = 5000) {}

  add(at: number, bytes: number) {
    // A step back is another beginning: a file was fetched again.
    if (bytes < (this.#seen.at(-1)?.bytes ?? 0)) this.#seen = []
    this.#seen.push({ at, bytes })
    while (this.#seen.length > 2 && at - this.#seen[0]!.at > this.windowMs) this.#seen.shift()
  }

  /** Undefined until two moments are known. */
  get bytesPerSecond(): number | undefined {
    const [first, last] = [this.#seen[0], this.#seen.at(-1)]
    if (!first || !last || last.at - first.at < 300) return undefined
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at)
  }
}

import { topOf, type Ranked } from './top'

/** What makes a text a unit vector; the instant encoder is one. */
export interface Encoder {
  readonly name: string
  readonly dims: number
  embed(text: string): Float32Array
}

const most = 127

/**
 * The vectors of numbered passages, one byte a number with a scale for each vector, searched one by one: exact, and at
 * the size of study notes quick enough. A passage without a vector scores 0.
 */
export class DenseIndex {
  #levels: Int8Array<ArrayBuffer>
  #scales: Float32Array<ArrayBuffer>
  #scores = new Float64Array(0)
  #size = 0

  constructor(readonly dims: number) {
    this.#levels = new Int8Array(dims * 256)
    this.#scales = new Float32Array(256)
  }

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return this.#levels.byteLength + this.#scales.byteLength + this.#scores.byteLength
  }

  has(passage: number): boolean {
    return passage < this.#size && this.#scales[passage] !== 0
  }

  /** Sets a passage's unit vector. */
  set(passage: number, vector: ArrayLike<number>) {
    this.#room(passage + 1)
    let largest = 0
    for (let d = 0; d < this.dims; d++) largest = Math.max(largest, Math.abs(vector[d]!))
    this.#scales[passage] = largest / most
    const base = passage * this.dims
    for (let d = 0; d < this.dims; d++) this.#levels[base + d] = largest ? Math.round((vector[d]! * most) / largest) : 0
  }

  /** Sets the vectors of passages that follow one another, packed already: levels, and one scale each. */
  setPacked(first: number, levels: Int8Array, scales: Float32Array) {
    this.#room(first + scales.length)
    this.#levels.set(levels, first * this.dims)
    this.#scales.set(scales, first)
  }

  remove(passage: number) {
    if (passage < this.#size) this.#scales[passage] = 0
  }

  /** The vectors of passages that follow one another, to be kept. */
  packedOf(first: number, count: number) {
    this.#room(first + count)
    const levels = this.#levels.slice(first * this.dims, (first + count) * this.dims)
    return { dims: this.dims, levels, scales: this.#scales.slice(first, first + count) }
  }

  /** Only these passages stay and move up, in this order. */
  keep(passages: number[]) {
    this.#room((passages.at(-1) ?? -1) + 1)
    passages.forEach((passage, n) => {
      this.#levels.copyWithin(n * this.dims, passage * this.dims, (passage + 1) * this.dims)
      this.#scales[n] = this.#scales[passage]!
    })
    this.#size = passages.length
    this.#scales.fill(0, this.#size)
  }

  /** The cosine of every passage with the query; the array is used again by the next call. */
  cosines(query: Float32Array): Float64Array {
    const { dims } = this
    if (this.#scores.length < this.#size) this.#scores = new Float64Array(this.#levels.length / dims)
    const scores = this.#scores
    const levels = this.#levels
    for (let passage = 0, at = 0; passage < this.#size; passage++, at += dims) {
      let [a, b, c, e] = [0, 0, 0, 0]
      for (let d = 0; d < dims; d += 4) {
        a += query[d]! * levels[at + d]!
        b += query[d + 1]! * levels[at + d + 1]!
        c += query[d + 2]! * levels[at + d + 2]!
        e += query[d + 3]! * levels[at + d + 3]!
      }
      scores[passage] = (a + b + c + e) * this.#scales[passage]!
    }
    return scores
  }

  /** The mean of the vectors of passages that follow one another, one long. */
  mean(first: number, count: number): Float32Array {
    const sum = new Float32Array(this.dims)
    for (let passage = first; passage < first + count; passage++)
      for (let d = 0; d < this.dims; d++)
        sum[d]! += (this.#levels[passage * this.dims + d] ?? 0) * (this.#scales[passage] ?? 0)
    const length = Math.hypot(...sum) || 1
    return sum.map((value) => value / length)
  }

  /** The cosine of two passages; 0 where either has no vector. */
  alike(a: number, b: number): number {
    if (!this.has(a) || !this.has(b)) return 0
    const { dims } = this
    const [x, y] = [a * dims, b * dims]
    let sum = 0
    for (let d = 0; d < dims; d++) sum += this.#levels[x + d]! * this.#levels[y + d]!
    return sum * this.#scales[a]! * this.#scales[b]!
  }

  /** Passages by cosine, best first. */
  search(query: Float32Array, limit: number, allow?: (passage: number) => boolean): Ranked[] {
    return this.best(this.cosines(query), limit, allow)
  }

  best(cosines: Float64Array, limit: number, allow?: (passage: number) => boolean): Ranked[] {
    const passages: number[] = []
    for (let passage = 0; passage < this.#size; passage++)
      if (this.#scales[passage] && (!allow || allow(passage))) passages.push(passage)
    return topOf(passages, cosines, limit)
  }

  #room(wanted: number) {
    this.#size = Math.max(this.#size, wanted)
    if (wanted <= this.#scales.length) return
    const length = Math.max(wanted, Math.ceil(this.#scales.length * 1.5))
    const levels = new Int8Array(length * this.dims)
    levels.set(this.#levels)
    const scales = new Float32Array(length)
    scales.set(this.#scales)
    this.#levels = levels
    this.#scales = scales
  }
}

/** The cosine of two unit vectors. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

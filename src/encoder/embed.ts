import { Tokeniser } from './tokenise.ts'
import { readWeights } from './weights.ts'

/** A text's tokens with their vectors, for alignment. */
export interface TokenVectors {
  ids: Int32Array
  /** Where the word that holds the token stands in the text. */
  starts: Int32Array
  ends: Int32Array
  /** How much each token says: the length of its vector. */
  weights: Float32Array
  /** Unit vectors, one after another. */
  vectors: Float32Array
}

export interface WordVector {
  vector: Float32Array
  weight: number
}

/** Under this name its vectors are kept; another set of weights has another name. */
export const encoderName = 'instant-1'

/**
 * The instant encoder: a vector for each token, looked up and averaged. Made from the bytes of its file, which are
 * checked first; knows no worker and no network, so it runs wherever it is imported.
 */
export class InstantEncoder {
  readonly name = encoderName
  readonly dims: number
  readonly tokeniser: Tokeniser
  readonly #levels: Int8Array
  readonly #halfScales: Float32Array
  readonly #words = new Map<string, WordVector>()

  /** Throws BrokenWeights where the bytes are damaged, cut short or of another version. */
  constructor(bytes: Uint8Array) {
    const { vocabulary, dims, scales, levels } = readWeights(bytes)
    this.dims = dims
    this.tokeniser = new Tokeniser(vocabulary)
    this.#levels = levels
    this.#halfScales = scales.map((scale) => scale / 2)
  }

  /** A token's vector as it is: not normalised. */
  row(id: number): Float32Array {
    const out = new Float32Array(this.dims)
    this.#add(id, out, 0)
    return out
  }

  /** The text as a unit vector; all zeros where it has no token. */
  embed(text: string): Float32Array {
    const out = new Float32Array(this.dims)
    this.embedInto(text, out, 0)
    return out
  }

  /** The same, written to `out` from `at` on. */
  embedInto(text: string, out: Float32Array, at: number): void {
    this.tokeniser.eachWord(text, (ids) => {
      for (let i = 0; i < ids.length; i++) this.#add(ids[i]!, out, at)
    })
    normalise(out, at, this.dims)
  }

  /** The text's tokens one by one. */
  tokens(text: string): TokenVectors {
    const ids: number[] = []
    const starts: number[] = []
    const ends: number[] = []
    this.tokeniser.eachWord(text, (found, start, end) => {
      for (const id of found) {
        ids.push(id)
        starts.push(start)
        ends.push(end)
      }
    })
    const vectors = new Float32Array(ids.length * this.dims)
    const weights = Float32Array.from(ids, (id, place) => {
      this.#add(id, vectors, place * this.dims)
      return normalise(vectors, place * this.dims, this.dims)
    })
    return { ids: Int32Array.from(ids), starts: Int32Array.from(starts), ends: Int32Array.from(ends), weights, vectors }
  }

  /** One word or term; remembered. */
  word(text: string): WordVector {
    const known = this.#words.get(text)
    if (known) return known
    const ids = this.tokeniser.encode(text)
    const vector = new Float32Array(this.dims)
    for (const id of ids) this.#add(id, vector, 0)
    const found = { vector, weight: normalise(vector, 0, this.dims) / Math.max(1, ids.length) }
    if (this.#words.size >= 20_000) this.#words.clear()
    this.#words.set(text, found)
    return found
  }

  /** How near two words are, -1 to 1. */
  wordSimilarity(a: string, b: string): number {
    return dot(this.word(a).vector, 0, this.word(b).vector, 0, this.dims)
  }

  #add(id: number, out: Float32Array, at: number) {
    const { dims } = this
    const levels = this.#levels
    const scale = this.#halfScales[id]!
    const base = id * dims
    for (let d = 0; d < dims; d++) out[at + d]! += scale * levels[base + d]!
  }
}

/** Makes a vector one long, unless it is all zeros; returns the length that it had. */
export function normalise(vectors: Float32Array, at: number, dims: number): number {
  let sum = 0
  for (let d = at; d < at + dims; d++) sum += vectors[d]! * vectors[d]!
  const length = Math.sqrt(sum)
  if (length) for (let d = at; d < at + dims; d++) vectors[d]! /= length
  return length
}

export function dot(x: Float32Array, a: number, y: Float32Array, b: number, dims: number): number {
  // Four sums that need not wait for one another: twice as fast as one.
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let d = 0
  for (; d + 3 < dims; d += 4) {
    first += x[a + d]! * y[b + d]!
    second += x[a + d + 1]! * y[b + d + 1]!
    third += x[a + d + 2]! * y[b + d + 2]!
    fourth += x[a + d + 3]! * y[b + d + 3]!
  }
  for (; d < dims; d++) first += x[a + d]! * y[b + d]!
  return first + second + third + fourth
}

/** How near two texts' vectors are, -1 to 1. */
export function cosine(x: Float32Array, y: Float32Array): number {
  return dot(x, 0, y, 0, x.length)
}

import { normalise, type InstantEncoder } from '../../../encoder/embed'
import type { Word } from '../words'

/** Where words and texts get their vectors from: the instant encoder, or an embedder's outputs for the very text. */
export interface Space {
  dims: number
  /** Whether a word has the same vector wherever it stands. */
  fixed: boolean
  /** The whole text as a unit vector; zeros where there is nothing. */
  pooled(text: string): Float32Array
  /** The vectors of some words of it, one after another, not normalised. */
  words(text: string, words: readonly Word[]): Float32Array
}

const mostRemembered = 20_000

/** The instant encoder's space: a word is the sum of its pieces. */
export function instantSpace(encoder: InstantEncoder): Space {
  const { dims } = encoder
  const remembered = new Map<string, Float32Array>()
  const vectorOf = (raw: string) => {
    let vector = remembered.get(raw)
    if (!vector) {
      if (remembered.size >= mostRemembered) remembered.clear()
      vector = new Float32Array(dims)
      for (const id of encoder.tokeniser.encode(raw)) addTo(vector, encoder.row(id))
      remembered.set(raw, vector)
    }
    return vector
  }
  return {
    dims,
    fixed: true,
    pooled: (text) => encoder.embed(text),
    words(_text, words) {
      const vectors = new Float32Array(words.length * dims)
      words.forEach(({ raw }, n) => vectors.set(vectorOf(raw), n * dims))
      return vectors
    },
  }
}

/** An embedder's outputs for one text: a vector for each piece, with where the word that holds it stands. */
export interface Outputs {
  starts: ArrayLike<number>
  ends: ArrayLike<number>
  vectors: Float32Array
  pooled: Float32Array
}

/** A space of contextual vectors that were computed before; a text that was not asked for is a bug. */
export function outputSpace(dims: number, outputs: ReadonlyMap<string, Outputs>): Space {
  const of = (text: string) => {
    const found = outputs.get(text)
    if (!found) throw new Error('A text has no outputs of the embedder')
    return found
  }
  return {
    dims,
    fixed: false,
    pooled: (text) => of(text).pooled,
    words(text, words) {
      const { starts, ends, vectors } = of(text)
      const sums = new Float32Array(words.length * dims)
      let piece = 0
      words.forEach(({ start, end }, n) => {
        while (piece < starts.length && ends[piece]! <= start) piece++
        for (let at = piece; at < starts.length && starts[at]! < end; at++)
          addTo(sums.subarray(n * dims, (n + 1) * dims), vectors.subarray(at * dims, (at + 1) * dims))
      })
      return sums
    },
  }
}

function addTo(sum: Float32Array, vector: Float32Array) {
  for (let d = 0; d < sum.length; d++) sum[d]! += vector[d]!
}

/** The weighted sum of some vectors, as a unit vector. */
export function pool(vectors: Float32Array, dims: number, weights: ArrayLike<number>): Float32Array {
  const sum = new Float32Array(dims)
  for (let n = 0; n < weights.length; n++) {
    const weight = weights[n]!
    if (weight) for (let d = 0; d < dims; d++) sum[d]! += weight * vectors[n * dims + d]!
  }
  normalise(sum, 0, dims)
  return sum
}

import { normalise, type InstantEncoder } from '../../../encoder/embed'
import type { Word } from '../words'

/** Where words and texts get their vectors from; a word has the same wherever it stands. */
export interface Space {
  dims: number
  /** The whole text as a unit vector; zeros where there is nothing. */
  pooled(text: string): Float32Array
  /** The vectors of some words, one after another, not normalised. */
  words(words: readonly Word[]): Float32Array
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
    pooled: (text) => encoder.embed(text),
    words(words) {
      const vectors = new Float32Array(words.length * dims)
      words.forEach(({ raw }, n) => vectors.set(vectorOf(raw), n * dims))
      return vectors
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

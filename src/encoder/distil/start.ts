import { project, type Basis } from './principal'

/**
 * Where training begins: each token's vector from the teacher alone, less the mean of all, in the student's basis, and
 * shorter the commoner the token is (Arora et al., "A simple but tough-to-beat baseline for sentence embeddings").
 */
export function startVectors(alone: Float32Array, basis: Basis, frequency: Float64Array): Float32Array {
  const { width, kept } = basis
  const vectors = project(basis, lessMean(alone, width))
  frequency.forEach((share, token) => {
    const weight = 1e-3 / (1e-3 + share)
    for (let d = 0; d < kept; d++) vectors[token * kept + d]! *= weight
  })
  return vectors
}

function lessMean(vectors: Float32Array, width: number): Float32Array {
  const count = vectors.length / width
  const mean = new Float64Array(width)
  vectors.forEach((value, at) => (mean[at % width]! += value / count))
  return vectors.map((value, at) => value - mean[at % width]!)
}

/** Each token's share of all tokens. */
export function frequencies(tokens: Uint16Array, size: number): Float64Array {
  const share = new Float64Array(size)
  for (const token of tokens) share[token]! += 1 / tokens.length
  return share
}

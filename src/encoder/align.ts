import { dot, normalise, type TokenVectors } from './embed'

export interface Match {
  /** The reference's token, and its most similar token in the answer (-1 where the answer has none). */
  token: number
  at: number
  cosine: number
  /** How much the token says. */
  weight: number
  /** The question does not hold it: the candidate had to bring it. */
  fresh: boolean
}

/** What of a reference an answer covers, by the meaning of its tokens. All between -1 and 1. */
export interface Alignment {
  matches: Match[]
  /** Mean of the best cosines, weighted by information. */
  covered: number
  /** The same over the tokens that the question did not already give. */
  coveredFresh: number
  /** A quarter of the informative tokens are matched no better than this. */
  lowerQuartile: number
  /** The other way round: how much of the answer the reference holds. */
  reverse: number
  /** Cosine of the two texts' vectors. */
  pooled: number
}

const nothing: TokenVectors = {
  ids: new Int32Array(0),
  starts: new Int32Array(0),
  ends: new Int32Array(0),
  weights: new Float32Array(0),
  vectors: new Float32Array(0),
}

/** Tokens that say less than this share of the weightiest one are no evidence either way. */
const informative = 0.25

/** Aligns every informative token of the reference with its most similar token in the answer. */
export function alignment(reference: TokenVectors, answer: TokenVectors, question: TokenVectors = nothing): Alignment {
  const given = new Set(question.ids)
  const matches = matchesOf(reference, answer, given)
  const fresh = matches.filter((match) => match.fresh)
  const covered = weightedMean(matches)
  return {
    matches,
    covered,
    coveredFresh: fresh.length ? weightedMean(fresh) : covered,
    lowerQuartile: quartile(matches.map((match) => match.cosine)),
    reverse: weightedMean(matchesOf(answer, reference, given)),
    pooled: pooledCosine(reference, answer),
  }
}

function matchesOf(from: TokenVectors, to: TokenVectors, given: Set<number>): Match[] {
  const least = informative * from.weights.reduce((most, weight) => Math.max(most, weight), 0)
  const matches: Match[] = []
  from.weights.forEach((weight, token) => {
    if (!weight || weight < least) return
    const { at, cosine } = nearest(from, token, to)
    matches.push({ token, at, cosine, weight, fresh: !given.has(from.ids[token]!) })
  })
  return matches
}

function nearest(from: TokenVectors, token: number, to: TokenVectors): { at: number; cosine: number } {
  const dims = from.vectors.length / from.ids.length
  let best = { at: -1, cosine: 0 }
  for (let at = 0; at < to.ids.length; at++) {
    const same = from.ids[token] === to.ids[at]
    const cosine = same ? 1 : dot(from.vectors, token * dims, to.vectors, at * dims, dims)
    if (best.at < 0 || cosine > best.cosine) best = { at, cosine }
  }
  return best
}

function weightedMean(matches: Match[]): number {
  const total = matches.reduce((sum, match) => sum + match.weight, 0)
  return total ? matches.reduce((sum, match) => sum + match.weight * match.cosine, 0) / total : 0
}

function quartile(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 4)] ?? 0
}

function pooledCosine(a: TokenVectors, b: TokenVectors): number {
  if (!a.ids.length || !b.ids.length) return 0
  const dims = a.vectors.length / a.ids.length
  return dot(pooled(a, dims), 0, pooled(b, dims), 0, dims)
}

/** The text's vector again, from its tokens. */
function pooled({ weights, vectors }: TokenVectors, dims: number): Float32Array {
  const sum = new Float32Array(dims)
  weights.forEach((weight, token) => {
    for (let d = 0; d < dims; d++) sum[d]! += weight * vectors[token * dims + d]!
  })
  normalise(sum, 0, dims)
  return sum
}

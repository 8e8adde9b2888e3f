import type { System } from './features'

/** What a system makes of its features: a weighted sum, and nothing else. */
export interface Coefficients {
  bias: number
  /** One for each of the system's features, in their order. */
  weights: readonly number[]
}

export type Model = Record<System, Coefficients>

/** How far features speak for full marks; about 0-1, not held there. */
export function weigh({ bias, weights }: Coefficients, features: readonly number[]): number {
  let sum = bias
  for (let n = 0; n < weights.length; n++) sum += weights[n]! * features[n]!
  return sum
}

/** The share of full marks that an answer has beside several references, any of which is enough. */
export function bestShare(coefficients: Coefficients, references: readonly (readonly number[])[]): number {
  return held(softMaximum(references.map((features) => weigh(coefficients, features))))
}

const softness = 0.1

/**
 * The largest of some sums, less what the largest of many has by chance: the logarithm of the mean of exponentials. One
 * sum is itself.
 */
export function softMaximum(sums: readonly number[]): number {
  const most = Math.max(...sums)
  const mean = sums.reduce((all, sum) => all + Math.exp((sum - most) / softness), 0) / sums.length
  return most + softness * Math.log(mean)
}

const edge = 0.1
const toe = 0.4

/**
 * A sum as a share of 0-1. Below two fifths it falls off by the square, since words that any answer to anything has in
 * common with a reference earn nothing; near the ends it bends, so that no two sums become one share.
 */
export function held(sum: number): number {
  if (sum > 1 - edge) return 1 - edge * Math.exp((1 - edge - sum) / edge)
  const bent = sum < edge ? edge * Math.exp((sum - edge) / edge) : sum
  return bent < toe ? bent ** 2 / toe : bent
}

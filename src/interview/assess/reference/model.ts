import type { System } from './features'

/** What a system makes of its features: a weighted sum, and nothing else. */
export interface Coefficients {
  bias: number
  /** One for each of the system's features, in their order. */
  weights: readonly number[]
}

export type Model = Record<System, Coefficients>

/** The share of full marks that features stand for; not yet held within 0-1. */
export function weigh({ bias, weights }: Coefficients, features: readonly number[]): number {
  let sum = bias
  for (let n = 0; n < weights.length; n++) sum += weights[n]! * features[n]!
  return sum
}

/** The reference that speaks most for the answer decides: each of several is enough. */
export function bestShare(coefficients: Coefficients, references: readonly (readonly number[])[]): number {
  return held(Math.max(...references.map((features) => weigh(coefficients, features))))
}

const edge = 0.1

/** Between 0 and 1: as it is in the middle, bent near the ends, so that no two sums become one. */
export function held(sum: number): number {
  if (sum < edge) return edge * Math.exp((sum - edge) / edge)
  return sum > 1 - edge ? 1 - edge * Math.exp((1 - edge - sum) / edge) : sum
}

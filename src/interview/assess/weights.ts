import type { Features } from './features'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const weights: { bias: number } & Record<keyof Features, number> = {
  bias: -2.906,
  trueSide: 2.372,
  wrongSide: -0.135,
  margin: 0.907,
  pool: 2.104,
  lean: 1.249,
  whole: 0.387,
  mean: 0.319,
  negation: -0.87,
  opposite: 0.489,
  contrary: -0.84,
  scatter: -0.502,
  knowsWrong: -0.257,
}

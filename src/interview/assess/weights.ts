import type { Features } from './features'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const weights: { bias: number } & Record<keyof Features, number> = {
  bias: -3.047,
  trueSide: 2.805,
  wrongSide: -0.055,
  margin: 0.807,
  pool: 2.29,
  lean: 1.339,
  whole: -0.396,
  mean: 1.236,
  negation: -0.939,
  opposite: 0.129,
  contrary: -0.927,
  scatter: -0.393,
  knowsWrong: -0.29,
}

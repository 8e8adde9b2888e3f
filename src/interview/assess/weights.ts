import type { FittedSystems } from './likelihood'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const fitted: FittedSystems = {
  wording: {
    bias: -2.95,
    weights: { trueSide: 3.146, margin: 2.017, pool: 1.848, lean: 1.804, negation: -0.655 },
    met: 0.79,
    partly: 0.67,
    missed: 0.14,
  },
  wordingBare: {
    bias: -2.026,
    weights: { trueSide: 4.691, pool: 0.763, negation: -0.627 },
    met: 0.79,
    partly: 0.66,
    missed: 0.13,
  },
  instant: {
    bias: -4.808,
    weights: { brought: 3.706, belongs: 3.671, nearer: 4.141, margin: 1.452, pool: 1.877, others: 33.632 },
    met: 0.72,
    partly: 0.44,
    missed: 0.23,
  },
  instantBare: {
    bias: -3.024,
    weights: { brought: 1.001, belongs: 1.508, trueSide: 1.528, pool: 0.366, own: 4.501 },
    met: 0.88,
    partly: 0.73,
    missed: 0.13,
  },
  embedder: {
    bias: -5.119,
    weights: {
      brought: 2.501,
      belongs: 2.459,
      nearer: 3.586,
      margin: 1.511,
      pool: 1.456,
      others: 26.952,
      contextAlong: 3.734,
      contextBelongs: 1.241,
      contextOthers: 14.089,
    },
    met: 0.72,
    partly: 0.4,
    missed: 0.23,
  },
  embedderBare: {
    bias: -2.93,
    weights: { brought: 1.258, belongs: 1.038, trueSide: 1.489, pool: 0.425, own: 3.688, contextOwn: 1.716 },
    met: 0.85,
    partly: 0.72,
    missed: 0.14,
  },
}

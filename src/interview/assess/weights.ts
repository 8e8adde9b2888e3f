import type { FittedSystems } from './likelihood'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const fitted: FittedSystems = {
  wording: {
    bias: -2.948,
    weights: { trueSide: 3.099, margin: 2.074, pool: 1.848, lean: 1.852, negation: -0.644 },
    met: 0.78,
    partly: 0.68,
    missed: 0.14,
  },
  wordingBare: {
    bias: -2.051,
    weights: { trueSide: 4.722, pool: 0.781, negation: -0.615 },
    met: 0.79,
    partly: 0.66,
    missed: 0.13,
  },
  instant: {
    bias: -4.734,
    weights: { brought: 3.595, belongs: 3.589, nearer: 3.891, margin: 1.492, pool: 1.897, others: 33.501 },
    met: 0.71,
    partly: 0.44,
    missed: 0.2,
  },
  instantBare: {
    bias: -3.012,
    weights: { brought: 0.948, belongs: 1.463, trueSide: 1.607, pool: 0.386, own: 4.523 },
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

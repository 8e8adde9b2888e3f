import type { FittedSystems } from './likelihood'

/** Fitted by `npm run train:assessor`; do not edit by hand. */
export const fitted: FittedSystems = {
  wording: {
    bias: -2.97,
    weights: { trueSide: 2.831, margin: 2.04, pool: 1.959, lean: 1.785, negation: -0.607 },
    met: 0.79,
    partly: 0.67,
    missed: 0.14,
  },
  wordingBare: {
    bias: -2.059,
    weights: { trueSide: 4.522, pool: 0.87, negation: -0.574 },
    met: 0.78,
    partly: 0.67,
    missed: 0.13,
  },
  instant: {
    bias: -4.651,
    weights: { brought: 3.158, belongs: 3.622, nearer: 3.553, margin: 1.473, pool: 1.974, others: 33.119 },
    met: 0.69,
    partly: 0.43,
    missed: 0.2,
  },
  instantBare: {
    bias: -3.119,
    weights: { brought: 1.012, belongs: 1.641, trueSide: 1.541, pool: 0.424, own: 4.094 },
    met: 0.87,
    partly: 0.72,
    missed: 0.13,
  },
  embedder: {
    bias: -5.142,
    weights: {
      brought: 2.166,
      belongs: 2.487,
      nearer: 3.116,
      margin: 1.487,
      pool: 1.536,
      others: 26.29,
      contextAlong: 3.854,
      contextBelongs: 1.225,
      contextOthers: 14.579,
    },
    met: 0.71,
    partly: 0.4,
    missed: 0.22,
  },
  embedderBare: {
    bias: -3.012,
    weights: { brought: 1.279, belongs: 1.189, trueSide: 1.402, pool: 0.469, own: 3.297, contextOwn: 1.797 },
    met: 0.84,
    partly: 0.72,
    missed: 0.13,
  },
}

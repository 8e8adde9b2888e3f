import type { Meaning } from './abstain'

/** How much the cosine counts beside the keywords: at a usual question, and more for each share of it that no passage holds. */
const weights = {
  instant: { usual: 0.4, missing: 0 },
  embedder: { usual: 0.45, missing: 0.5 },
}
/** The share of the ideal keyword score that the best passage of a usual question has. */
const usualShare = 0.45

/** The weight of meaning for one question, from how much of the ideal score the best passage by keywords has (0-1). */
export function meaningWeight(by: Meaning, ofIdeal: number): number {
  const { usual, missing } = weights[by === 'embedder' ? 'embedder' : 'instant']
  return Math.min(0.9, Math.max(0.1, usual + missing * (usualShare - ofIdeal)))
}

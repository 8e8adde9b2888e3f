/** What the search found, as far as it tells whether the question is answered there. Each is 0-1. */
export interface Evidence {
  /** How much of the question's information the best passage covers. */
  coverage: number
  /** The best passage's BM25 score, of the most that the question could score. */
  ofIdeal: number
  /** How far the best stands above the five after it, of the same. */
  gap: number
}

export const noEvidence: Evidence = { coverage: 0, ofIdeal: 0, gap: 0 }

/**
 * A logistic regression on 1,190 questions over 240 paragraphs, each with its paragraph there and taken out, and 60
 * questions over 600 real study notes at half that weight. `npm run eval -- abstain` measures it, and `-- fit-abstain` fits it.
 */
export const regression = { coverage: 4.77, ofIdeal: 3.05, gap: 4.64, constant: -4.44 }

/** From here on the passages are said to answer the question. */
export const sure = 0.45

/** How likely the passages answer the question, 0-1. */
export function confidenceOf({ coverage, ofIdeal, gap }: Evidence): number {
  const sum = regression.constant + regression.coverage * coverage + regression.ofIdeal * ofIdeal + regression.gap * gap
  return 1 / (1 + Math.exp(-sum))
}

/** Whether to answer from these passages, or only to show what is closest. */
export function isAnswered(evidence: Evidence): boolean {
  return confidenceOf(evidence) >= sure
}

/** What ranked the passages beside their words. */
export type Meaning = 'keyword' | 'instant' | 'embedder'

/** What the search found, as far as it tells whether the question is answered there. */
export interface Evidence {
  by: Meaning
  /** 0-1: how much of the question's information the best passage covers. */
  coverage: number
  /** 0-1: the best passage's BM25 score, of the most that the question could score. */
  ofIdeal: number
  /** 0-1: how far the best stands above the five after it, of the same. */
  gap: number
  /** The best passage's cosine with the question; 0 without an encoder. */
  cosine: number
  /** How far that stands above the five after it. */
  cosineGap: number
}

export const signals = ['coverage', 'ofIdeal', 'gap', 'cosine', 'cosineGap'] as const
export type Signal = (typeof signals)[number]

export const noEvidence: Evidence = { by: 'keyword', coverage: 0, ofIdeal: 0, gap: 0, cosine: 0, cosineGap: 0 }

export type Regression = Record<Signal | 'constant', number> & {
  /** From here on the passages are said to answer the question. */
  sure: number
}

/**
 * Logistic regressions on 1,190 questions over 240 paragraphs, each with its paragraph there and taken out, and 60
 * questions over 600 real study notes at half that weight. `npm run eval -- abstain` measures them, `-- fit-abstain` fits
 * them, and `sure` is where at most one answerable question in ten is refused.
 */
export const regressions: Record<Meaning, Regression> = {
  keyword: { coverage: 4.51, ofIdeal: 3.41, gap: 4.7, cosine: 0, cosineGap: 0, constant: -4.43, sure: 0.44 },
  instant: { coverage: 5.76, ofIdeal: 1.01, gap: 3.77, cosine: 3.35, cosineGap: -0.33, constant: -5.84, sure: 0.44 },
  embedder: { coverage: 6.14, ofIdeal: 0.64, gap: 2.2, cosine: 4.57, cosineGap: 1.89, constant: -6.52, sure: 0.5 },
}

/** How likely the passages answer the question, 0-1. */
export function confidenceOf(evidence: Evidence): number {
  const weights = regressions[evidence.by]
  const sum = signals.reduce((all, signal) => all + weights[signal] * evidence[signal], weights.constant)
  return 1 / (1 + Math.exp(-sum))
}

/** Whether to answer from these passages, or only to show what is closest. */
export function isAnswered(evidence: Evidence): boolean {
  return confidenceOf(evidence) >= regressions[evidence.by].sure
}

/** What ranked the passages beside their words. */
export type Meaning = 'keyword' | 'instant' | 'embedder'

/** What the search found, as far as it tells whether the question is answered there. */
export interface Evidence {
  by: Meaning
  /** 0-1: how much of the question's information the first passage holds, by form or (names aside) by meaning. */
  covered: number
  /** 0-1: how much of it one of the best passages holds, holds in one place, and holds in the same phrases. */
  together: number
  /** How far the best BM25 score stands above the five after it, of the most that the question could score. */
  gap: number
  /** 0-1: the share of the question's information in names that the first passage does not have. */
  unnamed: number
  /** How near the question the first passage comes: the embedder's cosine, or that of its nearest stretch; 0 without an encoder. */
  near: number
  /** The cosine of the nearest title or heading: it speaks for the subject, and not for the answer. */
  topic: number
}

export const signals = ['covered', 'together', 'gap', 'unnamed', 'near', 'topic'] as const
export type Signal = (typeof signals)[number]

export const noEvidence: Evidence = {
  by: 'keyword',
  covered: 0,
  together: 0,
  gap: 0,
  unnamed: 0,
  near: 0,
  topic: 0,
}

export type Regression = Record<Signal | 'constant', number> & {
  /** From here on the passages are said to answer the question. */
  sure: number
}

/**
 * Logistic regressions on 1,190 questions over 240 paragraphs, each with its paragraph there and taken out, and 171
 * questions over 600 real study notes at three fifths of that weight. `npm run eval -- abstain` and `-- questions` measure
 * them, `-- fit-abstain` fits them; `sure` was set by its curve: one in twenty of the collection's answerable questions is refused.
 */
export const regressions: Record<Meaning, Regression> = {
  keyword: { covered: 2.65, together: 2.43, gap: 5.56, unnamed: -5.58, near: 0, topic: 0, constant: -3.14, sure: 0.38 },
  instant: {
    covered: 4.51,
    together: 1.65,
    gap: 3.21,
    unnamed: -4.3,
    near: 2.52,
    topic: -1.07,
    constant: -4.63,
    sure: 0.4,
  },
  embedder: {
    covered: 3.57,
    together: 2.25,
    gap: 2.1,
    unnamed: -4.36,
    near: 6.01,
    topic: -1.88,
    constant: -5.25,
    sure: 0.4,
  },
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

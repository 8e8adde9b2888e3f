import type { Meaning } from './abstain'
import { fuse, type Fused, type Scores } from './fuse'
import type { QuestionWord } from './question'

/** Passages in the order that was found, and by what. */
export interface Ranking {
  by: Meaning
  words: QuestionWord[]
  passages: (Fused & { keywordRank?: number; meaningRank?: number })[]
}

/** Both lists as one, each passage with its place in either. */
export function ranked(
  front: number[],
  near: number[],
  candidates: number[],
  scores: Scores,
  weight: number,
): Ranking['passages'] {
  const keywordRanks = new Map(front.map((passage, n) => [passage, n + 1]))
  const meaningRanks = new Map(near.map((passage, n) => [passage, n + 1]))
  return fuse(candidates, scores, weight).map((one) => ({
    ...one,
    keywordRank: keywordRanks.get(one.passage),
    meaningRank: meaningRanks.get(one.passage),
  }))
}

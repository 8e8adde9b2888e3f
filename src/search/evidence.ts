import { noEvidence, type Evidence, type Meaning } from './abstain'
import type { Fused } from './fuse'

const behind = 5

/** What the ranking tells of whether the question is answered; `coverages` are those of the first passages. */
export function evidenceOf(by: Meaning, ranking: Fused[], coverages: number[], ideal: number): Evidence {
  if (!ranking.length) return { ...noEvidence, by }
  const keywords = best(ranking.map(({ keyword }) => keyword))
  const cosines = best(ranking.map(({ cosine }) => cosine))
  return {
    by,
    coverage: Math.max(...coverages),
    ofIdeal: ideal ? Math.min(1, keywords.first / ideal) : 0,
    gap: ideal ? (keywords.first - keywords.next) / ideal : 0,
    cosine: by === 'keyword' ? 0 : cosines.first,
    cosineGap: by === 'keyword' ? 0 : cosines.first - cosines.next,
  }
}

/** The highest value, and the mean of the five below it (fewer where there are fewer: 0 where there are none). */
function best(values: number[]): { first: number; next: number } {
  const sorted = values.toSorted((a, b) => b - a)
  const rest = sorted.slice(1, 1 + behind)
  return { first: sorted[0] ?? 0, next: rest.reduce((sum, value) => sum + value, 0) / Math.max(1, rest.length) }
}

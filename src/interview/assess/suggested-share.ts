import type { Verdict } from '../session'

/** What the suggested share looks at: a judgement of the assessor, or a verdict as it was kept. */
export interface Suggested {
  verdict: Verdict
  /** 0-1: how likely the point was made. */
  likelihood: number
  /** The answer says something else. */
  contradiction?: unknown
  /** The answer as a whole is in doubt. */
  doubted?: true
}

/** How the figure is explained wherever it is shown. */
export const suggestedShareRule =
  'The suggested share is the app’s own reading, whatever you decide: all points alike, each counts as much as it was likely made; one suggested as met, halfway from there to the whole; one that seems missed, is contradicted or stands in an answer that is doubted as a whole, nothing. It is the figure that was measured against people’s grades. The result above it is counted from the verdicts instead.'

/**
 * What a point is worth before anybody confirms it, 0-1: how likely it was made; what is suggested as met, halfway from
 * there to the whole, since it is right more often than its likelihood says (measured on questions left out). Nothing
 * where it seems missed, where the answer contradicts it, or where the answer as a whole is in doubt: hope is no merit.
 */
function worthOf({ verdict, likelihood, contradiction, doubted }: Suggested): number {
  if (verdict === 'missed' || contradiction || doubted) return 0
  return verdict === 'met' ? (1 + likelihood) / 2 : likelihood
}

/** The suggested share of the whole, 0-1: the mean of what its points are worth. The report shows it and the evaluation measures it. */
export function suggestedShare(points: readonly Suggested[]): number {
  return points.reduce((sum, point) => sum + worthOf(point), 0) / Math.max(1, points.length)
}

import type { Judgement } from './assess'

/**
 * What a point is worth before anybody confirms it, 0-1: how likely it was made; what is suggested as met, halfway from
 * there to the whole, since it is right more often than its likelihood says (measured on questions left out). Nothing
 * where it seems missed, where the answer contradicts it, or where the answer as a whole is in doubt: hope is no merit.
 */
export function worthOf({ verdict, likelihood, contradiction, doubted }: Judgement): number {
  if (verdict === 'missed' || contradiction || doubted) return 0
  return verdict === 'met' ? (1 + likelihood) / 2 : likelihood
}

/** The suggested share of the whole, 0-1: the mean of what its points are worth. */
export function expectedShare(judgements: readonly Judgement[]): number {
  return judgements.reduce((sum, each) => sum + worthOf(each), 0) / Math.max(1, judgements.length)
}

import { costliest, qualitiesOf, settledShare, shareOf, type Grade } from './grades'
import type { Attempt } from './history'
import { mostlyUnconfirmed, outcomeOf, type Outcome } from './outcome'
import type { ChallengeMet } from './session'

/** The rule, as shown under the headline. */
export const loopRule =
  'The rule of a loop: the shares of its rounds, each round counting the same. A round below 40 % allows no more than “leaning no hire”, as one clear no usually does. Rounds with too many open points are left out.'

/** What the rounds that were held come to together. */
export interface LoopResult {
  outcome?: Outcome
  /** 0-1: the mean over the rounds that have a share. */
  share: number | null
  /** Rounds that count. */
  counted: number
  open: number
  /** Most verdicts are suggestions, or a round that was held has too many open points to count. */
  unconfirmed: boolean
  /** Points that would change the result most, over all rounds. */
  changes: Grade[]
  qualities: ReturnType<typeof qualitiesOf>
}

export function loopResult(attempts: readonly Attempt[], challenges: ChallengeMet[] = []): LoopResult {
  const grades = attempts.flatMap((attempt) => attempt.grades)
  const shares = attempts.flatMap(({ grades: own }) => settledShare(own) ?? [])
  const share = shares.length ? shares.reduce((sum, each) => sum + each, 0) / shares.length : null
  return {
    share,
    outcome: share === null ? undefined : outcome(share, shares),
    counted: shares.length,
    open: shareOf(grades).open,
    unconfirmed: mostlyUnconfirmed(grades) || shares.length < attempts.length,
    changes: costliest(grades, 3),
    qualities: qualitiesOf(grades, challenges),
  }
}

function outcome(share: number, shares: number[]): Outcome {
  const byShare: Outcome =
    share >= 0.8 ? 'Strong hire' : share >= 0.6 ? 'Leaning hire' : share >= 0.4 ? 'Leaning no hire' : 'No hire'
  const veto = shares.some((each) => each < 0.4)
  return veto && share >= 0.6 ? 'Leaning no hire' : byShare
}

/** "After 2 of 4 rounds, to be confirmed: leaning hire, 64 %". */
export function loopHeadline(
  { outcome: found, share, unconfirmed }: LoopResult,
  finished: number,
  rounds: number,
): string {
  if (!finished) return 'Your loop'
  const so = finished < rounds ? `After ${finished} of ${rounds} rounds` : `After all ${rounds} rounds`
  const sure = unconfirmed ? ', to be confirmed' : ''
  return found
    ? `${so}${sure}: ${found.toLowerCase()}, ${Math.round(share! * 100)} %`
    : `${so}, the points are still open`
}

/** The outcome of a single round, for its row. */
export function roundOutcome(attempt: Attempt | undefined): string {
  return (attempt && outcomeOf(attempt.grades)) ?? 'Points still open'
}

/** "83 % on average over the 4 of 6 rounds that have a result." */
export function loopAverage({ share, counted }: LoopResult, finished: number): string {
  if (!counted) return 'No round has a result yet.'
  const over =
    finished === 1
      ? 'one round'
      : counted < finished
        ? `the ${counted} of ${finished} rounds that have a result`
        : `${counted} rounds`
  return `${Math.round(share! * 100)} % on average over ${over}.`
}

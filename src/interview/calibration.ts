import { settledShare, type Grade } from './grades'
import type { Attempt } from './history'
import type { Estimate } from './session'

/** What was expected beside what it came to, both 0-1. */
export interface Expectation {
  sessionId: string
  itemId: string
  expected: number
  result: number
  at: number
}

/** How well somebody knows how they did. */
export interface Calibration {
  /** Oldest first. */
  pairs: Expectation[]
  /** Mean of expected minus result, -1 to 1: above 0 they think too well of it. */
  bias: number
  /** Mean distance, 0-1. */
  error: number
}

/** The steps in which an estimate is given. */
export const estimateSteps = [
  { share: 0, label: 'Nothing' },
  { share: 0.25, label: 'A quarter' },
  { share: 0.5, label: 'Half' },
  { share: 0.75, label: 'Most' },
  { share: 1, label: 'All' },
] as const

/** The newest estimate of each question, and of the whole under an empty id. */
export function newestEstimates(estimates: readonly Estimate[]): Estimate[] {
  const newest = new Map<string, Estimate>()
  for (const estimate of [...estimates].sort((a, b) => a.at - b.at))
    newest.set(`${estimate.sessionId}/${estimate.itemId}`, estimate)
  return [...newest.values()]
}

export function calibrationOf(attempts: readonly Attempt[], estimates: readonly Estimate[]): Calibration {
  const byId = new Map(attempts.map((attempt) => [attempt.session.id, attempt]))
  const pairs = newestEstimates(estimates).flatMap(({ sessionId, itemId, share, at }) => {
    const result = resultOf(byId.get(sessionId)?.grades, itemId)
    return result === null ? [] : [{ sessionId, itemId, expected: share, result, at }]
  })
  const mean = (value: (pair: Expectation) => number) =>
    pairs.length ? pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length : 0
  return {
    pairs: pairs.sort((a, b) => a.at - b.at),
    bias: mean(({ expected, result }) => expected - result),
    error: mean(({ expected, result }) => Math.abs(expected - result)),
  }
}

function resultOf(grades: Grade[] | undefined, itemId: string): number | null {
  if (!grades) return null
  return settledShare(itemId ? grades.filter(({ stage }) => stage.item.id === itemId) : grades)
}

/** "You expect 12 points more than you get." Within five points counts as knowing. */
export function calibrationInWords({ bias, pairs }: Calibration): string {
  if (!pairs.length) return 'Say before you finish how much you think you got, and this shows how well you know.'
  const points = Math.round(Math.abs(bias) * 100)
  if (points <= 5) return 'On average you know how you did.'
  return `On average you expect ${points} points ${bias > 0 ? 'more than you get' : 'less than you get'}.`
}

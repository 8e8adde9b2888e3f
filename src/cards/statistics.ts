import type { Memory, ReviewEntry } from './card'
import { dayIndex } from './day'
import { standing } from './log'

export interface CardCounts {
  new: number
  learning: number
  young: number
  mature: number
  suspended: number
}

export interface Retention {
  /** Reviews of cards last seen on an earlier day. */
  reviews: number
  /** Of these, the share graded better than "again"; null with none. */
  share: number | null
}

/** From this interval on a card counts as known for good. */
const matureDays = 21

export type CardState = keyof CardCounts

export function stateOf(memory: Memory | undefined, suspended: boolean): CardState {
  if (suspended) return 'suspended'
  if (!memory || memory.phase === 'new') return 'new'
  if (memory.phase !== 'review') return 'learning'
  return memory.scheduledDays >= matureDays ? 'mature' : 'young'
}

export function countStates(states: Iterable<CardState>): CardCounts {
  const counts: CardCounts = { new: 0, learning: 0, young: 0, mature: 0, suspended: 0 }
  for (const state of states) counts[state]++
  return counts
}

/** How often each day's reviews happened; `starts` as from `daysFrom`, the oldest first. */
export function reviewsPerDay(log: readonly ReviewEntry[], starts: readonly number[]): number[] {
  const days = Array.from({ length: starts.length - 1 }, () => 0)
  for (const line of standing(log)) {
    if (line.kind !== 'review' || line.at < starts[0]!) continue
    const day = dayIndex(line.at, starts)
    if (day >= 0) days[day]!++
  }
  return days
}

/** True retention: of the reviews since a moment of cards last seen on an earlier day, how many were remembered. */
export function trueRetention(log: readonly ReviewEntry[], since: number, dayOf: (at: number) => number): Retention {
  const lastDay = new Map<string, number>()
  let [reviews, remembered] = [0, 0]
  for (const line of standing(log).sort((a, b) => a.at - b.at)) {
    if (line.kind === 'reset') {
      lastDay.delete(line.cardId)
      continue
    }
    const [day, before] = [dayOf(line.at), lastDay.get(line.cardId)]
    if (line.at >= since && before !== undefined && before < day) {
      reviews++
      if (line.grade !== 'again') remembered++
    }
    lastDay.set(line.cardId, day)
  }
  return { reviews, share: reviews === 0 ? null : remembered / reviews }
}

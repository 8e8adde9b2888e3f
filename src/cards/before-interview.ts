import { studyDay } from './day'
import type { Memory } from './card'

/** Days before the interview over which the last look at each card is spread. */
const lastLookDays = 5

export interface InterviewDay {
  /** Where the interview's study day begins. */
  start: number
  /** The beginnings of the days before it on which cards get their last look, first day first. */
  lastLooks: number[]
}

/** The interview's day, or null when no date is set or it is over. */
export function interviewDay(date: string, now: number, dayStartsAt: number): InterviewDay | null {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) return null
  const at = (offset: number) => new Date(year, month - 1, day + offset, dayStartsAt).getTime()
  if (at(0) <= studyDay(now, dayStartsAt).start) return null
  return { start: at(0), lastLooks: Array.from({ length: lastLookDays }, (_, index) => at(index - lastLookDays)) }
}

/**
 * When a card is due, given the interview: one that would come only after it is seen once more in the days before.
 * Which of these days is decided by the id, so that not all come on the last one. A card seen in those days is done.
 */
export function dueBefore(memory: Memory, interview: InterviewDay | null): number {
  const [first] = interview?.lastLooks ?? []
  if (!interview || first === undefined || memory.phase !== 'review' || memory.due < interview.start) return memory.due
  if (memory.lastReviewAt >= first) return memory.due
  return interview.lastLooks[hash(memory.cardId) % interview.lastLooks.length] ?? memory.due
}

export function isCapped(memory: Memory, interview: InterviewDay | null): boolean {
  return dueBefore(memory, interview) < memory.due
}

/** FNV-1a: spreads ids evenly, the same on every device. */
export function hash(text: string): number {
  let value = 2166136261
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619)
  }
  return value >>> 0
}

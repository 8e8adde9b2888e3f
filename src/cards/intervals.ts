import type { Memory } from './card'
import { isCapped, type InterviewDay } from './before-interview'
import { dayMs } from './day'

/** "10 min", "2 d", "3 mo", "1.4 y": as on a grade's key. */
export function intervalText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes}\u00a0min`
  const hours = Math.round(minutes / 60)
  if (hours < 24) return `${hours}\u00a0h`
  const days = Math.round(ms / dayMs)
  if (days < 31) return `${days}\u00a0d`
  if (days < 365) return `${Math.round(days / 30.4)}\u00a0mo`
  return `${(days / 365).toFixed(1).replace(/\.0$/, '')}\u00a0y`
}

/** What stands on a grade's key: the interval, or "before 3 Dec" where the interview comes first. */
export function previewText(memory: Memory, now: number, interview: InterviewDay | null): string {
  if (interview && isCapped(memory, interview)) return `before ${dayText(interview.start)}`
  return intervalText(memory.due - now)
}

/** "3 Dec" */
export function dayText(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

/** When something is due, from now: "in 10 min", "in 3 d". */
export function dueText(due: number, now: number): string {
  return due <= now ? 'now' : `in ${intervalText(due - now)}`
}

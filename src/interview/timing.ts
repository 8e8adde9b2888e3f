import type { Turn } from './session'

/** A silence longer than this, or any step back of the clock, is not counted: the device slept or the page was closed. */
export const longestSilenceMs = 90_000

type Timed = Pick<Turn, 'at' | 'kind'>

/**
 * How long the interview has run, in milliseconds. Pauses do not count; a clock set back counts as nothing rather than
 * as negative time. `now` counts on from the last turn while the session is open.
 */
export function elapsedMs(turns: readonly Timed[], now: number): number {
  let total = 0
  let from: number | undefined
  for (const { at, kind } of turns) {
    if (from !== undefined) total += Math.max(0, at - from)
    from = kind === 'pause' || kind === 'wrap-up' ? undefined : at
  }
  return from === undefined ? total : total + Math.max(0, now - from)
}

/** How long the candidate was away in pauses that ended. */
export function pausedMs(turns: readonly Timed[]): number {
  let total = 0
  turns.forEach((turn, index) => {
    const next = turns[index + 1]
    if (turn.kind === 'pause' && next) total += Math.max(0, next.at - turn.at)
  })
  return total
}

/** Whether the clock stands still. */
export function isPaused(turns: readonly Timed[]): boolean {
  return turns.at(-1)?.kind === 'pause'
}

/** Whether so much lies between two looks at the clock that the time between was not spent here. */
export function wasAway(lastSeen: number, now: number): boolean {
  return now - lastSeen > longestSilenceMs || now < lastSeen - 1000
}

/** 07:42; past the end +00:30. */
export function clockText(remainingMs: number): string {
  const seconds = Math.floor(Math.abs(remainingMs) / 1000)
  const text = `${pad(Math.floor(seconds / 60))}:${pad(seconds % 60)}`
  return remainingMs < 0 && seconds ? `+${text}` : text
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

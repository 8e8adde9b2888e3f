import type { Turn } from './session'

/** A silence longer than this is not counted: the device slept or the page was closed. */
export const longestSilenceMs = 90_000

type Timed = Pick<Turn, 'at' | 'kind' | 'spentMs'>

/** After these the clock stands still until the next turn. */
const stops: readonly Turn['kind'][] = ['pause', 'feedback', 'wrap-up']

/**
 * How long the interview has run, in milliseconds: what each turn says was spent on it, plus `sinceTurnMs` since the
 * last. Turns of earlier versions have only their wall-clock time; between those a step back counts as nothing.
 */
export function elapsedMs(turns: readonly Timed[], sinceTurnMs = 0): number {
  const spent = turns.map((turn, index) => spentOn(turn, turns[index - 1]))
  return spent.reduce((sum, each) => sum + each, 0) + (clockStands(turns) ? 0 : sinceTurnMs)
}

function spentOn(turn: Timed, before: Timed | undefined): number {
  if (!before || stops.includes(before.kind)) return 0
  return Math.max(0, turn.spentMs ?? turn.at - before.at)
}

/** Whether time does not count at the moment. */
export function clockStands(turns: readonly Timed[]): boolean {
  const last = turns.at(-1)
  return !last || stops.includes(last.kind)
}

/** How long the candidate was away in pauses that ended, by the device's own clock. */
export function pausedMs(turns: readonly Timed[]): number {
  let total = 0
  turns.forEach((turn, index) => {
    const next = turns[index + 1]
    if (turn.kind === 'pause' && next) total += Math.max(0, next.at - turn.at)
  })
  return total
}

/** Whether the clock was set back in a pause: then nobody can tell how long it was. */
export function clockWentBack(turns: readonly Timed[]): boolean {
  return turns.some(({ kind, at }, index) => kind === 'pause' && (turns[index + 1]?.at ?? at) < at - longestSilenceMs)
}

/** Whether the candidate or an absence paused it. */
export function isPaused(turns: readonly Timed[]): boolean {
  return turns.at(-1)?.kind === 'pause'
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

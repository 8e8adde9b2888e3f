import type { AnswerDraft, InterviewSession, Turn } from './session'
import { longestSilenceMs } from './timing'

/** Two clocks read at once: one that only runs (and may stand while the device sleeps), and the one on the wall. */
export interface Reading {
  monotonic: number
  wall: number
}

/** Time away, by the clock on the wall. */
export interface Absence {
  from: number
  to: number
  /** What the clock that cannot be set counted of it; absent where the page was not open all the time. */
  countedMs?: number
}

/**
 * Counts the time since the last turn by the clock that cannot be set. What passes between two looks counts, unless it
 * is too long for somebody who sat here: that is an absence. A wall clock that jumps alone neither gives nor takes, but is
 * told of like an absence: a device that slept and a clock that was set look the same from here.
 */
export class Stopwatch {
  #spent = 0
  #last: Reading

  constructor(reading: Reading, spentMs = 0) {
    this.#last = reading
    this.#spent = spentMs
  }

  get spentMs(): number {
    return this.#spent
  }

  /** To be called about once a second; tells of an absence that has just ended. */
  look(now: Reading): Absence | undefined {
    const passed = Math.max(0, now.monotonic - this.#last.monotonic)
    const { wall: from } = this.#last
    this.#last = now
    if (passed <= longestSilenceMs) this.#spent += passed
    const onTheWall = now.wall - from
    const odd = passed > longestSilenceMs || onTheWall > longestSilenceMs || onTheWall - passed < -longestSilenceMs
    return odd ? { from, to: now.wall, countedMs: passed } : undefined
  }

  /** A turn was written: from here it begins again. */
  restart(now: Reading) {
    this.#last = now
    this.#spent = 0
  }
}

/**
 * The watch of a session that is opened again. Between its last sign of life and now there is only the wall clock: a
 * short gap was a reload and counts, a long one is an absence. A clock that went back tells nothing of how long it was, and
 * that is told too.
 */
export function resumeWatch(seen: { at: number; spentMs: number }, now: Reading): [Stopwatch, Absence | undefined] {
  const gap = now.wall - seen.at
  const counts = gap > 0 && gap <= longestSilenceMs ? gap : 0
  const watch = new Stopwatch(now, seen.spentMs + counts)
  return [watch, Math.abs(gap) > longestSilenceMs ? { from: seen.at, to: now.wall } : undefined]
}

/** The newest sign of life of a session: its draft, its own mark, or its last turn; with the time spent since that turn. */
export function lastSeen(
  session: InterviewSession,
  draft: AnswerDraft | undefined,
  turns: readonly Turn[],
): { at: number; spentMs: number } {
  const lastTurn = turns.at(-1)?.at ?? 0
  const since = (at: number, kept: number | undefined) => ({ at, spentMs: kept ?? Math.max(0, at - lastTurn) })
  return [
    since(draft?.updatedAt ?? 0, draft?.sinceTurnMs),
    since(session.updatedAt, session.sinceTurnMs),
    { at: lastTurn, spentMs: 0 },
  ].sort((a, b) => b.at - a.at)[0]!
}

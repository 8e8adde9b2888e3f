import type { Clock } from '../app/clock'
import { resumeWatch, Stopwatch, type Absence, type Reading } from './stopwatch'

const touchEveryMs = 15_000

/** The time since the last turn, as the screen counts it; from a clock that nobody can set where there is one. */
export class SessionClock {
  #spent = $state(0)
  #watch: Stopwatch | undefined
  /** When it was paused by hand, while this page was open. */
  #paused: Reading | undefined
  #touched = 0

  constructor(private needs: { clock: Clock; monotonic?: () => number }) {}

  /** Milliseconds, as last looked at. */
  get spentMs(): number {
    return this.#spent
  }
  /** Milliseconds, to be kept with the draft. */
  get countedMs(): number {
    return this.#watch?.spentMs ?? 0
  }
  get runs(): boolean {
    return !!this.#watch
  }

  /** Goes on from where it was last seen; the absence in between, where there was one. */
  resume(seen: { at: number; spentMs: number }): Absence | undefined {
    const [watch, absence] = resumeWatch(seen, this.#reading())
    this.#watch = watch
    this.#spent = watch.spentMs
    return absence ?? undefined
  }
  /** From nought: something was said, or the clock stands still. */
  restart() {
    this.#watch?.restart(this.#reading())
    this.#spent = 0
  }
  /** Counts on; an absence (the machine slept) does not count, and is returned. */
  look(): Absence | undefined {
    const absence = this.#watch?.look(this.#reading()) ?? undefined
    this.#spent = this.countedMs
    return absence
  }
  /** It was paused by hand. */
  pause() {
    this.#paused = this.#reading()
  }
  /** What the clock that cannot be set counted since then; undefined where the page was not open all the time. */
  unpause(): number | undefined {
    const counted = this.#paused && this.#reading().monotonic - this.#paused.monotonic
    this.#paused = undefined
    return counted
  }
  /** Now and then the session is to be marked as seen: the time to mark it with, else nothing. */
  due(): number | undefined {
    const now = this.needs.clock.now()
    if (Math.abs(now - this.#touched) < touchEveryMs) return undefined
    return (this.#touched = now)
  }

  #reading(): Reading {
    const { clock, monotonic = clock.now } = this.needs
    return { monotonic: monotonic(), wall: clock.now() }
  }
}

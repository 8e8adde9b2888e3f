import type { CaseOutcome, RunOutcome, RunRequest, Watch } from './run'

/** To a runner: the bytes it works from, once, then runs, one at a time. */
export type ToRunner =
  | { kind: 'start'; files: Record<string, ArrayBuffer>; programs: Record<string, string> }
  | { kind: 'run'; request: RunRequest }

/** From a runner. `begun` feeds the watch that ends it when a test takes too long. */
export type FromRunner =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'begun'; index: number }
  | { kind: 'ended'; index: number; outcome: CaseOutcome }
  | { kind: 'done'; outcome: RunOutcome }

/** A watch that speaks to the other side. */
export const watchBy = (reply: (message: FromRunner) => void): Watch => ({
  begun: (index) => reply({ kind: 'begun', index }),
  ended: (index, outcome) => reply({ kind: 'ended', index, outcome }),
})

import type { CaseOutcome, RunnerFiles, RunOutcome, RunRequest, Watch } from './run'

/** To a runner: the bytes it works from, once, then runs, one at a time. */
export type ToRunner =
  { kind: 'start'; files: RunnerFiles; programs: Record<string, string> } | { kind: 'run'; request: RunRequest }

/** From a runner. `begun` feeds the watch that ends it when a test takes too long. */
export type FromRunner =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'begun'; index: number }
  | { kind: 'ended'; index: number; outcome: CaseOutcome }
  | { kind: 'done'; outcome: RunOutcome }

/** Whether what a worker sent is an outcome of so many cases at most: it ran a stranger's code. */
export function isOutcome(sent: unknown, most: number): sent is RunOutcome {
  const { cases, output } = (sent ?? {}) as Partial<RunOutcome>
  return typeof output === 'string' && Array.isArray(cases) && cases.length <= most && cases.every(isCase)
}

export function isCase(sent: unknown): sent is CaseOutcome {
  const { kind, ms } = (sent ?? {}) as Partial<CaseOutcome>
  return (kind === 'value' || kind === 'stopped') && typeof ms === 'number'
}

/** A watch that speaks to the other side. */
export const watchBy = (reply: (message: FromRunner) => void): Watch => ({
  begun: (index) => reply({ kind: 'begun', index }),
  ended: (index, outcome) => reply({ kind: 'ended', index, outcome }),
})

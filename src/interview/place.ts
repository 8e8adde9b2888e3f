import type { NewTurn } from './conduct'
import { isPaused } from './timing'
import type { Decision, Turn, TurnKind } from './session'

/** They leave the interviewer's line as it stands. */
const asides: readonly TurnKind[] = ['think', 'run', 'pause', 'resume']

type Placed = Pick<Turn, 'n' | 'by' | 'kind' | 'at'>

/** The number of the interviewer's line that stands on the screen; -1 where nothing was said yet. */
export function lineAt(turns: readonly Placed[]): number {
  return turns.findLast(({ by }) => by === 'interviewer')?.n ?? -1
}

/**
 * Whether what was said to the first `n` turns may still be written now that `stored` are there. It may where nothing
 * was said since; a candidate's turn that names its line also where that line still waits, and only thoughts, runs and
 * ended absences came between.
 */
export function mayAppend(stored: readonly Turn[], n: number, added: readonly Pick<NewTurn, 'by' | 'to'>[]): boolean {
  const stale = added.some(({ to }) => to !== undefined && to !== lineAt(stored))
  if (stale || stored.length < n) return false
  if (stored.length === n) return true
  const names = added.length > 0 && added.every(({ by, to }) => by === 'candidate' && to !== undefined)
  return names && !isPaused(stored) && stored.slice(n).every(({ kind }) => asides.includes(kind))
}

/** Whether these turns changed what waits on the screen: something was said to it, or it was paused. */
export function changesScreen(before: readonly Placed[], after: readonly Turn[]): boolean {
  const added = after.slice(before.length)
  return added.some(({ kind }) => !asides.includes(kind)) || isPaused(after) !== isPaused(before)
}

type Point = Pick<Decision, 'itemId' | 'twistId' | 'criterionId'>

/** Names the point that a verdict or a decision is about. */
export function pointKey({ itemId, twistId = '', criterionId }: Point): string {
  return `${itemId}/${twistId}#${criterionId}`
}

/** The newest decision on a point. */
export function newestOn<D extends Point>(decisions: readonly D[], point: Point): D | undefined {
  return decisions.findLast((each) => pointKey(each) === pointKey(point))
}

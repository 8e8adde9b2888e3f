export const dayMs = 86_400_000

/** The study day that a moment falls in, from the hour it begins at; by the calendar, so that clock changes do not shift it. */
export function studyDay(now: number, startsAt: number): { start: number; end: number } {
  const date = new Date(now)
  const today = date.getHours() >= startsAt ? date.getDate() : date.getDate() - 1
  const at = (day: number) => new Date(date.getFullYear(), date.getMonth(), day, startsAt).getTime()
  return { start: at(today), end: at(today + 1) }
}

/** The beginnings of the study days from today on, one more than asked for: day `i` is from `[i]` to `[i + 1]`. */
export function daysFrom(now: number, startsAt: number, days: number): number[] {
  const first = new Date(studyDay(now, startsAt).start)
  return Array.from({ length: days + 1 }, (_, index) =>
    new Date(first.getFullYear(), first.getMonth(), first.getDate() + index, startsAt).getTime(),
  )
}

/** The index of the day that a moment falls in; earlier ones belong to the first, later ones to none (-1). */
export function dayIndex(at: number, starts: readonly number[]): number {
  const after = starts.findIndex((start) => at < start)
  return after === -1 ? -1 : Math.max(0, after - 1)
}

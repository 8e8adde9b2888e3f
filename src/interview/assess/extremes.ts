/** The greatest, at least 0. */
export const most = (values: readonly number[]) => values.reduce((best, value) => Math.max(best, value), 0)
/** 0 of none. */
export const mean = (values: readonly number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0

/** Between the greatest and the mean: one near line counts most, several count more. */
export function softMost(values: readonly number[]): number {
  if (!values.length) return 0
  const temperature = 0.2
  return temperature * Math.log(mean(values.map((value) => Math.exp(value / temperature))))
}

/** Where the greatest stands. */
export function place(values: readonly number[]): number {
  return values.indexOf(most(values))
}

/** The item of which `value` is greatest; there is at least one. */
export function greatest<T>(items: readonly T[], value: (item: T) => number): T {
  return items.reduce((best, item) => (value(item) > value(best) ? item : best))
}

/** A figure beside its goal; every goal here is "at most". */
export interface Row {
  name: string
  value: number
  unit: string
  goal: number
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

import type { System } from '../../../src/interview/assess/reference/features'
import type { GradedRow } from './rows'

export interface Kinds {
  /** The mean share of each kind of answer, by system. */
  shares: Record<string, Partial<Record<System, number>>>
  bands: Partial<Record<System, { inside: number; of: number; outside: string[] }>>
}

export function kindsOf(rows: readonly GradedRow[], given: Partial<Record<System, number[]>>): Kinds {
  const kinds = [...new Set(rows.flatMap(({ kind }) => kind ?? []))]
  const systems = Object.entries(given) as [System, number[]][]
  const meanOf = (kind: string, shares: number[]) => {
    const own = shares.filter((_, n) => rows[n]!.kind === kind)
    return Math.round((own.reduce((sum, share) => sum + share, 0) / own.length) * 1000) / 1000
  }
  return {
    shares: Object.fromEntries(
      kinds.map((kind) => [kind, Object.fromEntries(systems.map(([name, shares]) => [name, meanOf(kind, shares)]))]),
    ),
    bands: Object.fromEntries(systems.map(([name, shares]) => [name, bandsOf(rows, shares)])),
  }
}

function bandsOf(rows: readonly GradedRow[], shares: readonly number[]) {
  const banded = rows.flatMap(({ id, band }, n) => (band ? [{ id, band, share: shares[n]! }] : []))
  const outside = banded.filter(({ band: { low, high }, share }) => share < low || share > high)
  return {
    inside: banded.length - outside.length,
    of: banded.length,
    outside: outside.map(({ id, band: { low, high }, share }) => `${id} ${share.toFixed(2)} not in ${low}-${high}`),
  }
}

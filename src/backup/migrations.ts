import type { Tables } from './format'

/** From version n to n + 1, under key n; none where a version only added tables (2). Each version that ever shipped keeps a fixture in tests/fixtures/backups. */
const migrations: Record<number, (tables: Tables) => Tables> = {}

/** Brings the tables of an older backup to what this app writes. */
export function migrateTables(tables: Tables, from: number): Tables {
  const steps = Object.keys(migrations).map(Number)
  return steps
    .filter((version) => version >= from)
    .sort((a, b) => a - b)
    .reduce((now, version) => migrations[version]!(now), tables)
}

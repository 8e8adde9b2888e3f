import { emptyTables, keyOf, type Row, type Tables } from './format'
import { appendOnly, userTables, type UserTable } from './tables'

export interface Change {
  added: number
  replaced: number
  /** Here already, the same or newer. */
  kept: number
}

export interface MergePlan {
  changes: Record<UserTable, Change>
  /** What to write: rows that are new here, or newer than what is here. */
  writes: Tables
}

/**
 * What restoring `backup` over `here` would do. Nothing is ever taken away: logs are united, and of two versions of a
 * record the newer one stays.
 */
export function planMerge(here: Tables, backup: Tables): MergePlan {
  const writes = emptyTables()
  const changes = {} as Record<UserTable, Change>
  for (const table of userTables) {
    const known = new Map(here[table].map((row) => [row[keyOf[table]], row]))
    const change = (changes[table] = { added: 0, replaced: 0, kept: 0 })
    for (const row of backup[table]) {
      const mine = known.get(row[keyOf[table]])
      const fate = fateOf(table, mine, row, { here, backup })
      change[fate]++
      if (fate !== 'kept') writes[table].push(row)
    }
  }
  return { changes, writes }
}

function fateOf(
  table: UserTable,
  mine: Row | undefined,
  theirs: Row,
  all: { here: Tables; backup: Tables },
): keyof Change {
  if (!mine) return 'added'
  if (appendOnly.has(table)) return 'kept'
  if (table === 'texts') return followsDocument(theirs, all) ? 'replaced' : 'kept'
  return stamp(theirs) > stamp(mine) ? 'replaced' : 'kept'
}

/** A text goes with its document: it is replaced exactly when that is. */
function followsDocument(text: Row, { here, backup }: { here: Tables; backup: Tables }): boolean {
  const of = (tables: Tables) => indexed(tables).get(String(text.documentId))
  return stamp(of(backup) ?? {}) > stamp(of(here) ?? {})
}

const indexes = new WeakMap<Tables, Map<string, Row>>()
function indexed(tables: Tables): Map<string, Row> {
  let index = indexes.get(tables)
  if (!index) indexes.set(tables, (index = new Map(tables.documents.map((row) => [String(row.id), row]))))
  return index
}

function stamp(row: Row): number {
  return Number(row.updatedAt ?? row.at ?? 0)
}

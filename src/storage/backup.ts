import { emptyTables, type Row, type Tables } from '../backup/format'
import type { MergePlan } from '../backup/merge'
import { userTables } from '../backup/tables'
import type { PreflightDatabase } from './database'

/** Everything the user made, in one consistent reading. */
export async function readAll(db: PreflightDatabase): Promise<Tables> {
  const tables = emptyTables()
  await db.transaction('r', [...userTables], async () => {
    for (const table of userTables) tables[table] = (await db.table(table).toArray()) as Row[]
  })
  return tables
}

/** Writes what a merge adds or replaces, all or nothing, and drops what must be derived again from it. */
export async function writeMerge(db: PreflightDatabase, { writes }: MergePlan, media: Map<string, Uint8Array>) {
  const bytesOf = (row: Row) =>
    new Blob([media.get(String(row.id)) as Uint8Array<ArrayBuffer>], { type: String(row.type) })
  await db.transaction('rw', [...userTables, 'memories', 'chunks'], async () => {
    for (const table of userTables) {
      const rows = table === 'media' ? writes.media.map((row) => ({ ...row, bytes: bytesOf(row) })) : writes[table]
      await db.table(table).bulkPut(rows)
    }
    if (writes.reviews.length) await db.memories.clear()
    await db.chunks.bulkDelete(writes.texts.map((row) => String(row.documentId)))
  })
}

/** Changes whenever the user made anything: counts and newest times, cheap to take. */
export async function fingerprint(db: PreflightDatabase): Promise<string> {
  return db.transaction('r', [...userTables], async () => {
    const parts = await Promise.all(
      userTables
        .filter((table) => table !== 'texts' && table !== 'media')
        .map(async (table) => {
          const rows = table === 'reviews' || table === 'turns' ? [] : ((await db.table(table).toArray()) as Row[])
          const newest = rows.reduce((most, row) => Math.max(most, Number(row.updatedAt ?? row.at ?? 0)), 0)
          return `${table}:${await db.table(table).count()}:${newest}`
        }),
    )
    return parts.join(' ')
  })
}

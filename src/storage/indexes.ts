import type { IndexStore } from '../search/packed-index'
import type { PreflightDatabase } from './database'

/** The search index of each note, from one start to the next: derived, so never backed up. */
export function indexStore(db: PreflightDatabase): IndexStore {
  return {
    async get(documentIds) {
      return (await db.indexes.bulkGet([...documentIds])).filter((found) => found !== undefined)
    },
    async put(records) {
      await db.indexes.bulkPut(records)
    },
    async keepOnly(documentIds) {
      const kept = (await db.indexes.toCollection().primaryKeys()).filter((id) => !documentIds.has(id))
      await db.indexes.bulkDelete(kept)
    },
  }
}

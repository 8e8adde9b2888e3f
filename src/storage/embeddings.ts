import Dexie, { liveQuery } from 'dexie'
import type { VectorStore } from '../models/vectors'
import type { PreflightDatabase } from './database'

/** Vectors of documents: derived, so never backed up. Lists are read from an index, without the vectors. */
export function vectorStore(db: PreflightDatabase): VectorStore {
  const { minKey, maxKey } = Dexie

  async function stamps(model: string): Promise<Map<string, string>> {
    const keys = await db.embeddings
      .where('[model+documentId+stamp]')
      .between([model, minKey, minKey], [model, maxKey, maxKey])
      .keys()
    return new Map((keys as unknown as [string, string, string][]).map(([, id, stamp]) => [id, stamp]))
  }

  const keysOf = (model: string, ids: readonly string[]) => ids.map((id): [string, string] => [model, id])

  return {
    stamps,
    async get(model, ids) {
      return (await db.embeddings.bulkGet(keysOf(model, ids))).filter((found) => found !== undefined)
    },
    async put(records) {
      await db.embeddings.bulkPut(records)
    },
    removeDocuments: (model, ids) => db.embeddings.bulkDelete(keysOf(model, ids)),
    async removeModel(model) {
      await db.embeddings.where('model').equals(model).delete()
    },
    async models() {
      return (await db.embeddings.orderBy('model').uniqueKeys()) as string[]
    },
    watch(model, changed) {
      const subscription = liveQuery(() => stamps(model)).subscribe({ next: changed, error: () => undefined })
      return () => subscription.unsubscribe()
    },
  }
}

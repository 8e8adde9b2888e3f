import { liveQuery } from 'dexie'
import type { AskStore } from '../ask/store'
import type { PreflightDatabase } from './database'

/** Answers as they were shown: written once, never changed. */
export function answerStore(db: PreflightDatabase): AskStore {
  const list = () => db.answers.orderBy('at').reverse().toArray()
  return {
    list,
    get: (id) => db.answers.get(id),
    async add(record) {
      await db.answers.add(record)
    },
    remove: (id) =>
      db.transaction('rw', db.answers, async () => {
        const record = await db.answers.get(id)
        await db.answers.delete(id)
        return record
      }),
    watch(changed) {
      const subscription = liveQuery(list).subscribe(changed)
      return () => subscription.unsubscribe()
    },
  }
}

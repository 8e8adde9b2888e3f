import { liveQuery } from 'dexie'
import type { SettingStore } from '../app/settings.svelte'
import type { PreflightDatabase } from './database'

/** One row a setting, so that two tabs changing different ones lose nothing. */
export function settingStore(db: PreflightDatabase, now: () => number): SettingStore {
  const all = async () => Object.fromEntries((await db.settings.toArray()).map(({ key, value }) => [key, value]))
  return {
    all,
    async put(key, value) {
      await db.settings.put({ key, value, updatedAt: now() })
    },
    watch(changed) {
      const subscription = liveQuery(all).subscribe(changed)
      return () => subscription.unsubscribe()
    },
  }
}

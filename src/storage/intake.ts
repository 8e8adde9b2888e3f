import { liveQuery } from 'dexie'
import type { ImportReport } from '../notes/report'
import type { IntakeStore, WaitingFile } from '../notes/store'
import type { PreflightDatabase } from './database'

/** Under which setting the report on the last import is kept until it is dismissed. */
export const reportKey = 'notes.importReport'

/** Which file is being read, and how often that was begun: files are read in order, so the last is enough. */
const triesKey = 'notes.importTries'

/** The queue of the import: survives a reload; a file leaves it in the transaction that stores its note. */
export function intakeStore(db: PreflightDatabase, now: () => number): IntakeStore {
  return {
    async stage(files) {
      await db.transaction('rw', db.intake, () => db.intake.bulkPut(files))
    },
    async waiting() {
      const files: WaitingFile[] = []
      await db.intake.each(({ id, jobId, name, path, addedAt, bytes }) => {
        files.push({ id, jobId, name, path, addedAt, size: bytes instanceof Blob ? bytes.size : bytes.length })
      })
      return files
    },
    open: (id) => db.intake.get(id),
    discard: (ids) => db.intake.bulkDelete(ids),
    async tried(id) {
      const last = (await db.settings.get(triesKey))?.value as { id: string; times: number } | undefined
      const times = last?.id === id ? last.times + 1 : 1
      await db.settings.put({ key: triesKey, value: { id, times }, updatedAt: now() })
      return times
    },
    async report() {
      return (await db.settings.get(reportKey))?.value as ImportReport | undefined
    },
    async keepReport(report) {
      if (report) await db.settings.put({ key: reportKey, value: report, updatedAt: now() })
      else await db.settings.delete(reportKey)
    },
    watch(changed) {
      const subscription = liveQuery(() => db.intake.count()).subscribe(changed)
      return () => subscription.unsubscribe()
    },
  }
}

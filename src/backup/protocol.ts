import type { Result } from '../app/failures'
import type { Change } from './merge'
import type { Kept, Reason } from './retention'
import type { UserTable } from './tables'

/** What restoring would do, for the user to see before anything is written. */
export interface Preview {
  createdAt: number
  app: string
  changes: Record<UserTable, Change>
}

/** A backup to restore: a file the user chose, or the name of an automatic one. */
export type BackupSource = { file: Blob; name: string } | { kept: string }

export interface Steps {
  done: number
  total: number
}

export type BackupCalls = {
  export: { input: { app: string; now: number }; result: Blob; progress: Steps }
  preview: { input: BackupSource; result: Result<Preview> }
  /** Validates again, keeps a backup of what is here, then writes in one transaction. */
  restore: { input: BackupSource & { app: string; now: number }; result: Result<Preview>; progress: Steps }
  /** Undefined when nothing changed since the newest one. */
  keep: { input: { reason: Reason; app: string; now: number }; result: Kept | undefined; progress: Steps }
  list: { input: null; result: (Kept & { bytes: number })[] }
  open: { input: { kept: string }; result: Blob }
  remove: { input: { kept: string }; result: void }
}

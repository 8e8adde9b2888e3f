import type { Handlers } from '../app/worker-protocol'
import { refuse, type Result } from '../app/failures'
import { fingerprint, readAll, writeMerge } from '../storage/backup'
import type { PreflightDatabase } from '../storage/database'
import { storageFailure } from '../storage/failure'
import { listKept, openKept, removeKept, writeKept } from '../storage/kept-backups'
import { planMerge, type MergePlan } from './merge'
import type { BackupCalls, BackupSource, Preview, Steps } from './protocol'
import { readBackup, type ReadBackup } from './read'
import { expired, nameOf, type Kept, type Reason } from './retention'
import { writeBackup } from './write'

/** What the backup worker answers. */
export function backupHandlers(db: PreflightDatabase): Handlers<BackupCalls> {
  let keptFingerprint = ''

  async function pack(app: string, now: number, signal: AbortSignal, progress: (steps: Steps) => void): Promise<Blob> {
    await opened(db)
    const mediaBytes = async (row: { bytes?: unknown }) => new Uint8Array(await (row.bytes as Blob).arrayBuffer())
    const report = (done: number, total: number) => progress({ done, total })
    return writeBackup({ tables: await readAll(db), mediaBytes, app, now }, { signal, progress: report })
  }

  async function keep(reason: Reason, app: string, now: number, signal: AbortSignal, progress: (steps: Steps) => void) {
    await opened(db)
    const state = await fingerprint(db)
    if (reason === 'auto' && state === keptFingerprint) return undefined
    const name = nameOf(reason, now)
    await writeKept(name, await pack(app, now, signal, progress))
    keptFingerprint = state
    for (const old of expired(await listKept())) await removeKept(old)
    return { name, reason, at: now } satisfies Kept
  }

  return {
    export: ({ app, now }, { signal, progress }) => pack(app, now, signal, progress),
    async preview(source) {
      const prepared = await prepare(db, source)
      if (!prepared.ok) return prepared
      return { ok: true, value: previewOf(prepared.value.read, prepared.value.plan) }
    },
    async restore({ app, now, ...source }, { signal, progress }) {
      const prepared = await prepare(db, source)
      if (!prepared.ok) return prepared
      const { read, plan } = prepared.value
      try {
        await keep('before-restore', app, now, signal, progress)
        signal.throwIfAborted()
        await writeMerge(db, plan, read.media)
      } catch (error) {
        if ((error as Error).name === 'AbortError' && signal.aborted) throw error
        return { ok: false, failure: storageFailure(error, 'the backup') }
      }
      return { ok: true, value: previewOf(read, plan) }
    },
    keep: ({ reason, app, now }, { signal, progress }) => keep(reason, app, now, signal, progress),
    list: listKept,
    open: ({ kept }) => openKept(kept),
    remove: ({ kept }) => removeKept(kept),
  }
}

async function opened(db: PreflightDatabase) {
  if (!db.isOpen()) await db.open()
}

async function prepare(
  db: PreflightDatabase,
  source: BackupSource,
): Promise<Result<{ read: ReadBackup; plan: MergePlan }>> {
  await opened(db)
  const name = 'kept' in source ? source.kept : source.name
  let file: Blob
  try {
    file = 'kept' in source ? await openKept(source.kept) : source.file
  } catch {
    return refuse('file-unreadable', name)
  }
  const read = await readBackup(name, file)
  if (!read.ok) return read
  return { ok: true, value: { read: read.value, plan: planMerge(await readAll(db), read.value.tables) } }
}

function previewOf(read: ReadBackup, plan: MergePlan): Preview {
  return { createdAt: read.manifest.createdAt, app: read.manifest.app, changes: plan.changes }
}

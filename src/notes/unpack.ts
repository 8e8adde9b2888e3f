import { refuse, type Failure, type Result } from '../app/failures'
import type { IntakeFile } from './document'
import { kindOf } from './kinds'
import { baseName } from './paths'
import { record, type ImportReport } from './report'
import type { ImportDependencies } from './run-import'
import { compact, intakeId, turnedAway } from './stage'
import type { WaitingFile } from './store'
import { listZip, megabyte, ZipUnpacker, type Spent, type ZipEntry } from './zip'

const batchFiles = 200
const batchBytes = 16 * megabyte

/**
 * Unpacks the zips that wait into files that wait. Until a zip is unpacked whole it stays, and its files are marked as
 * its own: a crash or a refusal half-way takes them out again.
 */
export async function unpackZips(dependencies: ImportDependencies, report: ImportReport): Promise<ImportReport> {
  const spent = new Map<string, Spent>()
  while (!dependencies.signal.aborted) {
    const zip = (await dependencies.intake.waiting()).find(({ path }) => kindOf(path).is === 'zip')
    if (!zip) break
    await dropPartial(dependencies, zip)
    const outcome = await unpackOne(dependencies, zip, spentBy(spent, zip), report)
    if (outcome.ok) report = outcome.value
    else {
      await dropPartial(dependencies, zip)
      if (dependencies.signal.aborted) break
      report = record(report, { path: zip.path, outcome: 'refused', failure: outcome.failure })
    }
    await dependencies.notes.put([], { files: [zip.id], report })
  }
  return report
}

/** A zip in a zip shares the limits of the one it stood in. */
function spentBy(spent: Map<string, Spent>, zip: WaitingFile): Spent {
  const outer = spent.get(zip.jobId)
  const own = outer ?? { produced: 0, read: 0, entries: 0 }
  spent.set(jobOf(zip), own)
  return own
}

function jobOf(zip: WaitingFile): string {
  return `zip:${zip.id}`
}

async function dropPartial({ intake }: ImportDependencies, zip: WaitingFile) {
  const partial = (await intake.waiting()).filter(({ jobId }) => jobId === jobOf(zip))
  if (partial.length) await intake.discard(partial.map(({ id }) => id))
}

async function unpackOne(
  dependencies: ImportDependencies,
  zip: WaitingFile,
  spent: Spent,
  report: ImportReport,
): Promise<Result<ImportReport>> {
  const held = (await dependencies.intake.open(zip.id))?.bytes ?? new Blob()
  const file = held instanceof Blob ? held : new Blob([held])
  const listing = await listZip(file, zip.name, dependencies.limits)
  if (!listing.ok) return listing
  const { entries, unsafe } = listing.value
  spent.entries += entries.length
  const { limits } = dependencies
  if (spent.entries > limits.entries) return refuse('zip-too-many', zip.name, limits.entries.toLocaleString('en-GB'))
  const refusals: { path: string; failure: Failure }[] = unsafe.map((path) => ({
    path: zip.path,
    failure: refuse('zip-unsafe-path', zip.name, path).failure,
  }))
  const wanted = entries.filter((entry) => {
    const failure = turnedAwayInside(zip, entry)
    if (failure && failure !== 'hidden') refusals.push({ path: `${zip.path}/${entry.path}`, failure })
    return !failure
  })
  const unpacked = await unpackAll(dependencies, zip, file, wanted, spent)
  if (!unpacked.ok) return unpacked
  refusals.push(...unpacked.value)
  return { ok: true, value: refusals.reduce((sum, item) => record(sum, { ...item, outcome: 'refused' }), report) }
}

/** Exports come as a zip of zips; deeper ones are left to the user. */
function turnedAwayInside(zip: WaitingFile, entry: ZipEntry): Failure | 'hidden' | undefined {
  const away = turnedAway(entry.path, 0)
  const tooDeep = kindOf(entry.path).is === 'zip' && zip.jobId.startsWith('zip:')
  return !away && tooDeep ? refuse('zip-nested', baseName(entry.path)).failure : away
}

async function unpackAll(
  dependencies: ImportDependencies,
  zip: WaitingFile,
  file: Blob,
  entries: ZipEntry[],
  spent: Spent,
) {
  const { intake, now, progress, signal, limits } = dependencies
  const unpacker = new ZipUnpacker(file, zip.name, limits, spent)
  const refusals: { path: string; failure: Failure }[] = []
  let batch: IntakeFile[] = []
  let bytes = 0
  for (const [n, entry] of entries.entries()) {
    if (signal.aborted) return refuse('file-unreadable', zip.name)
    progress('unpacking', n, entries.length, `${zip.name}: ${entry.path}`)
    const content = await unpacker.unpack(entry)
    if (!content.ok) return content
    const failure = turnedAway(entry.path, content.value.length)
    if (failure && failure !== 'hidden') {
      refusals.push({ path: `${zip.path}/${entry.path}`, failure })
      continue
    }
    batch.push(heldEntry(entry.path, content.value, intakeId(zip.id, n), jobOf(zip), now()))
    bytes += content.value.length
    if (batch.length < batchFiles && bytes < batchBytes) continue
    await intake.stage(batch)
    batch = []
    bytes = 0
  }
  if (batch.length) await intake.stage(batch)
  return { ok: true as const, value: refusals }
}

function heldEntry(
  path: string,
  content: Uint8Array<ArrayBuffer>,
  id: string,
  jobId: string,
  addedAt: number,
): IntakeFile {
  return { id, jobId, name: baseName(path), path, bytes: compact(content), addedAt }
}

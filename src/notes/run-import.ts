import { refuse, type Failure } from '../app/failures'
import { ImagesAtHand } from './images-at-hand'
import { kindOf } from './kinds'
import { LibraryIndex } from './library-index'
import { hashText, makeNote } from './make-note'
import { parseFile, type ParsedNote } from './parse'
import { baseName } from './paths'
import { record, type ImportItem, type ImportReport } from './report'
import { bytesOf } from './stage'
import type { IntakeStore, NoteStore, WaitingFile, WholeNote } from './store'
import { unpackZips } from './unpack'
import type { ZipLimits } from './zip'

export interface ImportDependencies {
  notes: NoteStore
  intake: IntakeStore
  limits: ZipLimits
  newId(): string
  now(): number
  /** What an error of the storage means. */
  failureOf(error: unknown, subject: string): Failure
  progress(doing: 'unpacking' | 'reading', done: number, total: number, detail: string): void
  signal: AbortSignal
}

/** A batch is one transaction: large enough to be quick, small enough that little is done twice after a crash. */
const batchNotes = 40
const batchCharacters = 4_000_000

interface Finished {
  file: WaitingFile
  item: ImportItem
  note?: WholeNote
}

/**
 * Imports what waits in the intake: zips are unpacked into it, then notes are parsed one after another and stored in
 * batches, each with its files' leaving the intake, so that a crash at any point loses and doubles nothing.
 */
export async function runImport(dependencies: ImportDependencies, opened: ImportReport): Promise<ImportReport> {
  const { intake } = dependencies
  let report: ImportReport = { ...opened, stopped: undefined }
  try {
    await intake.keepReport(report)
    report = await unpackZips(dependencies, report)
    report = await importNotes(dependencies, report)
    report = await leaveRest(dependencies, report)
  } catch (error) {
    // What was stored before it stopped is in the report that was stored with it.
    const kept = await intake.report().catch(() => undefined)
    const [next] = await intake.waiting().catch(() => [])
    const stopped = dependencies.failureOf(error, next ? baseName(next.path) : 'the import')
    report = { ...(kept ?? report), stopped }
    await intake.keepReport(report).catch(() => undefined)
  }
  return report
}

async function importNotes(dependencies: ImportDependencies, report: ImportReport): Promise<ImportReport> {
  const waiting = await dependencies.intake.waiting()
  const files = waiting.filter(({ path }) => kindOf(path).is === 'note')
  const images = new ImagesAtHand(waiting, dependencies.intake)
  const index = new LibraryIndex(await dependencies.notes.list())
  let batch: Finished[] = []
  let size = 0
  for (const [n, file] of files.entries()) {
    if (dependencies.signal.aborted) break
    dependencies.progress('reading', n, files.length, file.path)
    const finished = await importOne(dependencies, index, images, file)
    if (finished.note) index.add(finished.note.document)
    batch.push(finished)
    size += finished.note?.text.length ?? 0
    if (batch.length < batchNotes && size < batchCharacters) continue
    report = await settle(dependencies, report, batch)
    batch = []
    size = 0
  }
  if (batch.length) report = await settle(dependencies, report, batch)
  dependencies.progress('reading', files.length, files.length, '')
  return dependencies.signal.aborted ? report : discardImages(dependencies, report, images)
}

/** One transaction for the batch; if that is too much for the storage, one for each, up to the one that does not fit. */
async function settle(dependencies: ImportDependencies, report: ImportReport, batch: Finished[]) {
  try {
    return await settleTogether(dependencies, report, batch)
  } catch (error) {
    if (batch.length === 1) throw error
  }
  for (const finished of batch) report = await settleTogether(dependencies, report, [finished])
  return report
}

async function settleTogether({ notes }: ImportDependencies, report: ImportReport, batch: Finished[]) {
  const next = batch.reduce((sum, { item }) => record(sum, item), report)
  const whole = batch.flatMap(({ note }) => note ?? [])
  await notes.put(whole, { files: batch.map(({ file }) => file.id), report: next })
  return next
}

async function importOne(
  dependencies: ImportDependencies,
  index: LibraryIndex,
  images: ImagesAtHand,
  file: WaitingFile,
): Promise<Finished> {
  const refused = (failure: Failure): Finished => ({ file, item: { path: file.path, outcome: 'refused', failure } })
  try {
    const held = await dependencies.intake.open(file.id)
    const bytes = held ? await bytesOf(held.bytes) : new Uint8Array()
    const parsed = parseFile(file.path, bytes)
    return parsed.ok ? await decide(dependencies, index, images, file, parsed.value) : refused(parsed.failure)
  } catch (error) {
    // A fault in one file must not stop the others.
    const why = error instanceof RangeError ? 'file-too-deep' : 'file-unreadable'
    return refused(refuse(why, file.name, error instanceof Error ? error.message.split('\n')[0] : undefined).failure)
  }
}

async function decide(
  dependencies: ImportDependencies,
  index: LibraryIndex,
  images: ImagesAtHand,
  file: WaitingFile,
  parsed: ParsedNote,
): Promise<Finished> {
  const { newId, now, notes } = dependencies
  const hash = await hashText(parsed.text)
  const same = index.withText(hash)
  const known = index.updatable(file.path)
  const warnings = parsed.warnings.length ? { warnings: parsed.warnings } : {}
  if (same && same.path !== file.path)
    return { file, item: { path: file.path, outcome: 'duplicate', documentId: same.id, sameAs: same.title } }
  const target = same ?? known
  const id = target?.id ?? newId()
  const media = await images.forNote(id, file.path, parsed.images, newId)
  const kept = target ? (await notes.media(id)).filter(({ path }) => !media.some((image) => image.path === path)) : []
  if (same && !media.length)
    return { file, item: { path: file.path, outcome: 'unchanged', documentId: id, ...warnings } }
  const times = { addedAt: target?.addedAt ?? now(), updatedAt: now() }
  const about = { id, source: 'file' as const, path: file.path, hash, ...times }
  const outcome = same ? 'unchanged' : known ? 'updated' : 'added'
  return {
    file,
    item: { path: file.path, outcome, documentId: id, ...warnings },
    note: makeNote(parsed, about, [...media, ...kept]),
  }
}

/** Images have done their service once all notes are in. */
async function discardImages({ intake }: ImportDependencies, report: ImportReport, images: ImagesAtHand) {
  let next = report
  for (const path of images.unused())
    next = record(next, { path, outcome: 'refused', failure: refuse('image-unused', baseName(path)).failure })
  await intake.keepReport(next)
  await intake.discard(images.ids())
  return next
}

/** After the last file: the report is closed; after a cancel, what still waits is taken out and counted. */
async function leaveRest({ intake, signal }: ImportDependencies, report: ImportReport): Promise<ImportReport> {
  let next = report
  if (signal.aborted) {
    const rest = await intake.waiting()
    await intake.discard(rest.map(({ id }) => id))
    next = { ...next, cancelled: next.cancelled + rest.filter(({ path }) => kindOf(path).is !== 'image').length }
  }
  next = { ...next, finished: true }
  await intake.keepReport(next)
  return next
}

import { refuse, type Failure } from '../app/failures'
import { ImagesAtHand } from './images-at-hand'
import { kindOf } from './kinds'
import { LinkCheck } from './link-check'
import { LibraryIndex } from './library-index'
import type { Media } from './document'
import { hashNote, makeNote } from './make-note'
import type { ReadLimits } from './formats/extracted'
import type { CharacterMaps } from './formats/pdf/cmaps'
import { ownMedia } from './own-media'
import type { ParsedNote } from './parse'
import { baseName } from './paths'
import { isHeavy, readFile } from './read-file'
import { record, type ImportItem, type ImportReport } from './report'
import { bytesOf } from './stage'
import type { IntakeStore, NoteStore, WaitingFile, WholeNote } from './store'
import { unpackZips } from './unpack'
import type { ZipLimits } from './zip'

export interface ImportDependencies {
  notes: NoteStore
  intake: IntakeStore
  limits: ZipLimits
  readLimits: ReadLimits
  characterMaps: CharacterMaps
  newId(): string
  now(): number
  /** What an error of the storage means. */
  failureOf(error: unknown, subject: string): Failure
  progress(doing: 'unpacking' | 'reading', done: number, total: number, detail: string): void
  signal: AbortSignal
}

/** A batch is one transaction: large enough to be quick, small enough that little is done twice after a crash. */
const batchNotes = 40
const batchSize = 4_000_000
/** A file that was begun this often and never finished takes the worker down with it. */
const mostTries = 2

interface Finished {
  file: WaitingFile
  item: ImportItem
  note?: WholeNote
  links?: string[]
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
  const links = new LinkCheck()
  let batch: Finished[] = []
  let size = 0
  for (const [n, file] of files.entries()) {
    if (dependencies.signal.aborted) break
    dependencies.progress('reading', n, files.length, file.path)
    const finished = await importOne(dependencies, index, images, file, (detail) =>
      dependencies.progress('reading', n, files.length, `${file.path}, ${detail}`),
    )
    if (!finished) break
    if (finished.note) index.add(finished.note.document)
    if (finished.note) links.add(finished.note.document, finished.links ?? [])
    batch.push(finished)
    size += sizeOf(finished.note)
    if (batch.length < batchNotes && size < batchSize) continue
    report = await settle(dependencies, report, batch)
    batch = []
    size = 0
  }
  if (batch.length) report = await settle(dependencies, report, batch)
  dependencies.progress('reading', files.length, files.length, '')
  if (dependencies.signal.aborted) return report
  return discardImages(dependencies, await links.tell(dependencies, report), images)
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

/** Characters and bytes that a batch holds in memory. */
function sizeOf(note: WholeNote | undefined): number {
  return note ? note.text.length + note.media.reduce((sum, { bytes }) => sum + bytes.size, 0) : 0
}

/** Undefined where the import was cancelled meanwhile. */
async function importOne(
  dependencies: ImportDependencies,
  index: LibraryIndex,
  images: ImagesAtHand,
  file: WaitingFile,
  progress: (detail: string) => void,
): Promise<Finished | undefined> {
  const { intake, signal, characterMaps, readLimits: limits } = dependencies
  const refused = (failure: Failure): Finished => ({ file, item: { path: file.path, outcome: 'refused', failure } })
  try {
    const kind = kindOf(file.path)
    const heavy = kind.is === 'note' && isHeavy(kind.type)
    if (heavy && (await intake.tried(file.id)) > mostTries) return refused(refuse('file-crashes', file.name).failure)
    const held = await intake.open(file.id)
    const bytes = held ? await bytesOf(held.bytes) : new Uint8Array()
    const parsed = await readFile(file.path, bytes, { limits, characterMaps, signal, progress })
    return parsed.ok ? await decide(dependencies, index, images, file, parsed.value) : refused(parsed.failure)
  } catch (error) {
    if (signal.aborted) return undefined
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
  const hash = await hashNote(parsed)
  const same = index.withText(hash)
  const known = index.updatable(file.path)
  if (same && same.path !== file.path)
    return { file, item: { path: file.path, outcome: 'duplicate', documentId: same.id, sameAs: same.title } }
  const target = same ?? known
  const id = target?.id ?? newId()
  const own = ownMedia(id, file.path, parsed.media ?? [], newId)
  const beside = await images.forNote(id, file.path, parsed.images, own, newId)
  const warnings = [...parsed.warnings, ...missingWarning(beside.missing, file.name)]
  const outcome = same ? 'unchanged' : known ? 'updated' : 'added'
  const item: ImportItem = { path: file.path, outcome, documentId: id, ...(warnings.length ? { warnings } : {}) }
  if (same && !beside.media.length) return { file, item }
  const media = [...own, ...beside.media]
  const times = { addedAt: target?.addedAt ?? now(), updatedAt: now() }
  const about = { id, source: 'file' as const, path: file.path, hash, ...times }
  const before = target ? await notes.media(id) : []
  const note = makeNote({ ...parsed, warnings }, about, [...media, ...keptMedia(before, media, file.path)])
  return { file, item: { ...item, came: cameIn(note) }, note, links: parsed.links }
}

/** Images of an earlier import that did not come along this time; not those that stood in the file, which is here anew. */
function keptMedia(before: Media[], media: Media[], path: string): Media[] {
  return before.filter((one) => !one.path.startsWith(`${path}/`) && !media.some((image) => image.path === one.path))
}

function missingWarning(missing: string[], name: string): string[] {
  if (!missing.length) return []
  const some = missing.slice(0, 3).join(', ') + (missing.length > 3 ? ', …' : '')
  const [count, they] = missing.length === 1 ? ['One picture', 'it is'] : [`${missing.length} pictures`, 'they are']
  return [
    `${count} of ${name} did not come along (${some}), so ${they} not shown. Import the whole folder to have them.`,
  ]
}

function cameIn({ document, media }: WholeNote): ImportItem['came'] {
  const { type, pages, passages } = document
  return { type, passages, pictures: media.length, ...(pages !== undefined && { pages }) }
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

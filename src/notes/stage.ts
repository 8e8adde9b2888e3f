import { refuse, type Failure, type Result } from '../app/failures'
import type { DocumentType, IntakeFile } from './document'
import { kindOf, refuseKind } from './kinds'
import { baseName, isHidden, safePath } from './paths'
import { megabyte, zipLimits } from './zip'

/** A file as it was picked, dropped or found in a folder. */
export interface PickedFile {
  path: string
  bytes: Blob
}

export const mostTextBytes = 50 * megabyte
/** Files that are mostly pictures and fonts. */
const mostDocumentBytes = 200 * megabyte
const mostImageBytes = 20 * megabyte
const documents = new Set<DocumentType>(['pdf', 'docx', 'epub', 'notebook'])
/** In one import: past this a browser is busy with the list alone. */
export const mostFiles = 50_000

/** Why a file need not be staged at all; undefined when it should be. Hidden files are nobody's notes: silently left. */
export function turnedAway(path: string, size: number): Failure | 'hidden' | undefined {
  const safe = safePath(path)
  if (!safe) return refuse('zip-unsafe-path', baseName(path), path.slice(0, 100)).failure
  if (isHidden(safe)) return 'hidden'
  const name = baseName(safe)
  const kind = kindOf(safe)
  if (kind.is === 'other') return refuseKind(safe)
  const mostNoteBytes = kind.is === 'note' && documents.has(kind.type) ? mostDocumentBytes : mostTextBytes
  const most = { note: mostNoteBytes, image: mostImageBytes, zip: zipLimits.bytesIn }[kind.is]
  return size > most ? refuse('file-too-large', name, `${most / megabyte} MB`).failure : undefined
}

/** Reads a small file's bytes now: the file on the disk may be gone or changed after a reload. */
export async function holdFile(file: PickedFile, id: string, jobId: string, now: number): Promise<Result<IntakeFile>> {
  const path = safePath(file.path) ?? baseName(file.path)
  const name = baseName(path)
  try {
    const bytes = file.bytes.size > 8 * megabyte ? file.bytes : compact(new Uint8Array(await file.bytes.arrayBuffer()))
    return { ok: true, value: { id, jobId, name, path, bytes, addedAt: now } }
  } catch {
    return refuse('file-unreadable', name)
  }
}

/** How bytes wait: in the record while they are few, as a blob otherwise. */
export function compact(bytes: Uint8Array<ArrayBuffer>): IntakeFile['bytes'] {
  return bytes.length <= megabyte ? bytes : new Blob([bytes])
}

export async function bytesOf(held: IntakeFile['bytes']): Promise<Uint8Array<ArrayBuffer>> {
  return held instanceof Blob ? new Uint8Array(await held.arrayBuffer()) : held
}

/** Ids that keep the order in which the files came. */
export function intakeId(jobId: string, n: number): string {
  return `${jobId}-${String(n).padStart(6, '0')}`
}

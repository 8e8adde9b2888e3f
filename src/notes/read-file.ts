import { refuse, type Result } from '../app/failures'
import type { DocumentType } from './document'
import type { Extracted, ReadContext } from './formats/extracted'
import { Refused } from './formats/refused'
import { kindOf, refuseKind } from './kinds'
import { parseFile, parseText, type ParsedNote } from './parse'
import { baseName } from './paths'
import { mistaken } from './signature'

type Reader = (bytes: Uint8Array<ArrayBuffer>, context: ReadContext) => Promise<Extracted | Result<Extracted>>

/** Each is loaded when the first file of its kind comes. */
const readers: Partial<Record<DocumentType, Reader>> = {
  web: async (bytes, context) => (await import('./formats/read-html')).readHtml(bytes, context),
  pdf: async (bytes, context) => (await import('./formats/pdf/read-pdf')).readPdf(bytes, context),
  docx: async (bytes, context) => (await import('./formats/docx/read-docx')).readDocx(bytes, context),
  epub: async (bytes, context) => (await import('./formats/read-epub')).readEpub(bytes, context),
  notebook: async (bytes, context) => (await import('./formats/read-notebook')).readNotebook(bytes, context),
  csv: async (bytes, context) => (await import('./formats/read-csv')).readCsv(bytes, context),
}

/** Kinds whose reading is heavy enough to bring a worker down. */
export const isHeavy = (type: DocumentType) => type === 'pdf' || type === 'docx' || type === 'epub'

/** A file's bytes to a note, or the reason why not. Throws `AbortError` when it is to stop. */
export async function readFile(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  about: Omit<ReadContext, 'name'>,
): Promise<Result<ParsedNote>> {
  const name = baseName(path)
  const kind = kindOf(path)
  if (kind.is !== 'note') return { ok: false, failure: refuseKind(path) }
  if (!bytes.length) return refuse('file-empty', name)
  const wrong = mistaken(kind.type, bytes, name)
  if (wrong) return { ok: false, failure: wrong }
  const read = readers[kind.type]
  if (!read) return parseFile(path, bytes)
  try {
    const found = await read(bytes, { ...about, name })
    const extracted = 'ok' in found ? found : { ok: true as const, value: found }
    return extracted.ok ? noteOf(kind.type, extracted.value, name) : extracted
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure }
    throw error
  }
}

function noteOf(type: DocumentType, extracted: Extracted, name: string): Result<ParsedNote> {
  const { text, media, warnings, pages, title, tags } = extracted
  const note = parseText(type, text, name)
  if (!note.chunks.length && !media.length) return refuse('file-empty', name)
  const named = title ? { title: title.slice(0, 200) } : {}
  return { ok: true, value: { ...note, ...named, tags: [...tags, ...note.tags], media, warnings, pages } }
}

import type { PackNote } from '../../content/format'
import { chunkSetOf } from '../models/passage-text'
import { chunkDocument } from './chunk'
import type { Chunk, NoteDocument } from './document'

export interface PackedNote {
  document: NoteDocument
  text: string
  chunks: Chunk[]
}

/** A note of the pack as a document of the library: same reader, same search, but never stored. */
export function packDocument(note: PackNote): PackedNote {
  const text = note.body.replace(/\r\n?/g, '\n')
  const chunks = chunkDocument('markdown', text)
  return { document: describe(note, text, chunks.length), text, chunks }
}

/** The same for whoever needs its passages only at times: cutting it is put off until then. */
export interface ShippedNote {
  /** Its passages are not counted. */
  document: NoteDocument
  /** Changes whenever its passages may have. */
  stamp: string
  chunks: () => Chunk[]
}

export function shippedNote(note: PackNote): ShippedNote {
  let packed: PackedNote | undefined
  const stamp = chunkSetOf(note.title, [{ headings: note.tags, text: note.body }])
  return { document: describe(note, note.body, 0), stamp, chunks: () => (packed ??= packDocument(note)).chunks }
}

function describe(note: PackNote, text: string, passages: number): NoteDocument {
  return {
    id: packId(note.id),
    title: note.title,
    type: 'markdown',
    source: 'pack',
    path: '',
    tags: note.tags,
    hash: '',
    characters: text.length,
    passages,
    addedAt: 0,
    updatedAt: 0,
    warnings: [],
  }
}

/** The document id of a pack note. */
export function packId(noteId: string): string {
  return `pack-${noteId}`
}

export function isPackId(documentId: string): boolean {
  return documentId.startsWith('pack-')
}

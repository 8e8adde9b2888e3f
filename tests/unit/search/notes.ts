import type { Chunk, NoteDocument } from '../../../src/notes/document'

/** A note with a passage for each text. */
export function note(id: string, texts: string[], about: Partial<NoteDocument> = {}) {
  const document: NoteDocument = {
    id,
    title: id,
    type: 'markdown',
    source: 'file',
    path: '',
    tags: [],
    hash: texts.join(),
    characters: 0,
    passages: texts.length,
    addedAt: 0,
    updatedAt: 0,
    warnings: [],
    ...about,
  }
  const chunks: Chunk[] = texts.map((text, n) => ({
    id: `part-${n}`,
    headings: [],
    text,
    start: 0,
    end: text.length,
    kind: 'prose',
  }))
  return { document, chunks }
}

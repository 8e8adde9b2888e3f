import { boldIn, type DraftPassage } from '../cards/draft-rules'
import type { Chunk, NoteDocument } from './document'

/** A note's chunks as passages to make cards of; bold terms are read from the source, where it is Markdown. */
export function draftPassages(
  document: Pick<NoteDocument, 'id' | 'title' | 'type'>,
  text: string,
  chunks: readonly Chunk[],
): DraftPassage[] {
  return chunks.map(({ id, headings, text: plain, start, end }) => ({
    documentId: document.id,
    chunkId: id,
    title: document.title,
    headings,
    text: plain,
    bold: document.type === 'html' ? [] : boldIn(text.slice(start, end)),
  }))
}

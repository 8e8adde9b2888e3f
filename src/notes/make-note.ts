import { chunkVersion } from './chunk-version'
import type { Media, NoteDocument } from './document'
import type { ParsedNote } from './parse'
import type { WholeNote } from './store'

/** A parsed note as the records that are stored. */
export function makeNote(
  parsed: ParsedNote,
  about: Pick<NoteDocument, 'id' | 'source' | 'path' | 'hash' | 'addedAt' | 'updatedAt' | 'editedAt'>,
  media: Media[],
): WholeNote {
  const { title, type, tags, text, chunks, warnings } = parsed
  const document = { ...about, title, type, tags, characters: text.length, passages: chunks.length, warnings }
  return { document, text, chunks: { documentId: about.id, version: chunkVersion, chunks }, media }
}

/** SHA-256 of a text, in hex. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

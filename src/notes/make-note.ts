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
  const { title, type, tags, text, chunks, warnings, pages, aliases } = parsed
  const counts = { characters: text.length, passages: chunks.length, ...(pages !== undefined && { pages }) }
  const names = aliases?.length ? { aliases } : {}
  const document = { ...about, title, type, tags, ...counts, ...names, warnings }
  return { document, text, chunks: { documentId: about.id, version: chunkVersion, chunks }, media }
}

/** Tells a note from others: its text, and the pictures that stood in its file. */
export async function hashNote({ text, media = [] }: ParsedNote): Promise<string> {
  const pictures = await Promise.all(media.map(({ bytes }) => hashBytes(bytes)))
  return hashText([text, ...pictures].join('\n'))
}

/** SHA-256 of a text, in hex. */
export async function hashText(text: string): Promise<string> {
  return hashBytes(new TextEncoder().encode(text))
}

async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

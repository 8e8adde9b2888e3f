import type { Chunk } from '../notes/document'
import type { Library } from './library'

/** Hands the library the texts of notes, where they are not at hand. */
export async function bring(
  library: Library,
  source: { chunks: (ids: readonly string[]) => Promise<Map<string, Chunk[]>> },
  documentIds: readonly string[],
) {
  if (!documentIds.length) return
  for (const [id, chunks] of await source.chunks(documentIds)) library.give(id, chunks)
}

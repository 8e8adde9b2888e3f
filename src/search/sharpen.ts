import { isWhole, type VectorStore } from '../models/vectors'
import type { Library } from './library'

const notesAtOnce = 50

/** Brings the embedder's vectors of the notes that lack them, where they are kept and fit the passages as they are now. */
export async function sharpen(library: Library, store: Pick<VectorStore, 'get'>, model: string, signal?: AbortSignal) {
  const missing = library.withoutVectors(model)
  for (let from = 0; from < missing.length; from += notesAtOnce) {
    signal?.throwIfAborted()
    const notes = new Map(missing.slice(from, from + notesAtOnce).map(({ id, chunkSet }) => [id, chunkSet]))
    for (const { documentId, stamp, chunkSet, levels, scales } of await store.get(model, [...notes.keys()]))
      if (isWhole(stamp) && chunkSet === notes.get(documentId)) library.putVectors(documentId, model, levels, scales)
  }
}

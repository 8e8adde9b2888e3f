import { packDocument } from '../notes/pack-notes'
import { chunkVersion } from '../notes/chunk-version'
import type { NoteDocument } from '../notes/document'
import type { NoteStore } from '../notes/store'
import type { Pack } from '../app/pack'
import type { LibrarySource, Listed } from './embed-plan'
import { chunkSetOf } from './passage-text'

/** The user's notes, newest first, and then the pack's. */
export function librarySource(notes: Pick<NoteStore, 'watch' | 'chunks'>, pack: Pick<Pack, 'notes'>): LibrarySource {
  let loading: Promise<ReturnType<typeof packDocument>[]> | undefined
  const packed = () => (loading ??= pack.notes().then((all) => all.map(packDocument)))
  return {
    watch: (changed) =>
      notes.watch(async (documents) => {
        const own = documents.toSorted((a, b) => b.updatedAt - a.updatedAt).map(listed)
        const shipped = await packed().catch(() => [])
        changed([
          ...own,
          ...shipped.map(({ document, chunks }) => ({
            ...listed(document),
            stamp: chunkSetOf(document.title, chunks),
          })),
        ])
      }),
    async chunks(ids) {
      const found = new Map(ids.map((id) => [id, [] as (typeof shipped)[number]['chunks']]))
      const shipped = await packed().catch(() => [])
      for (const { document, chunks } of shipped) if (found.has(document.id)) found.set(document.id, chunks)
      const stored = await notes.chunks(ids.filter((id) => !shipped.some(({ document }) => document.id === id)))
      for (const { documentId, chunks } of stored) found.set(documentId, chunks)
      return found
    },
  }
}

function listed({ id, title, hash, type, passages }: NoteDocument): Listed {
  return { id, title, passages, stamp: [hash, type, chunkVersion, title].join('\n') }
}

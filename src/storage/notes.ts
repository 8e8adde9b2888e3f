import { liveQuery } from 'dexie'
import { chunkVersion } from '../notes/chunk-version'
import type { NoteDocument, PackedChunks } from '../notes/document'
import type { NoteStore, WholeNote } from '../notes/store'
import type { PreflightDatabase } from './database'
import { reportKey } from './intake'

/** Documents, their texts, chunks and media: four tables that change together. */
export function noteStore(db: PreflightDatabase, now: () => number): NoteStore {
  const list = () => db.documents.toArray()
  const tables = [db.documents, db.texts, db.chunks, db.media]

  async function whole(document: NoteDocument): Promise<WholeNote> {
    const [text, chunks, media] = await Promise.all([
      db.texts.get(document.id),
      db.chunks.get(document.id),
      db.media.where('documentId').equals(document.id).toArray(),
    ])
    const none = { documentId: document.id, version: 0, chunks: [] }
    return { document, text: text?.text ?? '', chunks: chunks ?? none, media }
  }

  async function take(ids: string[]) {
    await db.documents.bulkDelete(ids)
    await db.texts.bulkDelete(ids)
    await db.chunks.bulkDelete(ids)
    await db.media.where('documentId').anyOf(ids).delete()
  }

  async function write(notes: WholeNote[]) {
    await db.media
      .where('documentId')
      .anyOf(notes.map(({ document }) => document.id))
      .delete()
    await db.documents.bulkPut(notes.map(({ document }) => document))
    await db.texts.bulkPut(notes.map(({ document, text }) => ({ documentId: document.id, text })))
    await db.chunks.bulkPut(notes.map(({ chunks }) => chunks))
    await db.media.bulkPut(notes.flatMap(({ media }) => media))
  }

  return {
    list,
    get: (id) => db.documents.get(id),
    text: (id) => db.texts.get(id),
    chunks: (ids) => currentChunks(db, ids),
    media: (documentId) => db.media.where('documentId').equals(documentId).toArray(),
    watch(changed) {
      const subscription = liveQuery(list).subscribe(changed)
      return () => subscription.unsubscribe()
    },
    put: (notes, settled) =>
      db.transaction('rw', [...tables, db.intake, db.settings], async () => {
        await write(notes)
        if (!settled) return
        await db.intake.bulkDelete(settled.files)
        await db.settings.put({ key: reportKey, value: settled.report, updatedAt: now() })
      }),
    warn: (remarks) =>
      db.transaction('rw', db.documents, async () => {
        const documents = (await db.documents.bulkGet([...remarks.keys()])).filter((found) => found !== undefined)
        const warned = documents.map((document) => {
          return { ...document, warnings: [...document.warnings, remarks.get(document.id) ?? ''] }
        })
        await db.documents.bulkPut(warned)
      }),
    remove: (ids) =>
      db.transaction('rw', tables, async () => {
        const documents = (await db.documents.bulkGet(ids)).filter((document) => document !== undefined)
        const removed = await Promise.all(documents.map(whole))
        await take(ids)
        return removed
      }),
    restore: (notes) => db.transaction('rw', tables, () => write(notes)),
  }
}

/** Chunks are derived: a restored backup has none, and a newer chunker makes others. */
async function currentChunks(db: PreflightDatabase, ids?: string[]): Promise<PackedChunks[]> {
  const documents = ids
    ? (await db.documents.bulkGet(ids)).filter((found) => found !== undefined)
    : await db.documents.toArray()
  const stored = await db.chunks.bulkGet(documents.map(({ id }) => id))
  return Promise.all(
    documents.map((document, n) => {
      const packed = stored[n]
      return packed?.version === chunkVersion ? packed : rebuild(db, document)
    }),
  )
}

async function rebuild(db: PreflightDatabase, document: NoteDocument): Promise<PackedChunks> {
  const text = (await db.texts.get(document.id))?.text ?? ''
  // The chunker is no part of the first screen.
  const { chunkDocument } = await import('../notes/chunk')
  const packed = { documentId: document.id, version: chunkVersion, chunks: chunkDocument(document.type, text) }
  // Only while the text is still the one that was chunked: another tab may have edited it meanwhile.
  await db.transaction('rw', [db.texts, db.chunks], async () => {
    if ((await db.texts.get(document.id))?.text === text) await db.chunks.put(packed)
  })
  return packed
}

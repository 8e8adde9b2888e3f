import type { DocumentText, Media, NoteDocument, PackedChunks } from './document'

/** What the library and the search index need of the storage. Pack notes are not stored: see pack-notes.ts. */
export interface NoteStore {
  list(): Promise<NoteDocument[]>
  get(id: string): Promise<NoteDocument | undefined>
  text(id: string): Promise<DocumentText | undefined>
  /** Packed chunks of the given documents, or of all. */
  chunks(ids?: string[]): Promise<PackedChunks[]>
  media(documentId: string): Promise<Media[]>
  /** Calls back with the whole list now and whenever any tab changes it. */
  watch(changed: (documents: NoteDocument[]) => void): () => void
}

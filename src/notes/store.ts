import type { DocumentText, IntakeFile, Media, NoteDocument, PackedChunks } from './document'

/** A document with all that belongs to it: stored and removed as one. */
export interface WholeNote {
  document: NoteDocument
  text: string
  chunks: PackedChunks
  media: Media[]
}

/** What the library and the search index need of the storage. Pack notes are not stored: see pack-notes.ts. */
export interface NoteStore {
  list(): Promise<NoteDocument[]>
  get(id: string): Promise<NoteDocument | undefined>
  text(id: string): Promise<DocumentText | undefined>
  /** Packed chunks of the given documents, or of all; missing or outdated ones are made again first. */
  chunks(ids?: string[]): Promise<PackedChunks[]>
  media(documentId: string): Promise<Media[]>
  /** Calls back with the whole list now and whenever any tab changes it. */
  watch(changed: (documents: NoteDocument[]) => void): () => void
  /** The documents with this path, and those with this text. */
  findByPath(path: string): Promise<NoteDocument[]>
  findByHash(hash: string): Promise<NoteDocument[]>
  /** Stores whole documents in one transaction, replacing those of the same id; `arrived` leave the intake with it. */
  put(notes: WholeNote[], arrived?: string[]): Promise<void>
  /** Takes documents away and gives back what `restore` needs to undo it. */
  remove(ids: string[]): Promise<WholeNote[]>
  restore(notes: WholeNote[]): Promise<void>
}

/** Files waiting to be imported. */
export interface IntakeStore {
  /** Adds files in one transaction: all or none. */
  stage(files: IntakeFile[]): Promise<void>
  /** What waits, oldest first, without the bytes. */
  waiting(jobId?: string): Promise<Omit<IntakeFile, 'bytes'>[]>
  open(id: string): Promise<IntakeFile | undefined>
  discard(ids: string[]): Promise<void>
}

import type { DocumentText, IntakeFile, Media, NoteDocument, PackedChunks } from './document'
import type { ImportReport } from './report'

/** A document with all that belongs to it: stored and removed as one. */
export interface WholeNote {
  document: NoteDocument
  text: string
  chunks: PackedChunks
  media: Media[]
}

/** What else changes in the same transaction as the notes of an import. */
export interface Settled {
  /** Intake files that have become notes or were refused. */
  files: string[]
  report: ImportReport
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
  /** Stores whole notes in one transaction, replacing those of the same id. */
  put(notes: WholeNote[], settled?: Settled): Promise<void>
  /** Adds a remark to each of the documents of these ids. */
  warn(remarks: Map<string, string>): Promise<void>
  /** Takes documents away and gives back what `restore` needs to undo it. */
  remove(ids: string[]): Promise<WholeNote[]>
  restore(notes: WholeNote[]): Promise<void>
}

export type WaitingFile = Omit<IntakeFile, 'bytes'> & { size: number }

/** Files waiting to be imported, and the report on what became of those before them. */
export interface IntakeStore {
  /** Adds files in one transaction: all or none. */
  stage(files: IntakeFile[]): Promise<void>
  /** What waits, in the order of the ids, without the bytes. */
  waiting(): Promise<WaitingFile[]>
  open(id: string): Promise<IntakeFile | undefined>
  discard(ids: string[]): Promise<void>
  /** Counts that a file is about to be read; how often that was by now. */
  tried(id: string): Promise<number>
  report(): Promise<ImportReport | undefined>
  keepReport(report: ImportReport | undefined): Promise<void>
  /** Calls back now and whenever any tab changes what waits. */
  watch(changed: (waiting: number) => void): () => void
}

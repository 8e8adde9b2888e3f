import type { Failure } from '../app/failures'
import type { DocumentType } from './document'
import type { Overview, SliceContent } from './laid-text'
import type { Place } from './locate'
import type { ParsedNote } from './parse'
import type { ImportItem, ImportReport } from './report'
import type { PickedFile } from './stage'

export interface Progress {
  doing: 'staging' | 'unpacking' | 'reading'
  done: number
  total: number
  /** The file at hand. */
  detail: string
}

export interface Staged {
  refused: ImportItem[]
  /** Set where the storage took no more: this batch was not staged. */
  failure?: Failure
}

/** What the notes worker does. */
export type NoteCalls = {
  stage: { input: { files: PickedFile[]; jobId: string; from: number }; result: Staged }
  /** Imports what waits; undefined where nothing did and there is no report. */
  run: {
    input: { refused: ImportItem[]; stopped?: Failure; phone: boolean }
    result: ImportReport | undefined
    progress: Progress
  }
  parse: { input: { type: DocumentType; text: string; name: string }; result: { note: ParsedNote; hash: string } }
  /** A long note is kept in the worker while it is read. */
  openLong: { input: { id: string }; result: Overview | undefined }
  slice: { input: { id: string; n: number }; result: SliceContent }
  place: { input: { id: string; address: string }; result: Place | undefined }
}

import type { EmbedderModel } from './catalogue'
import type { PackedBytes } from './pack-vectors'

/** All of a document's vectors by one model: one record, one row a passage, in the order of its chunks. */
export interface DocumentVectors extends PackedBytes {
  /** `vectorKey` of the model: vectors of two keys are never compared. */
  model: string
  documentId: string
  /** What of the document and the chunker it was made from; `partial:` before it while passages are missing. */
  stamp: string
  /** Of the very texts that were embedded (`chunkSetOf`): who reads the vectors beside chunks compares it. */
  chunkSet: string
  modelId: string
  revision: string
  pooling: EmbedderModel['pooling']
  prefix: EmbedderModel['prefix']
  dtype: EmbedderModel['dtype']
  at: number
}

/** What the embedding of the library, and those who search by it, need of the storage. */
export interface VectorStore {
  /** The stamps of a model's documents, by document. */
  stamps(model: string): Promise<Map<string, string>>
  get(model: string, documentIds: readonly string[]): Promise<DocumentVectors[]>
  put(records: DocumentVectors[]): Promise<void>
  removeDocuments(model: string, documentIds: readonly string[]): Promise<void>
  removeModel(model: string): Promise<void>
  /** The keys of the models that any vector is by. */
  models(): Promise<string[]>
  /** Calls back with the stamps now and whenever any tab or worker changes them. */
  watch(model: string, changed: (stamps: Map<string, string>) => void): () => void
}

const partly = 'partial:'

/** Whether the record has every passage of its document. */
export const isWhole = (stamp: string) => !stamp.startsWith(partly)
export const partialStamp = (stamp: string) => `${partly}${stamp}`

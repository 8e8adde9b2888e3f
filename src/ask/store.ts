import type { AskRecord } from './answer'

/** Questions asked and their answers. Each write resolves once it is durable, and rejects if it is not. */
export interface AskStore {
  /** Newest first. */
  list(): Promise<AskRecord[]>
  get(id: string): Promise<AskRecord | undefined>
  add(record: AskRecord): Promise<void>
  /** Takes an answer away and gives back what `add` needs to undo it. */
  remove(id: string): Promise<AskRecord | undefined>
  /** Calls back with the whole list now and whenever any tab changes it. */
  watch(changed: (records: AskRecord[]) => void): () => void
}

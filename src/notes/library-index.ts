import type { NoteDocument } from './document'

/** The documents there are, found by path and by the hash of their text. */
export class LibraryIndex {
  #byPath = new Map<string, NoteDocument[]>()
  #byHash = new Map<string, NoteDocument>()

  constructor(documents: NoteDocument[]) {
    for (const document of documents) this.add(document)
  }

  add(document: NoteDocument) {
    const others = (this.#byPath.get(document.path) ?? []).filter(({ id }) => id !== document.id)
    if (document.path) this.#byPath.set(document.path, [...others, document])
    this.#byHash.set(document.hash, document)
  }

  withText(hash: string): NoteDocument | undefined {
    return this.#byHash.get(hash)
  }

  /** The note that a file of this path may update: never one that was edited here since. */
  updatable(path: string): NoteDocument | undefined {
    return this.#byPath.get(path)?.find(({ editedAt, source }) => !editedAt && source === 'file')
  }
}

import type { NoteDocument } from './document'

/** The documents there are, found by path and by the hash of their text. */
export class LibraryIndex {
  #byPath = new Map<string, NoteDocument[]>()
  #fresh = new Set<string>()
  #byHash = new Map<string, NoteDocument>()

  constructor(documents: NoteDocument[]) {
    for (const document of documents) this.#index(document)
  }

  /** A note of this import: another file of its name, from another folder, is another note. */
  add(document: NoteDocument) {
    this.#fresh.add(document.id)
    this.#index(document)
  }

  #index(document: NoteDocument) {
    const others = (this.#byPath.get(document.path) ?? []).filter(({ id }) => id !== document.id)
    if (document.path) this.#byPath.set(document.path, [...others, document])
    this.#byHash.set(document.hash, document)
  }

  withText(hash: string): NoteDocument | undefined {
    return this.#byHash.get(hash)
  }

  /** The note that a file of this path may update: none that was edited here since, nor one that came in just now. */
  updatable(path: string): NoteDocument | undefined {
    const here = this.#byPath.get(path) ?? []
    return here.find(({ id, editedAt, source }) => !editedAt && source === 'file' && !this.#fresh.has(id))
  }
}

import type { NoteDocument } from '../notes/document'
import type { PackedNote } from '../notes/pack-notes'
import type { NoteStore } from '../notes/store'
import type { Library } from './library'
import type { Indexed } from './protocol'

/** Notes indexed before waiting questions get their turn. */
const batch = 20

interface Sources {
  notes: Pick<NoteStore, 'watch' | 'chunks'>
  pack: () => Promise<PackedNote[]>
  /** Resolves once waiting messages were handled. */
  pause: () => Promise<void>
}

/** Keeps the library's index in step with the stored notes: all of them at first, then whatever changes in any tab. */
export class Follower {
  #wanted = new Map<string, NoteDocument>()
  #indexed = new Map<string, string>()
  #packNotes = 0
  #working: Promise<void> | undefined
  readonly #ready: Promise<void>

  constructor(
    private readonly library: Library,
    private readonly sources: Sources,
  ) {
    this.#ready = this.#start()
  }

  /** Resolves when the list of notes is known and the pack's are indexed; the others may still be coming. */
  get ready(): Promise<void> {
    return this.#ready
  }

  get indexed(): Indexed {
    const { notes, passages } = this.library
    return { notes, of: Math.max(notes, this.#packNotes + this.#wanted.size), passages }
  }

  async #start() {
    for (const { document, chunks } of await this.sources.pack()) this.library.put({ document, chunks })
    this.#packNotes = this.library.notes
    await new Promise<void>((resolve) => {
      this.sources.notes.watch((documents) => {
        this.#wanted = new Map(documents.map((document) => [document.id, document]))
        this.#work()
        resolve()
      })
    })
  }

  /** Resolves when every known note is indexed, or after `most` milliseconds: a question need not wait for thousands. */
  async settled(most: number): Promise<void> {
    await Promise.race([this.#working, new Promise((resolve) => setTimeout(resolve, most))])
  }

  #work() {
    this.#working ??= this.#index().finally(() => (this.#working = undefined))
  }

  async #index() {
    this.#dropGone()
    for (let next = this.#waiting(); next.length; next = this.#waiting()) {
      await this.#take(next)
      // Meanwhile some may have gone.
      this.#dropGone()
    }
  }

  async #take(documents: NoteDocument[]) {
    const packed = await this.sources.notes.chunks(documents.map(({ id }) => id))
    const chunks = new Map(packed.map((one) => [one.documentId, one.chunks]))
    for (const document of documents) {
      this.library.put({ document, chunks: chunks.get(document.id) ?? [] })
      this.#indexed.set(document.id, signature(document))
    }
    await this.sources.pause()
  }

  #waiting(): NoteDocument[] {
    const waiting: NoteDocument[] = []
    for (const document of this.#wanted.values()) {
      if (this.#indexed.get(document.id) === signature(document)) continue
      waiting.push(document)
      if (waiting.length === batch) break
    }
    return waiting
  }

  #dropGone() {
    for (const id of this.#indexed.keys()) {
      if (this.#wanted.has(id)) continue
      this.library.remove(id)
      this.#indexed.delete(id)
    }
  }
}

/** What of a note makes it worth indexing again. */
function signature({ hash, updatedAt, title, tags }: NoteDocument): string {
  return [hash, updatedAt, title, ...tags].join('\n')
}

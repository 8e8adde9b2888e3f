import type { Chunk, NoteDocument } from '../notes/document'
import type { ShippedNote } from '../notes/pack-notes'
import type { NoteStore } from '../notes/store'
import { chunkVersion } from '../notes/chunk-version'
import type { Library } from './library'
import type { IndexStore, KeptIndex } from './packed-index'
import type { Indexed } from './protocol'

/** Notes indexed, or taken in from what was kept, before waiting questions get their turn. */
const batch = { fresh: 20, kept: 200 }

interface Sources {
  notes: Pick<NoteStore, 'watch' | 'chunks'>
  pack: () => Promise<ShippedNote[]>
  /** Resolves once waiting messages were handled. */
  pause: () => Promise<void>
  /** Indexes of notes from earlier starts. */
  kept?: IndexStore
  /** What of the index, the glossary and the encoder decides how a note is indexed. */
  version?: string
}

/** Keeps the library's index in step with the stored notes: all of them at first, then whatever changes in any tab. */
export class Follower {
  #wanted = new Map<string, NoteDocument>()
  #indexed = new Map<string, string>()
  #shipped = new Map<string, ShippedNote>()
  #working: Promise<void> | undefined
  #tidied = false
  #started = false
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
    return { notes, of: Math.max(notes, this.#shipped.size + this.#wanted.size), passages }
  }

  /** The texts of notes' passages, whoever has them. */
  async chunks(ids: readonly string[]): Promise<Map<string, Chunk[]>> {
    const found = new Map<string, Chunk[]>()
    for (const id of ids) if (this.#shipped.has(id)) found.set(id, this.#shipped.get(id)!.chunks())
    const stored = await this.sources.notes.chunks(ids.filter((id) => !found.has(id)))
    for (const { documentId, chunks } of stored) found.set(documentId, chunks)
    return found
  }

  async #start() {
    const shipped = await this.sources.pack()
    this.#shipped = new Map(shipped.map((note) => [note.document.id, note]))
    await this.#takeAll(
      shipped.map(({ document }) => document),
      ({ id }) => this.#shipped.get(id)!.stamp,
    )
    this.#started = true
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

  /** Resolves when every note that is known by then is indexed. */
  async whole(): Promise<void> {
    await this.#ready
    await this.#working
  }

  #work() {
    this.#working ??= this.#index().finally(() => (this.#working = undefined))
  }

  async #index() {
    this.#dropGone()
    for (let next = this.#waiting(); next.length; next = this.#waiting()) {
      await this.#takeAll(next, signature)
      // Meanwhile some may have gone.
      this.#dropGone()
    }
    await this.#tidy()
  }

  /** Some from what was kept, the others from their texts; those are kept for the next start. */
  async #takeAll(documents: NoteDocument[], stampOf: (document: NoteDocument) => string) {
    const stamp = (document: NoteDocument) => `${this.sources.version ?? ''}\n${chunkVersion}\n${stampOf(document)}`
    const kept = await this.#fromKept(documents, stamp)
    const fresh = documents.filter(({ id }) => !kept.has(id))
    for (const document of documents) {
      const packed = kept.get(document.id)
      if (packed) this.library.putPacked(document, packed)
      if (packed) this.#indexed.set(document.id, stampOf(document))
    }
    if (kept.size && this.#started) await this.sources.pause()
    for (let from = 0; from < fresh.length; from += batch.fresh) {
      const some = fresh.slice(from, from + batch.fresh)
      const chunks = await this.chunks(some.map(({ id }) => id))
      for (const document of some) {
        this.library.put({ document, chunks: chunks.get(document.id) ?? [] })
        this.#indexed.set(document.id, stampOf(document))
      }
      await this.#keep(some, stamp)
      // Before the pack is in, nobody can be answered anyway.
      if (this.#started) await this.sources.pause()
    }
  }

  async #fromKept(
    documents: NoteDocument[],
    stamp: (document: NoteDocument) => string,
  ): Promise<Map<string, KeptIndex>> {
    const wanted = new Map(documents.map((document) => [document.id, stamp(document)]))
    // What was kept is only a shortcut: a store that fails is passed by.
    const kept = await this.sources.kept?.get([...wanted.keys()]).catch(() => [])
    return new Map(
      (kept ?? []).filter((one) => wanted.get(one.documentId) === one.stamp).map((one) => [one.documentId, one]),
    )
  }

  async #keep(documents: NoteDocument[], stamp: (document: NoteDocument) => string) {
    const { kept } = this.sources
    if (!kept) return
    const records = documents.flatMap((document) => {
      const packed = this.library.pack(document.id)
      return packed ? [{ ...packed, documentId: document.id, stamp: stamp(document) }] : []
    })
    await kept.put(records).catch(() => undefined)
  }

  /** Once a start, what was kept of notes that are gone is thrown away. */
  async #tidy() {
    if (this.#tidied) return
    this.#tidied = true
    await this.sources.kept?.keepOnly(new Set([...this.#wanted.keys(), ...this.#shipped.keys()])).catch(() => undefined)
  }

  #waiting(): NoteDocument[] {
    const waiting: NoteDocument[] = []
    for (const document of this.#wanted.values()) {
      if (this.#indexed.get(document.id) === signature(document)) continue
      waiting.push(document)
      if (waiting.length === batch.kept) break
    }
    return waiting
  }

  #dropGone() {
    for (const id of this.#indexed.keys()) {
      if (this.#wanted.has(id) || this.#shipped.has(id)) continue
      this.library.remove(id)
      this.#indexed.delete(id)
    }
  }
}

/** What of a note makes it worth indexing again. */
function signature({ hash, updatedAt, title, tags }: NoteDocument): string {
  return [hash, updatedAt, title, ...tags].join('\n')
}

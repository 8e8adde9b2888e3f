import type { Term } from '../../content/format'
import type { Pack } from '../app/pack'
import type { WorkerPort } from '../app/worker-protocol'
import type { Chunk, Media, NoteDocument } from './document'
import { embedded, type Embedded } from './embedded'
import { findMedia, hrefIn, NoteFinder, partsOfReference } from './find-note'
import { layText, type LaidText } from './laid-text'
import { packLibrary } from './pack-library'
import { isPackId } from './pack-notes'
import type { NoteCalls } from './protocol'
import type { Renderers, Surroundings } from './render-block'
import type { NoteStore } from './store'

/** What the reader shows. */
export interface OpenNote {
  document: NoteDocument
  laid: LaidText
  around: Surroundings
  renderers: Renderers
  /** The glossary; empty where it could not be had. */
  terms: readonly Term[]
}

interface Sources {
  notes: NoteStore
  pack: Pack
  worker: WorkerPort<NoteCalls>
}

/** Characters: longer texts stay in the worker, which hands out what is looked at. */
const longText = 100_000

/** A note that is open in the reader, and the images that came with it. */
export class Reading {
  #open = $state.raw<OpenNote | undefined>(undefined)
  #missing = $state(false)
  #urls: string[] = []
  #closed = false
  #library: Promise<{ finder: NoteFinder; documents: Map<string, NoteDocument> }> | undefined

  constructor(
    private id: string,
    private sources: Sources,
  ) {}

  get open(): OpenNote | undefined {
    return this.#open
  }

  get missing(): boolean {
    return this.#missing
  }

  async load() {
    const loading = import('../ui/markdown')
    // A note can be read without its glossary.
    const glossary = this.sources.pack.glossary().catch(() => [])
    const found = isPackId(this.id) ? await this.#fromPack() : await this.#fromStore()
    if (this.#closed) return
    if (!found) return void (this.#missing = true)
    const around = await this.#surroundings(found.document, found.laid.overview.definitions)
    const renderers = await loading
    const terms = await glossary
    if (!this.#closed) this.#open = { ...found, around, renderers, terms }
  }

  close() {
    this.#closed = true
    for (const url of this.#urls) URL.revokeObjectURL(url)
  }

  /** The whole source text, for saving it as a file. */
  text(): Promise<string> {
    return this.#textOf(this.id)
  }

  async #textOf(id: string): Promise<string> {
    if (!isPackId(id)) return (await this.sources.notes.text(id))?.text ?? ''
    return (await packLibrary(this.sources.pack)).get(id)?.text ?? ''
  }

  /** Its passages, in order. */
  async chunks(): Promise<readonly Chunk[]> {
    if (!isPackId(this.id)) return (await this.sources.notes.chunks([this.id]))[0]?.chunks ?? []
    return (await packLibrary(this.sources.pack)).get(this.id)?.chunks ?? []
  }

  async #fromPack() {
    const note = (await packLibrary(this.sources.pack)).get(this.id)
    return note && { document: note.document, laid: layText('markdown', note.text, note.chunks) }
  }

  async #fromStore() {
    const document = await this.sources.notes.get(this.id)
    const laid = document && (await (document.characters > longText ? this.#layLong() : this.#layShort(document)))
    return document && laid ? { document, laid } : undefined
  }

  async #layShort({ id, type }: NoteDocument): Promise<LaidText | undefined> {
    const { notes } = this.sources
    const [text, packed] = await Promise.all([notes.text(id), notes.chunks([id])])
    return text && layText(type, text.text, packed[0]?.chunks ?? [])
  }

  async #layLong(): Promise<LaidText | undefined> {
    const { worker } = this.sources
    const { id } = this
    const overview = await worker.call('openLong', { id })
    return (
      overview && {
        overview,
        slice: (n) => worker.call('slice', { id, n }),
        place: (address) => worker.call('place', { id, address }),
      }
    )
  }

  async #surroundings(document: NoteDocument, definitions: string): Promise<Surroundings> {
    const { notes } = this.sources
    const { finder } = await (this.#library ??= this.#allNotes())
    const { id, path, type } = document
    const media = isPackId(id) ? [] : await notes.media(id)
    return {
      type,
      definitions,
      image: this.#imageAddresses(media, path),
      // What begins with # is a place in this note itself.
      note: (reference) =>
        reference.startsWith('#') ? hrefIn(id, partsOfReference(reference).section) : finder.hrefOf(reference, path),
      embedded: (reference) => this.#embedded(reference.startsWith('#') ? id : finder.idOf(reference, path), reference),
    }
  }

  /** What another note shows inside this one. */
  async #embedded(id: string | undefined, reference: string): Promise<Embedded | undefined> {
    const { documents } = await (this.#library ??= this.#allNotes())
    const document = id === undefined ? undefined : documents.get(id)
    if (!document || this.#closed) return undefined
    const text = () => this.#textOf(document.id)
    const { section } = partsOfReference(reference)
    return embedded(document, section, text, (definitions) => this.#surroundings(document, definitions))
  }

  async #allNotes() {
    const { notes, pack } = this.sources
    const packed = [...(await packLibrary(pack)).values()].map((note) => note.document)
    const all = [...packed, ...(await notes.list())]
    return { finder: new NoteFinder(all), documents: new Map(all.map((document) => [document.id, document])) }
  }

  #imageAddresses(media: Media[], notePath: string): Surroundings['image'] {
    const urls = new Map<Media, string>()
    return (reference) => {
      const image = findMedia(media, reference, notePath)
      if (!image) return undefined
      const url = urls.get(image) ?? URL.createObjectURL(image.bytes)
      if (!urls.has(image)) this.#urls.push(url)
      urls.set(image, url)
      return url
    }
  }
}

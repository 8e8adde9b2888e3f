import type { Pack } from '../app/pack'
import type { WorkerPort } from '../app/worker-protocol'
import type { Chunk, Media, NoteDocument } from './document'
import { findMedia, NoteFinder } from './find-note'
import { layOut, type Layout } from './layout'
import { locate, type Place } from './locate'
import { packLibrary } from './pack-library'
import { isPackId } from './pack-notes'
import type { NoteCalls } from './protocol'
import type { Renderers, Surroundings } from './render-block'
import type { NoteStore } from './store'

/** What the reader shows, whole. */
export interface OpenNote {
  document: NoteDocument
  text: string
  chunks: Chunk[]
  layout: Layout
  around: Surroundings
  renderers: Renderers
}

interface Sources {
  notes: NoteStore
  pack: Pack
  worker: WorkerPort<NoteCalls>
}

/** Longer texts are laid out in the worker. */
const longText = 100_000

/** A note that is open in the reader: its text, its division and the images that came with it. */
export class Reading {
  #open = $state.raw<OpenNote | undefined>(undefined)
  #missing = $state(false)
  #urls: string[] = []
  #closed = false

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
    const renderers = import('../ui/markdown')
    const found = isPackId(this.id) ? await this.#fromPack() : await this.#fromStore()
    if (this.#closed) return
    if (!found) return void (this.#missing = true)
    const { document, text, chunks, media } = found
    const layout =
      text.length > longText
        ? await this.sources.worker.call('layOut', { type: document.type, text })
        : layOut(document.type, text)
    const around = await this.#surroundings(document, layout, media)
    const loaded = await renderers
    if (!this.#closed) this.#open = { document, text, chunks, layout, around, renderers: loaded }
  }

  close() {
    this.#closed = true
    for (const url of this.#urls) URL.revokeObjectURL(url)
  }

  place(address: string): Place | undefined {
    return address && this.#open ? locate(address, this.#open.chunks, this.#open.layout.headings) : undefined
  }

  async #fromPack() {
    const note = (await packLibrary(this.sources.pack)).get(this.id)
    return note && { ...note, media: [] as Media[] }
  }

  async #fromStore() {
    const { notes } = this.sources
    const [document, text] = await Promise.all([notes.get(this.id), notes.text(this.id)])
    if (!document || !text) return undefined
    const [packed, media] = await Promise.all([notes.chunks([this.id]), notes.media(this.id)])
    return { document, text: text.text, chunks: packed[0]?.chunks ?? [], media }
  }

  async #surroundings(document: NoteDocument, layout: Layout, media: Media[]): Promise<Surroundings> {
    const packed = [...(await packLibrary(this.sources.pack)).values()].map((note) => note.document)
    const finder = new NoteFinder([...packed, ...(await this.sources.notes.list())])
    const urls = new Map<Media, string>()
    const urlOf = (image: Media) => {
      const url = urls.get(image) ?? URL.createObjectURL(image.bytes)
      if (!urls.has(image)) this.#urls.push(url)
      urls.set(image, url)
      return url
    }
    return {
      type: document.type,
      definitions: layout.definitions,
      image(reference) {
        const image = findMedia(media, reference, document.path)
        return image && urlOf(image)
      },
      note: (reference) => finder.hrefOf(reference, document.path),
    }
  }
}

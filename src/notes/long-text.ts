import { layText, type LaidText, type Overview, type SliceContent } from './laid-text'
import type { Place } from './locate'
import type { NoteStore } from './store'

/** Keeps the long document that is being read in the worker, and hands it out a slice at a time. */
export class LongTexts {
  #id = ''
  #laid: Promise<LaidText | undefined> = Promise.resolve(undefined)

  constructor(private notes: NoteStore) {}

  async overview(id: string): Promise<Overview | undefined> {
    this.#id = ''
    return (await this.#of(id))?.overview
  }

  async slice(id: string, n: number): Promise<SliceContent> {
    return (await (await this.#of(id))?.slice(n)) ?? { start: 0, text: '', blocks: [] }
  }

  async place(id: string, address: string): Promise<Place | undefined> {
    return (await this.#of(id))?.place(address)
  }

  #of(id: string): Promise<LaidText | undefined> {
    if (this.#id !== id) this.#laid = this.#load(id)
    this.#id = id
    return this.#laid
  }

  async #load(id: string): Promise<LaidText | undefined> {
    const [document, text] = await Promise.all([this.notes.get(id), this.notes.text(id)])
    const [packed] = await this.notes.chunks([id])
    return document && text ? layText(document.type, text.text, packed?.chunks ?? []) : undefined
  }
}

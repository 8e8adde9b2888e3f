import { SvelteSet } from 'svelte/reactivity'
import type { Pack } from '../app/pack'
import type { NoteDocument } from './document'
import { noFilter, shownDocuments, tagCounts, type Filter } from './library-view'
import { packLibrary } from './pack-library'
import type { NoteStore, WholeNote } from './store'

/** The list of notes: the pack's and the learner's own, filtered, sorted and selected from. */
export class Library {
  #packed = $state.raw<NoteDocument[]>([])
  #own = $state.raw<NoteDocument[] | undefined>(undefined)
  #filter = $state.raw<Filter>(noFilter)
  #selected = new SvelteSet<string>()
  #all = $derived([...(this.#own ?? []), ...this.#packed])
  #shown = $derived(shownDocuments(this.#all, this.#filter))
  #tags = $derived(tagCounts(this.#all))

  constructor(
    private notes: NoteStore,
    private pack: Pack,
  ) {}

  /** Follows the storage; returns the end of it. */
  follow(): () => void {
    void packLibrary(this.pack).then((notes) => (this.#packed = [...notes.values()].map(({ document }) => document)))
    return this.notes.watch((documents) => {
      this.#own = documents
      const there = new Set(documents.map(({ id }) => id))
      for (const id of this.#selected) if (!there.has(id)) this.#selected.delete(id)
    })
  }

  get ready(): boolean {
    return this.#own !== undefined
  }

  get all(): NoteDocument[] {
    return this.#all
  }

  get own(): NoteDocument[] {
    return this.#own ?? []
  }

  get shown(): NoteDocument[] {
    return this.#shown
  }

  /** Whether anything that is shown can be selected. */
  get pickable(): boolean {
    return this.#shown.some(({ source }) => source !== 'pack')
  }

  get tags() {
    return this.#tags
  }

  get filter(): Filter {
    return this.#filter
  }

  get selected(): ReadonlySet<string> {
    return this.#selected
  }

  narrow(change: Partial<Filter>) {
    this.#filter = { ...this.#filter, ...change }
  }

  toggle(id: string) {
    if (!this.#selected.delete(id)) this.#selected.add(id)
  }

  selectShown() {
    for (const { id, source } of this.#shown) if (source !== 'pack') this.#selected.add(id)
  }

  clearSelection() {
    this.#selected.clear()
  }

  /** Deletes the selected notes; what comes back undoes it. */
  async removeSelected(): Promise<WholeNote[]> {
    const removed = await this.notes.remove([...this.#selected])
    this.#selected.clear()
    return removed
  }
}

import type { Pack } from '../app/pack'
import type { NoteDocument } from '../notes/document'
import { packLibrary } from '../notes/pack-library'
import type { NoteStore } from '../notes/store'

/** The notes that may be asked, for choosing among them and for calling them by their titles. */
export class NotesAtHand {
  #own = $state.raw<NoteDocument[]>([])
  #shipped = $state.raw<NoteDocument[]>([])
  #all = $derived([...this.#own, ...this.#shipped])
  #titles = $derived(new Map(this.#all.map(({ id, title }) => [id, title])))

  constructor(
    private notes: NoteStore,
    private pack: Pack,
  ) {}

  get all(): NoteDocument[] {
    return this.#all
  }

  titleOf(id: string): string | undefined {
    return this.#titles.get(id)
  }

  /** Follows the storage; returns the end of it. */
  follow(): () => void {
    void packLibrary(this.pack).then((library) => {
      this.#shipped = [...library.values()].map(({ document }) => document)
    })
    return this.notes.watch((documents) => (this.#own = documents))
  }
}

import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import type { AnswerDraft, Attachment } from './session'

export const typingPauseMs = 400
/** Somebody who types without a pause is written down this often all the same: a crash takes no more than that. */
export const longestUnsavedMs = 1000

/** How safe the text in the field is. `saved` only once the write has resolved. */
export type Safety = 'empty' | 'typing' | 'saving' | 'saved' | 'failed'

type Kept = Pick<AnswerDraft, 'text' | 'aside' | 'attached'>

/** What the candidate is writing: written down on every pause, so that nothing typed is lost. */
export class Writing {
  #text = $state('')
  #aside = $state('')
  #attached = $state.raw<Attachment[]>([])
  #safety = $state<Safety>('empty')
  #timer: ReturnType<typeof setTimeout> | undefined
  #ceiling: ReturnType<typeof setTimeout> | undefined
  #words = $derived(countWords(this.#text))

  constructor(private save: (kept: Kept) => Promise<void>) {}

  get text() {
    return this.#text
  }
  get aside() {
    return this.#aside
  }
  /** What the tools beside the field hold; it goes along with the next answer. */
  get attached(): readonly Attachment[] {
    return this.#attached
  }
  get safety() {
    return this.#safety
  }
  get words(): number {
    return this.#words
  }
  get empty(): boolean {
    return !this.#text.trim() && !this.#attached.some(({ words }) => words.trim())
  }

  take(draft: Kept | undefined) {
    this.#text = draft?.text ?? ''
    this.#aside = draft?.aside ?? ''
    this.#attached = draft?.attached ?? []
    this.#safety = this.#text ? 'saved' : 'empty'
  }

  /** What was not stored yet when the page went. */
  takeUnsaved({ text, aside }: { text: string; aside: string }) {
    this.#text = text
    this.#aside = aside
    this.#touch()
  }

  type(text: string) {
    this.#text = text
    this.#touch()
  }
  typeAside(text: string) {
    this.#aside = text
    this.#touch()
  }
  /** Keeps what a tool holds; nothing takes it away again. */
  attach(tool: string, attachment: Omit<Attachment, 'tool'> | undefined) {
    const others = this.#attached.filter((each) => each.tool !== tool)
    this.#attached = attachment ? [...others, { tool, ...attachment }] : others
    this.#touch()
  }

  /** Writes what is not stored yet. */
  async flush() {
    this.hold()
    if (this.#safety !== 'typing' && this.#safety !== 'failed') return
    const kept = this.#kept()
    this.#safety = 'saving'
    try {
      await this.save(kept)
      if (this.#same(kept)) this.#safety = kept.text || kept.aside || kept.attached?.length ? 'saved' : 'empty'
    } catch (error) {
      this.#safety = 'failed'
      const failure = storageFailure(error, 'Your draft')
      toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
    }
  }

  /** Stops a write that is due: what is about to be submitted is no draft. */
  hold() {
    clearTimeout(this.#timer)
    clearTimeout(this.#ceiling)
    this.#ceiling = undefined
  }

  /** What was held back and did not go out is a draft again, and is due to be written. */
  release() {
    if (!this.empty || this.#aside) this.#touch()
  }

  /** Empties the field, if it still holds what was submitted. */
  spend(text: string) {
    if (this.#text.trim() !== text.trim()) return
    this.#text = ''
    this.#attached = []
    this.#safety = this.#aside ? 'typing' : 'empty'
    if (this.#aside) this.#touch()
  }

  /** The text alone, where it was a question put in the field for answers: what stands on the board stays. */
  spendText(text: string) {
    if (!text || this.#text.trim() !== text.trim()) return
    this.#text = ''
    this.#touch()
  }

  #touch() {
    this.#safety = 'typing'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), typingPauseMs)
    this.#ceiling ??= setTimeout(() => void this.flush(), longestUnsavedMs)
  }

  #kept(): Kept {
    return {
      text: this.#text,
      ...(this.#aside ? { aside: this.#aside } : {}),
      ...(this.#attached.length ? { attached: [...this.#attached] } : {}),
    }
  }

  #same({ text, aside = '', attached = [] }: Kept): boolean {
    return (
      this.#text === text &&
      this.#aside === aside &&
      this.#attached.length === attached.length &&
      this.#attached.every((each, n) => each === attached[n])
    )
  }
}

/** Counted without cutting the text up: a pasted book must not freeze the field. */
function countWords(text: string): number {
  let count = 0
  for (const _ of text.matchAll(/\S+/g)) count++
  return count
}

import { isBlank } from '../app/blank'
import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { holdsWords } from './drafts'
import { longText } from './passages'
import type { AnswerDraft, Attachment, LeftDraft, Turn } from './session'
import { wordCount } from './word-count'

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
  #left = $state.raw<readonly LeftDraft[]>([])
  #dropped: string[] = []
  #safety = $state<Safety>('empty')
  #timer: ReturnType<typeof setTimeout> | undefined
  #ceiling: ReturnType<typeof setTimeout> | undefined
  /** The text whose words are counted: a long one is counted on a pause, not at each key. */
  #counted = $state('')
  #words = $derived(wordCount(this.#counted))

  /** `dropped`: tabs whose words were taken over or thrown away. */
  constructor(private save: (kept: Kept, dropped: readonly string[]) => Promise<void>) {}

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
  /** What tabs that are closed by now held of this interview, and nobody submitted. */
  get left() {
    return this.#left
  }
  get safety() {
    return this.#safety
  }
  get words(): number {
    return this.#words
  }
  get empty(): boolean {
    return isBlank(this.#text) && this.#attached.every(({ words }) => isBlank(words))
  }

  /** Whether anything here would be lost with the page. */
  get holdsWords(): boolean {
    return holdsWords(this.#kept())
  }

  take(draft: Kept | undefined, left: readonly LeftDraft[] = []) {
    this.#write(draft?.text ?? '')
    this.#counted = this.#text
    this.#aside = draft?.aside ?? ''
    this.#attached = draft?.attached ?? []
    this.#left = left
    this.#safety = draft && holdsWords(draft) ? 'saved' : 'empty'
  }

  /** What was not stored yet when the page went. */
  takeUnsaved({ text, aside }: { text: string; aside: string }) {
    this.#write(text)
    this.#aside = aside
    this.#touch()
  }
  /** The words taken were a closed tab's; they are this one's from now on. */
  takeOver(tab: string) {
    this.#dropped = [...this.#dropped, tab]
    this.#touch()
  }

  /** Puts what a closed tab held below what stands in the field. */
  adopt(draft: LeftDraft) {
    const { text, aside = '', attached = [] } = draft
    this.#write([this.#text.trimEnd(), text].filter(Boolean).join('\n\n'))
    this.#aside = [this.#aside.trimEnd(), aside].filter(Boolean).join('\n')
    const held = this.#attached.map(({ tool }) => tool)
    const fresh = attached.filter(({ tool }) => !held.includes(tool))
    this.#attached = [...this.#attached, ...fresh]
    // Of two drawings one stays where it was: nothing is drawn over.
    if (fresh.length === attached.length) this.dismiss(draft)
    else this.#touch()
  }
  dismiss(draft: LeftDraft) {
    this.#left = this.#left.filter((each) => each !== draft)
    this.takeOver(draft.tab)
  }

  type(text: string) {
    this.#write(text)
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
    this.#counted = this.#text
    if (this.#safety !== 'typing' && this.#safety !== 'failed') return
    const kept = this.#kept()
    const dropped = this.#dropped
    this.#safety = 'saving'
    try {
      await this.save(kept, dropped)
      this.#dropped = this.#dropped.filter((tab) => !dropped.includes(tab))
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

  /** Writes what it holds once more, with the time as it is now. */
  renew(): Promise<void> {
    this.release()
    return this.flush()
  }

  /** Lets go of what was said, where it still stands here. */
  spend({ kind, text }: Pick<Turn, 'kind' | 'text'>) {
    if (kind === 'answer') return this.#spendAnswer(text)
    // A question put in the field for answers: what stands on the board stays.
    if (kind === 'clarify') this.#spendText(text)
    if (text && this.#aside.trim() === text.trim()) this.typeAside('')
  }

  /** Another tab submitted a turn: what stands here too, to the letter, was said by it. */
  spendSaid({ kind, text, attached = [] }: Pick<Turn, 'kind' | 'text' | 'attached'>) {
    if (kind !== 'answer' && kind !== 'clarify') return
    if (!text || this.#text.trim() !== text.trim()) return
    this.#write('')
    if (kind === 'answer' && JSON.stringify(this.#attached) === JSON.stringify(attached)) this.#attached = []
    this.#touch()
  }

  #spendAnswer(text: string) {
    if (this.#text.trim() !== text.trim()) return
    this.#write('')
    this.#attached = []
    this.#safety = this.#aside ? 'typing' : 'empty'
    if (this.#aside) this.#touch()
  }
  #spendText(text: string) {
    if (!text || this.#text.trim() !== text.trim()) return
    this.#write('')
    this.#touch()
  }

  #write(text: string) {
    this.#text = text
    if (text.length <= longText) this.#counted = text
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

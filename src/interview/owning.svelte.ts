import { isBlank } from '../app/blank'
import { nextStep, sentence } from '../app/failures'
import type { Pack } from '../app/pack'
import type { LanguageModel } from '../models/language-model'
import { packLibrary } from '../notes/pack-library'
import type { NoteStore } from '../notes/store'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { beginWith } from './beginning.svelte'
import type { Interviewer } from './interviewer'
import { draftFromMany, type OwnSource } from './own-draft'
import { asKept } from './own-keep'
import { phraseOwnQuestion } from './own-phrase'
import { ownTopic, type OwnQuestion } from './own-question'
import { wordsOf, type Remade } from './own-unfinished'
import { ownPoint, pointsOf } from './own-written'

interface Sources {
  notes: NoteStore
  pack: Pack
  /** Undefined where no language model is in use. */
  model?: () => Promise<LanguageModel | undefined>
}

const mostFromOne = 8
const mostFromMany = 12

/** A question as it is offered: drafted from a note, or kept before. */
export interface Offered {
  question: OwnQuestion
  /** To be asked, and kept. */
  chosen: boolean
  /** In the user's library already. */
  kept: boolean
  /** As it is kept, or was made from a note; absent where it is written by hand and not kept yet. */
  stored?: OwnQuestion
  /** The kept question that it takes the place of: its points were made anew. */
  replaces?: OwnQuestion
}

/** Plain, so that what is typed into the one does not change the other. */
const copyOf = (question: OwnQuestion) => $state.snapshot(question) as OwnQuestion

/** Whether it reads otherwise than it is kept, or was made. */
export function isEdited({ question, stored, replaces }: Offered): boolean {
  return !replaces && !!stored && wordsOf(question) !== wordsOf(stored)
}

const saysSomething = ({ statement }: { statement: string }) => !isBlank(statement)

/** Questions of the user's own, looked at and edited before anything is kept. */
export class Owning {
  #offered = $state<Offered[]>([])
  #title = $state('')
  #loaded = $state(false)
  /** Made from notes, not the library of what was kept. */
  #made = false
  #phrasing = $state.raw<{ done: number; of: number } | null>(null)
  #work: AbortController | undefined

  constructor(
    private interviewer: Interviewer,
    private sources: Sources,
  ) {}

  get offered(): Offered[] {
    return this.#offered
  }
  get chosen(): OwnQuestion[] {
    return this.#offered
      .filter(({ chosen, question: { ask, criteria } }) => chosen && !isBlank(ask) && criteria.some(saysSomething))
      .map(({ question }) => question)
  }
  /** What they were made from. */
  get title() {
    return this.#title
  }
  get loaded() {
    return this.#loaded
  }
  /** How many drafts the language model has put into words so far; null while it is not at it. */
  get phrasing() {
    return this.#phrasing
  }

  /** From documents, from a tag, or what was kept before; `loaded` is called before a model begins to phrase. */
  async open(documents: string | undefined, tag: string | undefined, loaded = () => {}) {
    const kept = await this.interviewer.needs.store.ownQuestions()
    const live = kept.filter(({ retired }) => !retired)
    if (!documents && !tag) {
      this.#title = 'Your own questions'
      this.#offered = live.map((question) => ({ question, chosen: true, kept: true, stored: copyOf(question) }))
    } else {
      this.#made = true
      const found = await this.#sources(documents?.split(',') ?? [], tag)
      this.#title = tag ? `#${tag}` : found.length === 1 ? found[0]!.title : `${found.length} notes`
      const now = this.interviewer.needs.clock.now()
      const drafts = draftFromMany(found, found.length > 1 ? mostFromMany : mostFromOne, now)
      const known = new Map(live.map((question) => [question.id, question]))
      const edited = live.filter(
        ({ id, from }) =>
          found.some((source) => source.documentId === from.documentId) && !drafts.some((d) => d.id === id),
      )
      this.#offered = [...drafts.map((draft) => known.get(draft.id) ?? draft), ...edited].map((question) => ({
        question,
        chosen: true,
        kept: known.has(question.id),
        stored: copyOf(question),
      }))
    }
    this.#loaded = true
    loaded()
    await this.#phrase()
  }

  /** What was phrased by now stays. */
  stopPhrasing() {
    this.#work?.abort()
  }

  /** Offers questions that were written by hand, above the others. */
  add(questions: readonly OwnQuestion[]) {
    this.#offered = [...questions.map((question) => ({ question, chosen: true, kept: false })), ...this.#offered]
  }

  /** Questions that read otherwise than they are kept, or were made. */
  get edited(): Offered[] {
    return this.#offered.filter(isEdited)
  }

  /** Goes on with changes that were not kept yet; those to questions that are not here are returned. */
  takeEdits(edits: readonly OwnQuestion[]): OwnQuestion[] {
    return edits.filter((edit) => {
      const offered = this.#offered.find(({ question }) => question.id === edit.id)
      if (offered) offered.question = copyOf(edit)
      return !offered
    })
  }

  /** Goes on with points made anew; those of questions that are not here are returned. */
  takeRemade(remade: readonly Remade[]): Remade[] {
    return remade.filter(({ question, replaces }) => {
      const offered = this.#offered.find(({ kept, question: { id } }) => kept && id === replaces)
      if (offered) Object.assign(offered, { replaces: offered.stored, question: copyOf(question), kept: false })
      return !offered
    })
  }

  /** As it is kept, or was made; the changed one, to be had again. */
  revert(offered: Offered): OwnQuestion | undefined {
    const was = offered.replaces ?? offered.stored
    if (!was) return undefined
    const changed = copyOf(offered.question)
    const { replaces } = offered
    Object.assign(offered, { question: copyOf(was), kept: offered.kept || !!replaces, replaces: undefined })
    return changed
  }

  /** Takes back what was offered and is not kept. */
  discard(offered: Offered) {
    this.#offered = this.#offered.filter(({ question: { id } }) => id !== offered.question.id)
  }

  /** A point more, to be written. */
  addPoint({ criteria }: OwnQuestion) {
    criteria.push({ ...ownPoint('', '', 0), id: `p-${this.interviewer.needs.clock.newId()}` })
  }

  /** Points anew from the reference answer as it now stands. Reports that hold a kept question keep its old points. */
  remake(offered: Offered) {
    const { question } = offered
    if (offered.kept) {
      offered.replaces = offered.stored ?? ($state.snapshot(question) as OwnQuestion)
      question.id = `own-${this.interviewer.needs.clock.newId()}`
      offered.kept = false
    }
    question.criteria = pointsOf(question.ask, question.reference ?? '')
  }

  /** Takes a point out of a question. */
  drop(question: OwnQuestion, criterionId: string) {
    question.criteria = question.criteria.filter(({ id }) => id !== criterionId)
  }

  /** Takes a kept question out of the library; reports that hold it stay whole. */
  async retire(offered: Offered) {
    const now = this.interviewer.needs.clock.now()
    const question = $state.snapshot(offered.question) as OwnQuestion
    if (await this.#keep([{ ...question, retired: true, updatedAt: now }]))
      this.#offered = this.#offered.filter(({ question: { id } }) => id !== question.id)
  }

  /** Keeps the chosen questions as they now read; false when they could not be stored. */
  async keep(): Promise<boolean> {
    const now = this.interviewer.needs.clock.now()
    const questions = ($state.snapshot(this.chosen) as OwnQuestion[]).map((question) => asKept(question, now))
    const taken = new Set(questions.map(({ id }) => id))
    const replaced = this.#offered.flatMap(({ replaces, question }) =>
      replaces && taken.has(question.id)
        ? [{ ...($state.snapshot(replaces) as OwnQuestion), retired: true, updatedAt: now }]
        : [],
    )
    const kept = await this.#keep([...questions, ...replaced])
    if (kept)
      this.#offered = this.#offered.map(({ replaces, ...offered }) =>
        taken.has(offered.question.id)
          ? { ...offered, kept: true, stored: copyOf(offered.question) }
          : { ...offered, replaces },
      )
    return kept
  }

  /** Keeps them, and begins an interview of them; the session's id. */
  async begin(): Promise<string | undefined> {
    if (!(await this.keep())) return undefined
    const { chosen } = this
    const minutes = Math.max(
      5,
      chosen.reduce((sum, question) => sum + question.minutes, 0),
    )
    return beginWith(
      this.interviewer,
      chosen.map(({ id }) => id),
      { round: 'phone-screen', topics: [ownTopic], minutes, mode: 'study', about: this.#about },
    )
  }

  get #about() {
    return this.#made ? `On ${this.#title}` : this.#title
  }

  /** Fresh drafts, one after another; one that was edited meanwhile stays as it was edited. */
  async #phrase() {
    const fresh = this.#offered.filter(({ kept, question }) => !kept && question.from.documentId)
    const model = fresh.length ? await this.sources.model?.() : undefined
    if (!model) return
    const { signal } = (this.#work = new AbortController())
    try {
      for (const [done, { question }] of fresh.entries()) {
        this.#phrasing = { done, of: fresh.length }
        const drafted = question.ask
        const phrased = await phraseOwnQuestion($state.snapshot(question) as OwnQuestion, model, signal)
        if (!phrased || question.ask !== drafted) continue
        question.ask = phrased.ask
        question.phrasedBy = phrased.by
        const offered = this.#offered.find((each) => each.question.id === question.id)
        if (offered?.stored) Object.assign(offered.stored, { ask: phrased.ask, phrasedBy: phrased.by })
      }
    } catch (fault) {
      if ((fault as Error).name !== 'AbortError') throw fault
    } finally {
      this.#phrasing = null
    }
  }

  async #keep(questions: OwnQuestion[]): Promise<boolean> {
    try {
      await this.interviewer.needs.store.keepOwn(questions)
      return true
    } catch (error) {
      const failure = storageFailure(error, 'The questions')
      toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
      return false
    }
  }

  async #sources(ids: string[], tag: string | undefined): Promise<OwnSource[]> {
    const { notes, pack } = this.sources
    const [own, shipped] = await Promise.all([notes.list(), packLibrary(pack)])
    const wanted = (id: string, tags: string[]) => ids.includes(id) || (tag !== undefined && tags.includes(tag))
    const mine = own.filter(({ id, tags }) => wanted(id, tags)).slice(0, 40)
    const packed = [...shipped.values()].filter(({ document }) => wanted(document.id, document.tags))
    const chunks = mine.length ? await notes.chunks(mine.map(({ id }) => id)) : []
    return [
      ...mine.map(({ id, title }, n) => ({ documentId: id, title, chunks: chunks[n]?.chunks ?? [] })),
      ...packed.map(({ document: { id, title }, chunks: own }) => ({ documentId: id, title, chunks: own })),
    ]
  }
}

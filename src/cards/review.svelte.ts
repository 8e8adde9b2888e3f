import { isBlank } from '../app/blank'
import type { Term } from '../../content/format'
import type { Clock } from '../app/clock'
import type { Grade, Memory, ReviewEntry } from './card'
import type { IndexEntry } from './card-index'
import type { CardCollection } from './collection.svelte'
import { previewText } from './intervals'
import { afterGrade, nextCard, remaining, without, type Queue } from './queue'
import { otherNames } from './other-names'
import { newMemory, type Scheduler } from './schedule'
import { planSession, type SessionMode } from './session-plan'
import { compareTyped, type TypedResult } from './typed'

export interface SessionChoice {
  deckId?: string
  mode: SessionMode
}

/** What undo returns to: the queue of before and the card with its answer. */
interface Done {
  entry: ReviewEntry
  before: Queue
  grade: Grade
}

/** Longer looks are a pause, not thinking. */
const longestLookMs = 5 * 60_000

/** One sitting: shows a card, reveals its answer, grades it, and goes on until nothing is due. */
export class ReviewSession {
  #queue = $state.raw<Queue>({ learning: [], main: [], at: 0 })
  #card = $state.raw<IndexEntry | null>(null)
  #revealed = $state(false)
  #saving = $state(false)
  #history = $state.raw<Done[]>([])
  #typed = $state('')
  #chosen = $state<string | null>(null)
  #terms = $state.raw<readonly Term[]>([])
  #shownAt = 0
  #startedAt: number

  constructor(
    private cards: CardCollection,
    private schedule: Scheduler,
    private clock: Clock,
    readonly choice: SessionChoice,
  ) {
    this.#startedAt = clock.now()
    const all = cards.index?.active ?? []
    const own = choice.deckId ? all.filter((card) => card.deckId === choice.deckId) : all
    this.#queue = planSession(own, cards.today(), choice.mode)
    this.#show()
  }

  /** The card on the table; null once nothing is due. */
  get card(): IndexEntry | null {
    return this.#card
  }

  get revealed(): boolean {
    return this.#revealed
  }

  get saving(): boolean {
    return this.#saving
  }

  get done(): number {
    return this.#history.length
  }

  get total(): number {
    return this.done + remaining(this.#queue)
  }

  get minutes(): number {
    return Math.max(1, Math.round((this.clock.now() - this.#startedAt) / 60_000))
  }

  get canUndo(): boolean {
    return this.#history.length > 0 && !this.#saving
  }

  get missed(): number {
    return this.#history.filter(({ grade }) => grade === 'again').length
  }

  /** What was typed for a typed card. */
  get typed(): string {
    return this.#typed
  }

  set typed(text: string) {
    this.#typed = text
  }

  get chosen(): string | null {
    return this.#chosen
  }

  /** How the typed answer compares, once revealed and if something was typed. */
  get comparison(): TypedResult | null {
    const card = this.#card?.card
    if (!this.#revealed || card?.kind !== 'typed' || isBlank(this.#typed)) return null
    const answer = card.answer ?? ''
    return compareTyped(this.#typed, [answer, ...(card.accept ?? []), ...otherNames(answer, this.#terms)])
  }

  /** From now on a typed answer may be any name of the glossary term that is asked for. */
  acceptNames(terms: readonly Term[]) {
    this.#terms = terms
  }

  /** The grade that Space and Enter give: good, unless the answer given was wrong. */
  get usual(): Grade {
    const missed =
      this.comparison?.verdict === 'wrong' || (this.#chosen !== null && this.#chosen !== this.#card?.card.answer)
    return missed ? 'again' : 'good'
  }

  /** What stands on the four keys. */
  get previews(): Record<Grade, string> {
    const { now, interview } = this.cards.today()
    const memories = this.schedule.previews(this.#memory(), now)
    const text = (memory: Memory) => previewText(memory, now, interview)
    return {
      again: text(memories.again),
      hard: text(memories.hard),
      good: text(memories.good),
      easy: text(memories.easy),
    }
  }

  reveal() {
    this.#revealed = true
  }

  choose(option: string) {
    this.#chosen = option
    this.#revealed = true
  }

  /** Resolves once the review is durable; only then the next card shows. */
  async grade(grade: Grade) {
    const card = this.#card
    if (!card || !this.#revealed || this.#saving) return
    const took = Math.min(longestLookMs, this.clock.now() - this.#shownAt)
    await this.#whileSaving(async () => {
      const { entry, memory } = await this.cards.grade(card.id, grade, took)
      this.#history = [...this.#history, { entry, before: this.#queue, grade }]
      this.#queue = afterGrade(this.#queue, card.id, memory, this.cards.today().dayEnd)
      this.#show()
    })
  }

  /** Takes the last grade back and shows its card again. */
  async undo() {
    const last = this.#history.at(-1)
    if (!last || this.#saving) return
    await this.#whileSaving(async () => {
      await this.cards.undo(last.entry)
      this.#history = this.#history.slice(0, -1)
      this.#queue = last.before
      this.#put(last.entry.cardId)
    })
  }

  async suspend() {
    const card = this.#card
    if (!card || this.#saving) return
    await this.#whileSaving(() => this.cards.suspend([card.id], true))
    this.#queue = without(this.#queue, card.id)
    this.#show()
  }

  /** The next card, leaving out what was meanwhile deleted, suspended or graded in another tab. */
  #show() {
    for (;;) {
      const id = nextCard(this.#queue, this.clock.now())
      if (id === null) break
      const entry = this.cards.index?.entry(id)
      if (entry && !entry.suspended && !this.#doneElsewhere(entry)) return this.#put(id)
      this.#queue = without(this.#queue, id)
    }
    this.#card = null
  }

  #put(id: string) {
    this.#card = this.cards.index?.entry(id) ?? null
    this.#revealed = false
    this.#typed = ''
    this.#chosen = null
    this.#shownAt = this.clock.now()
  }

  /** Reviewed since this session began, not by it, and out of learning. */
  #doneElsewhere({ id, memory }: IndexEntry): boolean {
    if (memory?.phase !== 'review' || memory.lastReviewAt < this.#startedAt) return false
    return !this.#history.some(({ entry }) => entry.cardId === id)
  }

  #memory(): Memory {
    return this.#card?.memory ?? newMemory(this.#card?.id ?? '')
  }

  async #whileSaving<T>(write: () => Promise<T>) {
    this.#saving = true
    try {
      await write()
    } finally {
      this.#saving = false
    }
  }
}

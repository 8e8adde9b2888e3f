import type { Clock } from '../app/clock'
import type { Pack } from '../app/pack'
import type { Settings } from '../app/settings.svelte'
import type { Card, Deck, Grade, ReviewEntry } from './card'
import { interviewDay } from './before-interview'
import { CardIndex } from './card-index'
import { daysFrom, studyDay } from './day'
import { toCard, type CardDraft } from './draft'
import { overview, type Overview } from './due'
import { fromPack, ownDeck } from './merge'
import { doneToday, type Today } from './queue'
import type { CardStore, Logged } from './store'

export interface CollectionNeeds {
  store: CardStore
  pack: Pack
  clock: Clock
  settings: Settings
}

/**
 * The learner's cards, held in memory for as long as the app is open and kept in step with the storage and other tabs.
 * Whatever writes resolves once it is durable, and rejects if it is not: then nothing has changed here either.
 */
export class CardCollection {
  // The index is large and changes in place; the counter is what screens depend on.
  #index: CardIndex | null = null
  #version = $state(0)
  #loading: Promise<void> | null = null
  #unwatch = () => {}
  #retention = 0

  constructor(private needs: CollectionNeeds) {}

  /** Changes whenever the cards do. */
  get version(): number {
    return this.#version
  }

  /** Everything in memory; null until `ready` resolves. Reading it depends on every later change. */
  get index(): CardIndex | null {
    return this.#version >= 0 ? this.#index : null
  }

  /** Resolves once the cards are in memory, with due dates for the retention that is now wanted. */
  ready(): Promise<void> {
    if (this.#index && this.#retention !== this.needs.settings.choices.desiredRetention) this.#loading = null
    return (this.#loading ??= this.#load().catch((fault: unknown) => {
      this.#loading = null
      throw fault
    }))
  }

  /** Reads everything again: after cards were taken out, or written past this store. */
  async reload() {
    this.#loading = this.#load()
    await this.#loading
  }

  /** The study day that it is now, with its limits and what was done in it. */
  today(now = this.needs.clock.now()): Today {
    const { newPerDay, reviewsPerDay, dayStartsAt, interviewDate } = this.needs.settings.choices
    const { start, end } = studyDay(now, dayStartsAt)
    const done = this.#index ? doneToday(this.#index.log, this.#index.memories, start) : { new: 0, reviews: 0 }
    const interview = interviewDay(interviewDate, now, dayStartsAt)
    return { now, dayStart: start, dayEnd: end, limits: { newPerDay, reviewsPerDay }, done, interview }
  }

  /** What is due, how long it takes and what comes: null until the cards are in memory. */
  overviewNow(now = this.needs.clock.now(), days = 7): Overview | null {
    const index = this.index
    if (!index) return null
    const starts = daysFrom(now, this.needs.settings.choices.dayStartsAt, days)
    return overview(index.active, index.log, this.today(now), starts)
  }

  /** The same, once the cards are in memory. In an $effect it runs again when they change. */
  async overview(now?: number): Promise<Overview> {
    void this.#version
    await this.ready()
    return this.overviewNow(now)!
  }

  async grade(cardId: string, grade: Grade, durationMs: number): Promise<Logged> {
    return this.#logged(await this.needs.store.review(cardId, grade, durationMs))
  }

  /** Takes a review or a reset back. */
  async undo(entry: ReviewEntry): Promise<Logged> {
    return this.#logged(await this.needs.store.undo(entry))
  }

  async reset(cardId: string): Promise<Logged> {
    return this.#logged(await this.needs.store.reset(cardId))
  }

  async suspend(studyIds: readonly string[], suspended: boolean) {
    const updatedAt = this.needs.clock.now()
    const flags = studyIds.map((cardId) => ({ cardId, suspended, updatedAt }))
    await this.needs.store.saveFlags(flags)
    this.#index?.takeFlags(flags)
    this.#version++
  }

  async create(draft: CardDraft): Promise<Card> {
    const [made] = await this.createMany([draft])
    const card = made ?? (draft.id && this.#index?.card(draft.id)?.card)
    if (!card) throw new Error('The card could not be made.')
    return card
  }

  /** Makes cards; those whose given id exists already are left as they are. Returns what was made. */
  async createMany(drafts: readonly CardDraft[]): Promise<Card[]> {
    await this.ready()
    const now = this.needs.clock.now()
    const cards = drafts
      .filter((draft) => !draft.id || !this.#index?.shipped(draft.id))
      .map((draft) => toCard(draft, draft.id ?? this.needs.clock.newId(), now))
    const made = await this.needs.store.addCards(cards)
    this.#take({ cards: made })
    return made
  }

  /** Saves an edit that began from `basis`; 'changed' if another tab wrote the card since, and nothing is saved. */
  async update(basis: Card, draft: CardDraft): Promise<'saved' | 'changed'> {
    const edited = toCard(draft, basis.id, this.#after(basis.updatedAt))
    const card = {
      ...edited,
      createdAt: basis.createdAt,
      origin: basis.origin,
      source: basis.source,
      level: basis.level,
    }
    const saved = await this.needs.store.saveCards([card], basis.updatedAt)
    if (saved === 'saved') this.#take({ cards: [card] })
    return saved
  }

  /** Deletes a card, or hides a shipped one; `bringBack` undoes it. */
  remove(cardId: string) {
    return this.#setDeleted(cardId, true)
  }

  bringBack(cardId: string) {
    return this.#setDeleted(cardId, false)
  }

  /** Gives up the learner's version of a shipped card. */
  async restoreShipped(cardId: string) {
    await this.needs.store.dropCard(cardId)
    this.#index?.drop(cardId)
    this.#version++
  }

  async createDeck(title: string): Promise<Deck> {
    const now = this.needs.clock.now()
    const deck = { id: this.needs.clock.newId(), title: title.trim(), createdAt: now, updatedAt: now }
    await this.#saveDeck(deck)
    return deck
  }

  renameDeck(id: string, title: string) {
    return this.#changeDeck(id, { title: title.trim() })
  }

  /** Hides a deck with its cards, which stay as they are; `bringBackDeck` undoes it. */
  removeDeck(id: string) {
    return this.#changeDeck(id, { deleted: true })
  }

  bringBackDeck(id: string) {
    return this.#changeDeck(id, { deleted: false })
  }

  wholeLog(): Promise<ReviewEntry[]> {
    return this.needs.store.wholeLog()
  }

  async #load() {
    const { store, pack, clock, settings } = this.needs
    this.#retention = settings.choices.desiredRetention
    const since = clock.now()
    const { dayStart } = this.today(since)
    const [{ topics }, shipped, records] = await Promise.all([pack.index(), pack.cards(), store.read(dayStart)])
    this.#unwatch()
    this.#index = new CardIndex(topics, shipped.map(fromPack), records)
    this.#version++
    this.#unwatch = store.watch(since, (changes) => {
      if (changes.storedCards !== undefined && changes.storedCards < (this.#index?.storedCount ?? 0)) void this.reload()
      else this.#take(changes)
    })
  }

  #take(changes: Parameters<CardIndex['take']>[0]) {
    this.#index?.take(changes)
    this.#version++
  }

  #logged(logged: Logged): Logged {
    this.#take({ log: [logged.entry], memories: [logged.memory] })
    return logged
  }

  async #setDeleted(cardId: string, deleted: boolean) {
    const card = this.#index?.card(cardId)?.card
    if (card) this.#take({ cards: [await this.needs.store.setDeleted(card, deleted)] })
  }

  async #changeDeck(id: string, change: Partial<Deck>) {
    const shown = [...(this.#index?.decks ?? []), ...(this.#index?.removedDecks ?? [])].find((deck) => deck.id === id)
    const now = this.needs.clock.now()
    const fresh = { id, title: shown?.title ?? ownDeck.title, createdAt: now, updatedAt: now }
    await this.#saveDeck(fresh, change)
  }

  async #saveDeck(fresh: Deck, change?: Partial<Deck>) {
    const deck = await this.needs.store.saveDeck(fresh, change)
    const others = this.#index?.storedDecks.filter(({ id }) => id !== deck.id) ?? []
    this.#take({ decks: [...others, deck] })
  }

  /** Times of writes to one card only rise, so that tabs agree on which is the newest. */
  #after(updatedAt: number): number {
    return Math.max(this.needs.clock.now(), updatedAt + 1)
  }
}

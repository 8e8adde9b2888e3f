import type { Topic } from '../../content/format'
import type { Card, CardFlag, Deck, Memory, ReviewEntry, StoredCard } from './card'
import { mergeCard, mergeCards, mergeDecks, ownDeck, type DeckInfo, type MergedCard } from './merge'
import type { QueueCard } from './queue'
import { stateOf, type CardState } from './statistics'
import type { CardChanges, CardRecords } from './store'
import { studyCards, type StudyCard } from './study-card'

/** A study card with all that is known of it. The memory changes in place: a grade touches one entry only. */
export interface IndexEntry extends QueueCard, StudyCard {
  suspended: boolean
  readonly state: CardState
}

class Entry implements IndexEntry {
  readonly id: string
  readonly cardId: string
  readonly card: Card
  readonly gap: number | null

  constructor(
    study: StudyCard,
    readonly deckId: string,
    public memory: Memory | undefined,
    public suspended: boolean,
  ) {
    this.id = study.id
    this.card = study.card
    this.gap = study.gap
    this.cardId = study.card.id
  }

  get state(): CardState {
    return stateOf(this.memory, this.suspended)
  }
}

/** All cards in memory: the pack's, the learner's over them, decks, memories, flags and the recent log. */
export class CardIndex {
  #shippedById: ReadonlyMap<string, Card>
  #topics: readonly Topic[]
  #stored: Map<string, StoredCard>
  #storedDecks: Deck[]
  #merged: Map<string, MergedCard>
  #memories: Map<string, Memory>
  #suspended: Set<string>
  #log: Map<string, ReviewEntry>
  #decks: DeckInfo[] = []
  #entries = new Map<string, Entry>()
  #studied: IndexEntry[] | null = null

  constructor(topics: readonly Topic[], shipped: readonly Card[], records: CardRecords) {
    this.#topics = topics
    this.#shippedById = new Map(shipped.map((card) => [card.id, card]))
    this.#stored = new Map(records.cards.map((card) => [card.id, card]))
    this.#storedDecks = records.decks
    this.#merged = mergeCards(shipped, records.cards)
    this.#memories = new Map(records.memories.map((memory) => [memory.cardId, memory]))
    this.#suspended = suspendedIds(records.flags)
    this.#log = new Map(records.log.map((line) => [line.id, line]))
    this.#arrange()
  }

  /** Visible decks, in the curriculum's order. */
  get decks(): DeckInfo[] {
    return this.#decks.filter((deck) => !deck.deleted)
  }

  get removedDecks(): DeckInfo[] {
    return this.#decks.filter((deck) => deck.deleted)
  }

  /** Every study card that is not deleted, in order; suspended ones too. */
  get all(): IndexEntry[] {
    return [...this.#entries.values()]
  }

  /** What can be reviewed: neither deleted nor suspended. */
  get active(): readonly IndexEntry[] {
    return (this.#studied ??= this.all.filter(({ suspended }) => !suspended))
  }

  get memories(): ReadonlyMap<string, Memory> {
    return this.#memories
  }

  get log(): ReviewEntry[] {
    return [...this.#log.values()]
  }

  /** Every card that is not deleted, as it is written. */
  get cards(): Card[] {
    return [...this.#merged.values()].flatMap(({ card, deleted }) => (deleted ? [] : card))
  }

  /** Deleted cards, to bring back. */
  get removed(): MergedCard[] {
    return [...this.#merged.values()].filter(({ deleted }) => deleted)
  }

  get storedCount(): number {
    return this.#stored.size
  }

  entry(studyId: string): IndexEntry | undefined {
    return this.#entries.get(studyId)
  }

  card(id: string): MergedCard | undefined {
    return this.#merged.get(id)
  }

  stored(id: string): StoredCard | undefined {
    return this.#stored.get(id)
  }

  get storedDecks(): readonly Deck[] {
    return this.#storedDecks
  }

  shipped(id: string): Card | undefined {
    return this.#shippedById.get(id)
  }

  /** Takes in what was written, here or in another tab; what is older than what is known is passed over. */
  take({ cards, decks, flags, memories, log }: CardChanges) {
    for (const line of log ?? []) this.#log.set(line.id, line)
    for (const memory of memories ?? []) this.#takeMemory(memory)
    const newer = (cards ?? []).filter((card) => card.updatedAt > (this.#stored.get(card.id)?.updatedAt ?? -1))
    for (const card of newer) this.#takeCard(card)
    if (flags) this.takeFlags(flags)
    const newDecks = decks && JSON.stringify(decks) !== JSON.stringify(this.#storedDecks)
    if (newDecks) this.#storedDecks = decks
    if (newer.length || newDecks) this.#arrange()
  }

  /** Flags are never taken out, so each can be taken in by itself. */
  takeFlags(flags: readonly CardFlag[]) {
    for (const { cardId, suspended } of flags) {
      if (suspended === this.#suspended.has(cardId)) continue
      if (suspended) this.#suspended.add(cardId)
      else this.#suspended.delete(cardId)
      const entry = this.#entries.get(cardId)
      if (entry) entry.suspended = suspended
    }
    this.#studied = null
  }

  drop(id: string) {
    this.#stored.delete(id)
    const shipped = this.#shippedById.get(id)
    if (shipped) this.#merged.set(id, { card: shipped, standing: 'shipped', deleted: false })
    else this.#merged.delete(id)
    this.#arrange()
  }

  #takeMemory(memory: Memory) {
    if (memory.entries < (this.#memories.get(memory.cardId)?.entries ?? 0)) return
    this.#memories.set(memory.cardId, memory)
    const entry = this.#entries.get(memory.cardId)
    if (entry) entry.memory = memory
  }

  #takeCard(card: StoredCard) {
    this.#stored.set(card.id, card)
    this.#merged.set(card.id, mergeCard(this.#shippedById.get(card.id), card))
  }

  /** Puts the decks and the study cards in order, after cards, decks or flags changed. */
  #arrange() {
    const shown = [...this.#merged.values()].filter(({ deleted }) => !deleted)
    this.#decks = mergeDecks(this.#topics, this.#storedDecks, new Set(shown.map(({ card }) => card.deckId)))
    const place = new Map(this.#decks.map((deck, index) => [deck.id, { deck, index }]))
    const deckOf = (card: Card) => place.get(card.deckId) ?? place.get(ownDeck.id)
    const order = (card: Card) => deckOf(card)?.index ?? -1
    this.#entries = new Map()
    for (const { card } of shown.sort((a, b) => order(a.card) - order(b.card) || a.card.createdAt - b.card.createdAt)) {
      const deck = deckOf(card)?.deck
      if (!deck || deck.deleted) continue
      for (const study of studyCards(card)) {
        const memory = this.#memories.get(study.id)
        this.#entries.set(study.id, new Entry(study, deck.id, memory, this.#suspended.has(study.id)))
      }
    }
    this.#studied = null
  }
}

function suspendedIds(flags: readonly CardFlag[]): Set<string> {
  return new Set(flags.flatMap(({ cardId, suspended }) => (suspended ? [cardId] : [])))
}

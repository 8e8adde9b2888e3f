import type { CardFlag, Deck, Grade, Memory, ReviewEntry, StoredCard } from './card'

/** All that is stored about cards, but of the log only what a day's work needs. */
export interface CardRecords {
  cards: StoredCard[]
  decks: Deck[]
  flags: CardFlag[]
  memories: Memory[]
  /** At least today's lines and the last few hundred, in order of time. */
  log: ReviewEntry[]
}

/** A line written to the log and the memory it led to. */
export interface Logged {
  entry: ReviewEntry
  memory: Memory
}

/** What any tab changed, this one too; parts that did not change are left out. */
export interface CardChanges {
  /** Stored cards written since the watch began. */
  cards?: StoredCard[]
  /** How many cards are stored: fewer than known means that some were taken out. */
  storedCards?: number
  decks?: Deck[]
  flags?: CardFlag[]
  memories?: Memory[]
  log?: ReviewEntry[]
}

/** What the card collection needs of the storage. Each write resolves once it is durable, and rejects if it is not. */
export interface CardStore {
  read(dayStart: number): Promise<CardRecords>
  /** The whole review log, in order of time. */
  wholeLog(): Promise<ReviewEntry[]>
  /** The log line and the memory in one transaction, on top of whatever another tab wrote before. */
  review(cardId: string, grade: Grade, durationMs: number): Promise<Logged>
  /** Takes a line back by a line of its own. */
  undo(entry: ReviewEntry): Promise<Logged>
  /** Makes a card new again; its log stays. */
  reset(cardId: string): Promise<Logged>
  /** Makes all memories anew from the log. */
  rebuildMemories(): Promise<void>
  /**
   * Writes cards. With `basis` (the `updatedAt` that the edit began from, 0 for none stored), nothing is written and
   * 'changed' returned if another tab wrote the card in between.
   */
  saveCards(cards: StoredCard[], basis?: number): Promise<'saved' | 'changed'>
  /** Writes only those whose id is not stored yet; returns them. */
  addCards(cards: StoredCard[]): Promise<StoredCard[]>
  /** Takes the learner's version of a shipped card out, so that the shipped one shows again. */
  dropCard(id: string): Promise<void>
  /** Hides a card or shows it again, on top of what is stored; a shipped card that was never edited is given. */
  setDeleted(card: StoredCard, deleted: boolean): Promise<StoredCard>
  /** Changes a deck on top of what is stored, or of `fresh` where nothing is. */
  saveDeck(fresh: Deck, change?: Partial<Deck>): Promise<Deck>
  saveFlags(flags: CardFlag[]): Promise<void>
  /** Calls back with what any tab writes from now on. */
  watch(since: number, changed: (changes: CardChanges) => void): () => void
}

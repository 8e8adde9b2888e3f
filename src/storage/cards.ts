import { liveQuery, type Observable } from 'dexie'
import type { Clock } from '../app/clock'
import type { Memory, ReviewEntry } from '../cards/card'
import { timeOfNextLine } from '../cards/log'
import type { CardChanges, CardRecords, CardStore, Logged } from '../cards/store'
import type { PreflightDatabase } from './database'

/** How many of the last lines are read at the start: enough for a median time a card. */
const recentLines = 300

/** Cards, decks, flags and the review log. The scheduler is loaded at the first write: the first screen can do without. */
export function cardStore(db: PreflightDatabase, clock: Clock, retention: () => number): CardStore {
  const scheduling = async () => {
    const [replay, schedule] = await Promise.all([import('../cards/replay'), import('../cards/schedule')])
    return { ...replay, newMemory: schedule.newMemory, schedule: schedule.scheduler(retention()) }
  }

  async function log(cardId: string, makeLine: (at: number) => ReviewEntry): Promise<Logged> {
    const { replayCard, applyLine, newMemory, schedule } = await scheduling()
    return db.transaction('rw', db.reviews, db.memories, async () => {
      const before = await db.memories.get(cardId)
      const entry = makeLine(timeOfNextLine(before, clock.now()))
      await db.reviews.add(entry)
      const memory =
        entry.kind === 'undo' || !before
          ? replayCard(cardId, await db.reviews.where('cardId').equals(cardId).toArray(), schedule)
          : applyLine(before ?? newMemory(cardId), entry, schedule)
      await db.memories.put(memory)
      return { entry, memory }
    })
  }

  async function rebuildMemories() {
    const { replay, schedule } = await scheduling()
    await db.transaction('rw', db.reviews, db.memories, async () => {
      const memories = replay(await db.reviews.toArray(), schedule)
      await db.memories.clear()
      await db.memories.bulkPut([...memories.values()])
    })
  }

  /** The memories, made anew first if they do not fit the log or the retention now wanted. */
  async function soundMemories(): Promise<Memory[]> {
    const [memories, lines] = await Promise.all([db.memories.toArray(), db.reviews.count()])
    const stale = memories.some((memory) => memory.retention !== retention())
    if (!stale && memories.reduce((sum, { entries }) => sum + entries, 0) === lines) return memories
    await rebuildMemories()
    return db.memories.toArray()
  }

  return {
    async read(dayStart): Promise<CardRecords> {
      const [cards, decks, flags, memories, today, recent] = await Promise.all([
        db.cards.toArray(),
        db.decks.toArray(),
        db.flags.toArray(),
        soundMemories(),
        db.reviews.where('at').aboveOrEqual(dayStart).toArray(),
        db.reviews.orderBy('at').reverse().limit(recentLines).toArray(),
      ])
      const older = recent.reverse().filter(({ at }) => at < dayStart)
      return { cards, decks, flags, memories, log: [...older, ...today] }
    },
    wholeLog: () => db.reviews.orderBy('at').toArray(),
    review: (cardId, grade, durationMs) =>
      log(cardId, (at) => ({ id: clock.newId(), kind: 'review', cardId, at, grade, durationMs })),
    undo: ({ id, cardId }) => log(cardId, (at) => ({ id: clock.newId(), kind: 'undo', cardId, at, undoes: id })),
    reset: (cardId) => log(cardId, (at) => ({ id: clock.newId(), kind: 'reset', cardId, at })),
    rebuildMemories,
    saveCards: (cards, basis) =>
      db.transaction('rw', db.cards, async () => {
        const stored = await db.cards.bulkGet(cards.map(({ id }) => id))
        if (basis !== undefined && stored.some((card) => (card?.updatedAt ?? 0) !== basis)) return 'changed'
        await db.cards.bulkPut(cards)
        return 'saved'
      }),
    addCards: (cards) =>
      db.transaction('rw', db.cards, async () => {
        const stored = await db.cards.bulkGet(cards.map(({ id }) => id))
        const missing = cards.filter((_, index) => !stored[index])
        await db.cards.bulkAdd(missing)
        return missing
      }),
    dropCard: (id) => db.cards.delete(id),
    setDeleted: (card, deleted) =>
      db.transaction('rw', db.cards, async () => {
        const known = (await db.cards.get(card.id)) ?? card
        // Times of writes to one card only rise, so that tabs agree on which is the newest.
        const changed = { ...known, deleted, updatedAt: Math.max(clock.now(), known.updatedAt + 1) }
        await db.cards.put(changed)
        return changed
      }),
    saveDeck: (fresh, change) =>
      db.transaction('rw', db.decks, async () => {
        const deck = { ...((await db.decks.get(fresh.id)) ?? fresh), ...change, updatedAt: clock.now() }
        await db.decks.put(deck)
        return deck
      }),
    async saveFlags(flags) {
      await db.flags.bulkPut(flags)
    },
    watch: (since, changed) => watch(db, since, changed),
  }
}

/** Each query reads only what was written since, so that a grade does not read 20,000 cards again. */
function watch(db: PreflightDatabase, since: number, changed: (changes: CardChanges) => void): () => void {
  const follow = (query: () => Promise<CardChanges>) => {
    const changes: Observable<CardChanges> = liveQuery(query)
    // A closed database ends the watch; the storage banner tells of it.
    return changes.subscribe({ next: changed, error: () => undefined })
  }
  const subscriptions = [
    follow(async () => {
      const log = await db.reviews.where('at').aboveOrEqual(since).toArray()
      const memories = await db.memories.bulkGet([...new Set(log.map(({ cardId }) => cardId))])
      return { log, memories: memories.filter((memory) => memory !== undefined) }
    }),
    follow(async () => ({
      cards: await db.cards.where('updatedAt').aboveOrEqual(since).toArray(),
      storedCards: await db.cards.count(),
    })),
    follow(async () => ({ decks: await db.decks.toArray() })),
    follow(async () => ({ flags: await db.flags.toArray() })),
  ]
  return () => subscriptions.forEach((subscription) => subscription.unsubscribe())
}

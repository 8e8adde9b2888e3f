import { afterEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../../src/app/clock'
import type { CardChanges } from '../../../src/cards/store'
import { toCard } from '../../../src/cards/draft'
import { replay } from '../../../src/cards/replay'
import { scheduler } from '../../../src/cards/schedule'
import { cardStore } from '../../../src/storage/cards'
import { PreflightDatabase } from '../../../src/storage/database'

const open: PreflightDatabase[] = []
const noon = Date.UTC(2026, 10, 24, 12)

/** Tabs with the same name share one database, each with a connection of its own, as real tabs do. */
async function tab(name: string, retention = 0.9) {
  const db = new PreflightDatabase(name)
  open.push(db)
  await db.open()
  const state = { now: noon }
  const clock: Clock = { now: () => state.now, newId: () => crypto.randomUUID(), random: () => 0 }
  return { db, state, store: cardStore(db, clock, () => retention) }
}

const newName = () => `cards-${crypto.randomUUID()}`
const card = (id: string) => toCard({ deckId: 'd', kind: 'basic', front: id, back: '.' }, id, noon)

afterEach(async () => {
  for (const db of open.splice(0)) await db.delete()
})

describe('the card store', () => {
  it('writes the log line and the memory together', async () => {
    const { db, store } = await tab(newName())
    const { entry, memory } = await store.review('a', 'good', 4000)
    expect(await db.reviews.toArray()).toEqual([entry])
    expect(await db.memories.toArray()).toEqual([memory])
    expect(memory).toMatchObject({ cardId: 'a', phase: 'learning', reps: 1, entries: 1 })
  })

  it('keeps neither when one of them fails', async () => {
    const { db, store } = await tab(newName())
    db.memories.hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(store.review('a', 'good', 4000)).rejects.toThrow()
    expect(await db.reviews.count()).toBe(0)
    expect(await db.memories.count()).toBe(0)
  })

  it('loses nothing when two tabs grade the same cards at once', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    const grades = Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? one : two).store.review(n % 3 ? 'a' : 'b', n % 5 ? 'good' : 'again', 1000),
    )
    await Promise.all(grades)
    const log = await one.store.wholeLog()
    const memories = await one.db.memories.toArray()
    expect(log).toHaveLength(20)
    expect(new Map(memories.map((memory) => [memory.cardId, memory]))).toEqual(replay(log, scheduler(0.9)))
  })

  it('takes a review back by a line of its own', async () => {
    const { db, store, state } = await tab(newName())
    const first = await store.review('a', 'good', 1000)
    state.now += 600_000
    const slip = await store.review('a', 'again', 1000)
    const { memory } = await store.undo(slip.entry)
    expect(await db.reviews.count()).toBe(3)
    expect(memory).toMatchObject({ due: first.memory.due, step: first.memory.step, reps: 1, entries: 3 })
  })

  it('makes the memories anew when they are missing, short of the log, or for another retention', async () => {
    const name = newName()
    const { db, store, state } = await tab(name)
    for (const cardId of ['a', 'b', 'a']) {
      await store.review(cardId, 'easy', 1000)
      state.now += 86_400_000 * 9
    }
    const whole = (await store.read(0)).memories
    await db.memories.clear()
    expect((await store.read(0)).memories).toEqual(whole)
    await db.memories.delete('b')
    expect((await store.read(0)).memories).toEqual(whole)
    const strict = await tab(name, 0.97)
    const sooner = (await strict.store.read(0)).memories
    expect(sooner.find(({ cardId }) => cardId === 'a')!.due).toBeLessThan(
      whole.find(({ cardId }) => cardId === 'a')!.due,
    )
  })

  it('reads today’s log lines in order of time', async () => {
    const { store, state } = await tab(newName())
    for (let n = 0; n < 5; n++) {
      await store.review(`card-${n}`, 'good', 1000)
      state.now += 60_000
    }
    const { log } = await store.read(noon + 90_000)
    expect(log.map(({ cardId }) => cardId)).toEqual(['card-0', 'card-1', 'card-2', 'card-3', 'card-4'])
  })

  it('refuses an edit when another tab wrote the card since', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    await one.store.saveCards([card('a')], 0)
    expect(await two.store.saveCards([{ ...card('a'), front: 'two', updatedAt: noon + 5 }], noon)).toBe('saved')
    expect(await one.store.saveCards([{ ...card('a'), front: 'one', updatedAt: noon + 6 }], noon)).toBe('changed')
    expect((await one.db.cards.get('a'))!.front).toBe('two')
  })

  it('hides a card without touching what another tab wrote in it', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    await one.store.saveCards([card('a')])
    await two.store.saveCards([{ ...card('a'), front: 'newer', updatedAt: noon + 5 }])
    await one.store.setDeleted(card('a'), true)
    expect(await one.db.cards.get('a')).toMatchObject({ front: 'newer', deleted: true, updatedAt: noon + 6 })
  })

  it('makes a card of a given id once', async () => {
    const { db, store } = await tab(newName())
    expect(await store.addCards([card('a')])).toHaveLength(1)
    expect(await store.addCards([{ ...card('a'), front: 'again' }, card('b')])).toMatchObject([{ id: 'b' }])
    expect((await db.cards.get('a'))!.front).toBe('a')
  })

  it('tells another tab of a review, a card, a flag and a deck', async () => {
    const name = newName()
    const [one, two] = [await tab(name), await tab(name)]
    const heard: CardChanges = {}
    const stop = two.store.watch(noon, (changes) => Object.assign(heard, changes))
    await one.store.review('a', 'good', 1000)
    await one.store.saveCards([card('b')])
    await one.store.saveFlags([{ cardId: 'a', suspended: true, updatedAt: noon }])
    await one.store.saveDeck({ id: 'd', title: 'Deck', createdAt: noon, updatedAt: noon })
    await expect
      .poll(() => [heard.memories?.[0]?.cardId, heard.cards?.[0]?.id, heard.flags?.[0]?.cardId, heard.decks?.[0]?.id])
      .toEqual(['a', 'b', 'a', 'd'])
    expect(heard).toMatchObject({ storedCards: 1, log: [{ cardId: 'a', kind: 'review' }] })
    stop()
  })
})

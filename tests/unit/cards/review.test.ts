import { describe, expect, it } from 'vitest'
import type { ReviewEntry } from '../../../src/cards/card'
import { CardIndex } from '../../../src/cards/card-index'
import type { CardCollection } from '../../../src/cards/collection.svelte'
import { toCard } from '../../../src/cards/draft'
import { applyLine, replayCard } from '../../../src/cards/replay'
import { ReviewSession } from '../../../src/cards/review.svelte'
import { reviewAction } from '../../../src/cards/review-keys'
import { newMemory, scheduler } from '../../../src/cards/schedule'
import { dayMs, noon, review } from './lines'

const schedule = scheduler(0.9)

/** A collection without storage; `full` makes every write fail. */
function begin({ front = ['a', 'b', 'c'], answer }: { front?: string[]; answer?: string } = {}) {
  const state = { now: noon, full: false, log: [] as ReviewEntry[] }
  const made = front.map((id, n) => {
    const kind = answer ? 'typed' : 'basic'
    return toCard({ deckId: 'my-cards', kind, front: id, back: '.', answer }, id, n)
  })
  const index = new CardIndex([], [], { cards: made, decks: [], flags: [], memories: [], log: [] })
  const write = (entry: ReviewEntry) => {
    if (state.full) throw new DOMException('full', 'QuotaExceededError')
    state.log.push(entry)
    const before = index.memories.get(entry.cardId) ?? newMemory(entry.cardId)
    const own = state.log.filter(({ cardId }) => cardId === entry.cardId)
    const memory = entry.kind === 'undo' ? replayCard(entry.cardId, own, schedule) : applyLine(before, entry, schedule)
    index.take({ memories: [memory], log: [entry] })
    return { entry, memory }
  }
  const cards = {
    index,
    today: () => ({
      now: state.now,
      dayStart: noon - dayMs / 3,
      dayEnd: noon + dayMs / 2,
      limits: { newPerDay: 20, reviewsPerDay: 20 },
      done: { new: 0, reviews: 0 },
      interview: null,
    }),
    grade: async (cardId: string, grade: 'good', durationMs: number) =>
      write({ id: `g${state.log.length}`, kind: 'review', cardId, at: state.now, grade, durationMs }),
    undo: async (entry: ReviewEntry) =>
      write({ id: `u${state.log.length}`, kind: 'undo', cardId: entry.cardId, at: state.now, undoes: entry.id }),
    suspend: async (ids: string[]) =>
      index.takeFlags(ids.map((cardId) => ({ cardId, suspended: true, updatedAt: state.now }))),
  } as unknown as CardCollection
  const clock = { now: () => state.now, newId: () => 'id', random: () => 0 }
  return { state, index, session: new ReviewSession(cards, schedule, clock, { mode: 'today' }) }
}

describe('a review session', () => {
  it('shows each card, then those in learning again, until all are known', async () => {
    const { state, session } = begin()
    const seen: string[] = []
    while (session.card && seen.length < 20) {
      seen.push(session.card.id)
      session.reveal()
      await session.grade('good')
      state.now += 60_000
    }
    expect(seen).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
    expect(session).toMatchObject({ done: 6, total: 6, missed: 0 })
  })

  it('grades nothing before the answer is shown', async () => {
    const { state, session } = begin()
    await session.grade('good')
    expect(state.log).toEqual([])
    expect(session.card!.id).toBe('a')
  })

  it('grades once when a key is hit twice', async () => {
    const { state, session } = begin()
    session.reveal()
    await Promise.all([session.grade('good'), session.grade('good')])
    expect(state.log).toHaveLength(1)
  })

  it('writes how long the learner looked, up to five minutes', async () => {
    const { state, session } = begin()
    state.now += 7000
    session.reveal()
    await session.grade('easy')
    state.now += dayMs
    session.reveal()
    await session.grade('easy')
    expect(state.log.map((line) => line.kind === 'review' && line.durationMs)).toEqual([7000, 300_000])
  })

  it('returns by undo to the card and the queue of before', async () => {
    const { index, session } = begin()
    session.reveal()
    await session.grade('again')
    expect(session.card!.id).toBe('b')
    await session.undo()
    expect(session).toMatchObject({ done: 0, total: 3, revealed: false, canUndo: false })
    expect(session.card!.id).toBe('a')
    expect(index.memories.get('a')!.phase).toBe('new')
  })

  it('stays on the card when the review could not be saved', async () => {
    const { state, session } = begin()
    session.reveal()
    state.full = true
    await expect(session.grade('good')).rejects.toThrow()
    expect(session).toMatchObject({ done: 0, revealed: true, saving: false })
    expect(session.card!.id).toBe('a')
  })

  it('passes over a card that another tab has graded or suspended meanwhile', async () => {
    const { index, session } = begin()
    index.take({ memories: [applyLine(newMemory('b'), review('b', 'easy', noon + 1), schedule)] })
    index.takeFlags([{ cardId: 'c', suspended: true, updatedAt: 1 }])
    session.reveal()
    await session.grade('easy')
    expect(session.card).toBeNull()
  })

  it('suggests again after a wrong typed answer, and good otherwise', () => {
    const { session } = begin({ front: ['a'], answer: 'prefill' })
    session.typed = 'decode'
    expect(session.usual).toBe('good')
    session.reveal()
    expect(session.usual).toBe('again')
    session.typed = 'Prefil'
    expect(session.comparison!.verdict).toBe('close')
    expect(session.usual).toBe('good')
  })
})

describe('the keys of a review', () => {
  const press = (key: string, change: Partial<Parameters<typeof reviewAction>[0]> = {}) =>
    reviewAction({ key, onControl: false, typing: false, revealed: false, choices: 0, ...change })

  it('reveal, then grade', () => {
    expect(press(' ')).toEqual({ do: 'reveal' })
    expect(press('Enter', { revealed: true })).toEqual({ do: 'usual' })
    expect(press('1', { revealed: true })).toEqual({ do: 'grade', grade: 'again' })
    expect(press('4', { revealed: true })).toEqual({ do: 'grade', grade: 'easy' })
    expect(press('5', { revealed: true })).toBeNull()
  })

  it('choose an option by its number before the answer is shown', () => {
    expect(press('2', { choices: 3 })).toEqual({ do: 'choose', option: 1 })
    expect(press('4', { choices: 3 })).toBeNull()
    expect(press('1')).toBeNull()
  })

  it('leave a focused button its own Space, and a field all its letters', () => {
    expect(press(' ', { onControl: true })).toBeNull()
    expect(press('2', { onControl: true, revealed: true })).toEqual({ do: 'grade', grade: 'hard' })
    expect(press('u', { typing: true })).toBeNull()
    expect(press('Enter', { typing: true })).toEqual({ do: 'reveal' })
  })
})

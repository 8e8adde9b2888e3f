import { describe, expect, it } from 'vitest'
import type { Memory, MemoryPhase } from '../../../src/cards/card'
import {
  afterGrade,
  doneToday,
  interleave,
  nextCard,
  nextDueAt,
  remaining,
  select,
  toQueue,
  without,
  type QueueCard,
  type Today,
} from '../../../src/cards/queue'
import { replay } from '../../../src/cards/replay'
import { newMemory, scheduler } from '../../../src/cards/schedule'
import { dayMs, noon, review, undo } from './lines'

const minute = 60_000
const today: Today = {
  now: noon,
  dayStart: noon - 8 * 60 * minute,
  dayEnd: noon + 16 * 60 * minute,
  limits: { newPerDay: 2, reviewsPerDay: 3 },
  done: { new: 0, reviews: 0 },
  interview: null,
}

function card(id: string, phase: MemoryPhase = 'new', due = 0, lastReviewAt = noon - 9 * dayMs): QueueCard {
  const memory: Memory = { ...newMemory(id), phase, due, lastReviewAt }
  return { id, cardId: id.replace(/~\d+$/, ''), deckId: 'd', memory: phase === 'new' ? undefined : memory }
}

const ids = (cards: readonly QueueCard[]) => cards.map(({ id }) => id)

describe('what is due today', () => {
  it('takes new cards in the order of the curriculum up to what is left of the limit', () => {
    const cards = ['n1', 'n2', 'n3'].map((id) => card(id))
    expect(ids(select(cards, today).new)).toEqual(['n1', 'n2'])
    expect(ids(select(cards, { ...today, done: { new: 1, reviews: 0 } }).new)).toEqual(['n1'])
    expect(select(cards, { ...today, done: { new: 5, reviews: 0 } }).new).toEqual([])
  })

  it('takes the reviews longest overdue first, and those due later today too', () => {
    const cards = [
      card('later', 'review', today.dayEnd - 1),
      card('tomorrow', 'review', today.dayEnd),
      card('old', 'review', noon - 3 * dayMs),
    ]
    expect(ids(select(cards, today).review)).toEqual(['old', 'later'])
  })

  it('does not limit cards that are being learned', () => {
    const cards = ['a', 'b', 'c', 'd'].map((id, index) => card(id, 'learning', noon + index))
    expect(ids(select(cards, { ...today, limits: { newPerDay: 0, reviewsPerDay: 0 } }).learning)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
  })

  it('asks for one gap of a cloze card a day', () => {
    expect(ids(select([card('c~1'), card('c~2'), card('x')], today).new)).toEqual(['c~1', 'x'])
    expect(ids(select([card('c~1', 'review', noon + dayMs * 3, noon - minute), card('c~2')], today).new)).toEqual([])
  })

  it('counts what was done from the log: each card once, undone lines not at all', () => {
    const earlier = review('old', 'easy', noon - 20 * dayMs)
    const lines = [review('old', 'good', noon), review('n', 'again', noon + 1), review('n', 'good', noon + minute)]
    const slip = review('slip', 'good', noon + 2 * minute)
    const log = [earlier, ...lines, slip, undo(slip, noon + 3 * minute)]
    expect(doneToday(log, replay(log, scheduler(0.9)), today.dayStart)).toEqual({ new: 1, reviews: 1 })
  })
})

describe('the queue', () => {
  it('spreads new cards between the reviews, a review first', () => {
    expect(interleave(['r1', 'r2', 'r3', 'r4'], ['n1', 'n2'])).toEqual(['r1', 'r2', 'n1', 'r3', 'r4', 'n2'])
    expect(interleave([], ['n1'])).toEqual(['n1'])
    expect(interleave(['r1'], ['n1', 'n2', 'n3'])).toEqual(['r1', 'n1', 'n2', 'n3'])
  })

  it('shows a learning card once its time has come, before all else', () => {
    const queue = toQueue(select([card('r', 'review', noon), card('l', 'learning', noon + minute)], today))
    expect(nextCard(queue, noon)).toBe('r')
    expect(nextCard(queue, noon + minute)).toBe('l')
  })

  it('shows a learning card a little early when nothing else is left, and waits when it is far off', () => {
    const soon = toQueue(select([card('l', 'learning', noon + 10 * minute)], today))
    const late = toQueue(select([card('l', 'learning', noon + 60 * minute)], today))
    expect(nextCard(soon, noon)).toBe('l')
    expect(nextCard(late, noon)).toBeNull()
  })

  it('brings a card back while it is being learned, in order of time', () => {
    const queue = toQueue(select([card('l', 'learning', noon + 5 * minute), card('n')], today))
    const again = { ...newMemory('n'), phase: 'learning' as const, due: noon + minute }
    const after = afterGrade(queue, 'n', again, today.dayEnd)
    expect(after.learning.map(({ id }) => id)).toEqual(['n', 'l'])
    expect(remaining(after)).toBe(2)
    const known = { ...again, phase: 'review' as const, due: noon + 3 * dayMs }
    expect(remaining(afterGrade(after, 'n', known, today.dayEnd))).toBe(1)
  })

  it('leaves the queue of before untouched, so that undo can return to it', () => {
    const queue = toQueue(select([card('n1'), card('n2')], today))
    const copy = structuredClone(queue)
    afterGrade(queue, 'n1', { ...newMemory('n1'), phase: 'learning', due: noon + minute }, today.dayEnd)
    without(queue, 'n2')
    expect(queue).toEqual(copy)
  })

  it('tells when the next card is due: a learning card by its minute, a review with its day', () => {
    const far = card('r', 'review', noon + 3 * dayMs)
    expect(nextDueAt([card('n'), far], today)).toBe(noon + 3 * dayMs)
    expect(nextDueAt([far, card('l', 'learning', noon + 40 * minute)], today)).toBe(noon + 40 * minute)
    expect(nextDueAt([card('over', 'review', noon - dayMs)], today)).toBe(today.dayEnd)
    expect(nextDueAt([card('n')], today)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { minutesFor, overview } from '../../../src/cards/due'
import { daysFrom, studyDay } from '../../../src/cards/day'
import { replay } from '../../../src/cards/replay'
import { scheduler } from '../../../src/cards/schedule'
import { countStates, reviewsPerDay, stateOf, trueRetention } from '../../../src/cards/statistics'
import { dayMs, noon, reset, review, undo } from './lines'

const dayOf = (at: number) => studyDay(at, 4).start
const past = (days: number) => daysFrom(noon - (days - 1) * dayMs, 4, days)

describe('the overview', () => {
  const log = [
    review('due', 'good', noon - 20 * dayMs),
    review('due', 'good', noon - 20 * dayMs + 700_000),
    review('later', 'easy', noon - 5 * dayMs),
  ]
  const memories = replay(log, scheduler(0.9))
  const cards = ['due', 'later', 'new-1', 'new-2'].map((id) => ({
    id,
    cardId: id,
    deckId: id.startsWith('new') ? 'n' : 'd',
    memory: memories.get(id),
  }))
  const today = {
    now: noon,
    dayStart: dayOf(noon),
    dayEnd: studyDay(noon, 4).end,
    limits: { newPerDay: 1, reviewsPerDay: 10 },
    done: { new: 0, reviews: 0 },
    interview: null,
  }

  it('counts what a session would hold, in all and by deck', () => {
    const all = overview(cards, log, today, daysFrom(noon, 4, 7))
    expect(all).toMatchObject({ due: 2, new: 1, review: 1, learning: 0, total: 4, studied: 2 })
    expect(all.decks).toEqual([
      { deckId: 'd', new: 0, learning: 0, review: 1, total: 2, studied: 2 },
      { deckId: 'n', new: 1, learning: 0, review: 0, total: 2, studied: 0 },
    ])
    expect(all.forecast).toEqual([1, 0, 0, 1, 0, 0, 0])
  })

  it('reckons the minutes from the learner’s own median, ten seconds a card before there is one', () => {
    expect(minutesFor(0, [])).toBe(0)
    expect(minutesFor(60, [])).toBe(10)
    const times = [20_000, 20_000, 20_000, 20_000, 300_000].map((ms, n) => review('a', 'good', noon + n, ms))
    expect(minutesFor(60, times)).toBe(20)
  })
})

describe('statistics', () => {
  it('tells new, learning, young, mature and suspended cards apart', () => {
    const log = [
      review('young', 'easy', noon),
      review('mature', 'easy', noon - 100 * dayMs),
      review('mature', 'easy', noon - 60 * dayMs),
      review('learning', 'again', noon),
    ]
    const memories = replay(log, scheduler(0.9))
    const states = ['new', 'young', 'mature', 'learning'].map((id) => stateOf(memories.get(id), false))
    expect(states).toEqual(['new', 'young', 'mature', 'learning'])
    expect(countStates([...states, stateOf(memories.get('mature'), true)])).toEqual({
      new: 1,
      learning: 1,
      young: 1,
      mature: 1,
      suspended: 1,
    })
  })

  it('counts the reviews of each day without those undone', () => {
    const slip = review('a', 'good', noon - 2 * dayMs)
    const log = [slip, undo(slip, noon - 2 * dayMs + 1), review('a', 'again', noon - dayMs), review('b', 'good', noon)]
    expect(reviewsPerDay([...log, review('a', 'good', noon)], past(3))).toEqual([0, 1, 2])
  })

  it('takes into true retention only cards met again on a later day', () => {
    const log = [
      review('a', 'again', noon - 3 * dayMs),
      review('a', 'good', noon - 3 * dayMs + 60_000),
      review('a', 'good', noon - dayMs),
      review('b', 'good', noon - 3 * dayMs),
      review('b', 'again', noon),
      review('b', 'good', noon + 60_000),
    ]
    expect(trueRetention(log, noon - 30 * dayMs, dayOf)).toEqual({ reviews: 2, share: 0.5 })
    expect(trueRetention(log, noon - 12 * 3_600_000, dayOf)).toEqual({ reviews: 1, share: 0 })
    expect(trueRetention([log[0]!], 0, dayOf)).toEqual({ reviews: 0, share: null })
  })

  it('begins anew after a reset', () => {
    const log = [review('a', 'good', noon - 2 * dayMs), reset('a', noon - dayMs), review('a', 'again', noon)]
    expect(trueRetention(log, 0, dayOf)).toEqual({ reviews: 0, share: null })
  })
})

import { describe, expect, it } from 'vitest'
import type { Grade, Memory } from '../../../src/cards/card'
import { newMemory, scheduler } from '../../../src/cards/schedule'
import { dayMs, noon } from './lines'

const schedule = scheduler(0.9)
const byRating: Grade[] = ['again', 'hard', 'good', 'easy']

describe('the FSRS-6 schedule', () => {
  it('gives the reference intervals for a card that fails twice and recovers', () => {
    // py-fsrs 3abe686e, tests/test_basic.py, test_review_card: default parameters, no fuzz.
    const ratings = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]
    let memory = newMemory('a')
    let now = Date.parse('2022-11-29T12:30:00Z')
    const days = ratings.map((rating) => {
      memory = schedule.next(memory, byRating[rating - 1]!, now)
      now = memory.due
      return memory.scheduledDays
    })
    expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  })

  it('gives the reference stability and difficulty', () => {
    // py-fsrs 3abe686e, tests/test_basic.py, test_memo_state.
    const ratings = [1, 3, 3, 3, 3, 3]
    const elapsedDays = [0, 0, 1, 3, 8, 21]
    let memory = newMemory('a')
    let now = Date.parse('2022-11-29T12:30:00Z')
    ratings.forEach((rating, index) => {
      now += elapsedDays[index]! * dayMs
      memory = schedule.next(memory, byRating[rating - 1]!, now)
    })
    expect(memory.stability).toBeCloseTo(53.62691, 3)
    expect(memory.difficulty).toBeCloseTo(6.3574867, 3)
  })

  it('shows on each key exactly what pressing it leads to', () => {
    const memory = schedule.next(newMemory('a'), 'easy', noon)
    const previews = schedule.previews(memory, noon + 9 * dayMs)
    for (const grade of byRating) expect(previews[grade]).toEqual(schedule.next(memory, grade, noon + 9 * dayMs))
  })

  it('asks sooner when more is to be retained', () => {
    const known = schedule.next(newMemory('a'), 'easy', noon)
    const days = (retention: number) => scheduler(retention).next(known, 'good', known.due).scheduledDays
    expect(days(0.95)).toBeLessThan(days(0.9))
    expect(days(0.9)).toBeLessThan(days(0.8))
  })

  it('keeps the day of the first review and counts lapses', () => {
    const steps: [Grade, number][] = [
      ['easy', noon],
      ['again', noon + 10 * dayMs],
    ]
    const memory = steps.reduce<Memory>((last, [grade, at]) => schedule.next(last, grade, at), newMemory('a'))
    expect(memory).toMatchObject({ firstReviewAt: noon, lapses: 1, reps: 2, phase: 'relearning', entries: 2 })
  })
})

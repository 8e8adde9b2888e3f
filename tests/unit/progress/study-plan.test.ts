import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan, PlanStep } from '../../../content/format'
import { stepLink } from '../../../src/progress/step-link'
import { doneTimes, planDay, planInWords, type Done } from '../../../src/progress/study-plan'

const step = (id: string, day: number, change: Partial<PlanStep>): PlanStep => ({
  id,
  day,
  title: id,
  why: 'Because.',
  minutes: 10,
  ...change,
})
const reading = (id: string, day: number) => step(id, day, { read: id })
const plan = (steps: PlanStep[], days: number): Plan => ({ id: 'p', title: 'P', suits: 'You.', days, steps })
const nothing: Done = { read: {}, firstReviews: new Map(), interviews: [] }
const dayMs = 86_400_000

describe('a step', () => {
  it('of reading is done when the note was read to its end', () => {
    const times = doneTimes(plan([reading('rag', 1), reading('agents', 1)], 1), { ...nothing, read: { rag: 5 } }, 0)
    expect([...times]).toEqual([['rag', 5]])
  })

  it('of cards is done when that many of the deck were met, the steps of a deck added up', () => {
    const cards = { topic: 'rag', count: 3 }
    const both = plan([step('first', 1, { cards }), step('second', 2, { cards })], 2)
    const met = (times: number[]) => ({ ...nothing, firstReviews: new Map([['rag', times]]) })
    expect([...doneTimes(both, met([1, 2, 3, 4]), 0)]).toEqual([['first', 3]])
    expect([...doneTimes(both, met([1, 2, 3, 4, 5, 6]), 0)]).toEqual([
      ['first', 3],
      ['second', 6],
    ])
  })

  it('of an interview takes one finished since the plan was chosen, and no interview serves two', () => {
    const any = step('any', 1, { interview: { round: 'phone-screen', topics: [], minutes: 20 } })
    const onRag = step('on-rag', 2, { interview: { round: 'phone-screen', topics: ['rag'], minutes: 20 } })
    const finished = (at: number, topics: string[]) => ({ round: 'phone-screen' as const, topics, at })
    const done = { ...nothing, interviews: [finished(1, []), finished(11, ['rag']), finished(12, [])] }
    expect(doneTimes(plan([any, onRag], 2), done, 10)).toEqual(
      new Map([
        ['on-rag', 11],
        ['any', 12],
      ]),
    )
  })
})

describe('a step’s place', () => {
  it('is an interview of its own round, topics and length', () => {
    const interview = { round: 'system-design' as const, topics: ['rag', 'agents'], minutes: 30 }
    expect(stepLink(step('any', 1, { interview }))).toBe(
      '#/interview?round=system-design&topics=rag%2Cagents&minutes=30',
    )
    expect(stepLink(reading('rag', 1))).toBe('#/notes/pack-rag')
  })
})

describe('today', () => {
  const week = plan(
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [reading(`a${day}`, day), reading(`b${day}`, day)]),
    7,
  )
  const at = (dayNumber: number, daysToInterview: number | null = null) => ({
    dayStart: dayNumber * dayMs,
    dayNumber,
    daysToInterview,
  })
  const ids = (day: ReturnType<typeof planDay>) => day.steps.map(({ step }) => step.id)

  it('is the plan’s own day while nothing was missed', () => {
    expect(ids(planDay(week, new Map(), at(1)))).toEqual(['a1', 'b1'])
    const dayOne = new Map([
      ['a1', dayMs],
      ['b1', dayMs],
    ])
    expect(ids(planDay(week, dayOne, at(2)))).toEqual(['a2', 'b2'])
    expect(
      planDay(week, dayOne, at(2))
        .all.map(({ done }) => done)
        .indexOf(false),
    ).toBe(2)
  })

  it('keeps what was done today in sight', () => {
    const day = planDay(week, new Map([['a1', dayMs + 5]]), at(1))
    expect(day.steps.map(({ done }) => done)).toEqual([true, false])
    expect(day.minutesLeft).toBe(10)
  })

  it('spreads missed days over those that are left', () => {
    const day = planDay(week, new Map(), at(4, 5))
    expect(day.missed).toBe(6)
    expect(day.days).toBe(5)
    expect(ids(day)).toEqual(['a1', 'b1', 'a2'])
    expect(planInWords(day)).toMatch(/6 steps are from earlier days; the rest is spread over 5 days/)
  })

  it('grows longer rather than steeper while the interview is far', () => {
    const day = planDay(week, new Map(), at(7, 30))
    expect(day.days).toBe(6)
    expect(day.perDay).toBeLessThanOrEqual(25)
  })

  it('ends by the interview, and says when that is too much', () => {
    const day = planDay(week, new Map(), at(1, 1))
    expect(ids(day)).toHaveLength(14)
    expect(day.tooMuch).toBe(true)
    expect(planInWords(day)).toMatch(/shorter plan/)
  })

  it('says when all is done', () => {
    const all = new Map(week.steps.map(({ id }) => [id, dayMs]))
    expect(planInWords(planDay(week, all, at(2)))).toMatch(/all of this plan/)
  })

  it('comes to an end if each day’s part is done, whatever was missed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (works, until) => {
          const times = new Map<string, number>()
          for (let n = 1; n <= 120; n++) {
            const left = until - n
            const day = planDay(week, times, at(n, left >= 0 ? left : null))
            if (times.size < week.steps.length) expect(day.steps.length).toBeGreaterThan(0)
            if (works[n] ?? true) for (const { step } of day.steps) times.set(step.id, times.get(step.id) ?? n * dayMs)
          }
          expect(times.size).toBe(week.steps.length)
        },
      ),
    )
  })
})

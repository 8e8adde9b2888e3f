import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countdownInWords, daysUntil } from '../../../src/progress/countdown'
import { nextStep, type Practised } from '../../../src/progress/next-step'
import { readiness, type TopicStanding } from '../../../src/progress/readiness'

const topic = (name: string, change: Partial<TopicStanding> = {}): TopicStanding => ({
  topic: name,
  title: name,
  cards: 10,
  fresh: 10,
  recalled: 0,
  interviews: [],
  ...change,
})

describe('readiness', () => {
  it('is not known before anything was practised', () => {
    expect(readiness([topic('rag'), topic('agents')]).value).toBeNull()
    expect(readiness([]).value).toBeNull()
  })

  it('is half recall and half interviews, the mean over the topics', () => {
    const result = readiness([topic('rag', { fresh: 0, recalled: 8, interviews: [0.5] }), topic('agents')])
    expect(result).toMatchObject({ value: Math.round((0.4 + 0.25) * 50), recall: 40, interviews: 25 })
  })

  it('points to the topic with most to learn', () => {
    expect(readiness([topic('rag', { fresh: 2 }), topic('agents')]).gain).toMatchObject({ topic: 'agents', points: 23 })
    expect(readiness([topic('rag', { fresh: 0, recalled: 9 })]).gain).toBeNull()
  })

  it('lies between 0 and 100 and never falls when more is recalled', () => {
    const standing = fc.record({
      cards: fc.integer({ min: 1, max: 50 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(standing, { minLength: 1 }), (standings) => {
        const of = (more: number) =>
          readiness(
            standings.map(({ cards, share, score }) =>
              topic('t', { cards, fresh: 0, recalled: cards * Math.min(1, share + more), interviews: [score] }),
            ),
          ).value!
        expect(of(0)).toBeGreaterThanOrEqual(0)
        expect(of(1)).toBeLessThanOrEqual(100)
        expect(of(0.2)).toBeGreaterThanOrEqual(of(0))
      }),
    )
  })
})

describe('the countdown', () => {
  it('counts calendar days, whatever the hour', () => {
    const evening = new Date(2026, 10, 23, 23, 59).getTime()
    expect(daysUntil('2026-11-24', evening)).toBe(1)
    expect(daysUntil('2026-11-23', evening)).toBe(0)
    expect(daysUntil('2026-12-02', evening)).toBe(9)
    expect(daysUntil('', evening)).toBeNull()
  })

  it('says it in words', () => {
    expect([null, 9, 1, 0, -3].map(countdownInWords)).toEqual([
      'Today',
      '9 days to go',
      'Tomorrow',
      'Today is the day',
      'Your interview has passed',
    ])
  })
})

describe('the next step', () => {
  const session = (change: Partial<Practised>): Practised => ({
    sessionId: 's',
    round: 'phone-screen',
    status: 'finished',
    at: 1,
    undecided: 0,
    ...change,
  })

  it('is to resume what was left in the middle', () => {
    expect(nextStep([session({ status: 'running' })], null)).toMatchObject({ kind: 'resume', sessionId: 's' })
  })

  it('is to close a report before starting anew', () => {
    expect(nextStep([session({ undecided: 2 })], null)).toMatchObject({ kind: 'decide' })
  })

  it('is the round never done, then the one done longest ago', () => {
    expect(nextStep([], { topic: 'rag', title: 'RAG' })).toMatchObject({
      kind: 'interview',
      round: 'phone-screen',
      topics: ['rag'],
    })
    expect(nextStep([session({})], null)).toMatchObject({ round: 'system-design' })
    const all = (['phone-screen', 'system-design', 'behavioural', 'recruiter'] as const).map((round, index) =>
      session({ round, at: 10 - index }),
    )
    expect(nextStep(all, null)).toMatchObject({ round: 'recruiter' })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askedInLoop,
  breakMinutes,
  loopRounds,
  loopStanding,
  roundMinutes,
  type InterviewLoop,
} from '../../../src/interview/loop'
import { planLoop, planRound, roundSeed } from '../../../src/interview/loop-plan'
import { noHistory } from '../../../src/interview/plan'
import type { InterviewSession } from '../../../src/interview/session'
import { question } from './sample'

const loop: InterviewLoop = {
  id: 'l',
  rounds: [
    { round: 'recruiter', minutes: 10 },
    { round: 'phone-screen', minutes: 15 },
    { round: 'behavioural', minutes: 15 },
  ],
  mode: 'real',
  topics: [],
  startedAt: 0,
  updatedAt: 0,
}

function session(index: number, status: InterviewSession['status'], startedAt = index): InterviewSession {
  const { round, minutes } = loop.rounds[index]!
  return {
    id: `${index}-${startedAt}`,
    config: { round, minutes, topics: [] },
    plan: [{ kind: 'question', id: `q${index}`, variant: -1 }],
    packVersion: '1',
    status,
    startedAt,
    updatedAt: 0,
    loop: { id: 'l', index },
  }
}

describe('a loop', () => {
  it('begins with its first round and goes on with the next one, days later too', () => {
    expect(loopStanding(loop, []).next).toMatchObject({ index: 0, state: 'next' })
    const after = loopStanding(loop, [session(0, 'finished')])
    expect(after.next).toMatchObject({ index: 1, round: 'phone-screen' })
    expect(after.rounds.map(({ state }) => state)).toEqual(['finished', 'next', 'waiting'])
  })

  it('resumes a round that was left in the middle', () => {
    expect(loopStanding(loop, [session(0, 'finished'), session(1, 'running')]).next).toMatchObject({
      index: 1,
      state: 'running',
    })
  })

  it('is over when every round was held or given up, or when it was ended', () => {
    const all = [session(0, 'finished'), session(1, 'abandoned'), session(2, 'finished')]
    expect(loopStanding(loop, all)).toMatchObject({ over: true, finished: 2, next: undefined })
    expect(loopStanding({ ...loop, ended: true }, [session(0, 'finished')])).toMatchObject({ over: true, finished: 1 })
  })

  it('goes by the newest session of a round, and by its own sessions only', () => {
    const other = { ...session(0, 'running'), loop: { id: 'other', index: 0 } }
    const found = loopStanding(loop, [session(0, 'abandoned', 1), session(0, 'finished', 2), other])
    expect(found.rounds[0]).toMatchObject({ state: 'finished', session: { id: '0-2' } })
  })

  it('never asks in a later round what an earlier one asked', () => {
    expect([...askedInLoop(loop, [session(0, 'finished'), session(1, 'running')])]).toEqual(['q0', 'q1'])
  })

  it('always has exactly one next round, or is over', () => {
    const status = fc.constantFrom<InterviewSession['status']>('running', 'finished', 'abandoned')
    const sessions = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), status, fc.nat(99)), { maxLength: 8 })
    fc.assert(
      fc.property(sessions, (list) => {
        const found = loopStanding(
          loop,
          list.map(([index, state, at]) => session(index, state, at)),
        )
        expect(found.over).toBe(found.next === undefined)
        expect(found.rounds.filter(({ state }) => state === 'next').length).toBeLessThanOrEqual(1)
        if (found.next) expect(['next', 'running']).toContain(found.next.state)
      }),
    )
  })

  it('keeps the order of the rounds, whatever order they were chosen in, and real or short lengths', () => {
    const order = ['recruiter', 'phone-screen', 'behavioural'] as const
    expect(loopRounds(order, ['behavioural', 'recruiter'], 'real')).toEqual([
      { round: 'recruiter', minutes: 30 },
      { round: 'behavioural', minutes: 45 },
    ])
    for (const { short, real } of Object.values(roundMinutes)) {
      expect(short).toBeLessThan(real)
      expect([30, 45, 60]).toContain(real)
    }
    expect(breakMinutes({ round: 'recruiter', minutes: 60 })).toBeGreaterThan(
      breakMinutes({ round: 'recruiter', minutes: 10 }),
    )
  })
})

describe('what the rounds of a loop ask', () => {
  const rounds = loop.rounds.slice(1)
  const items = [
    ...['p1', 'p2', 'p3', 'p4'].map((id) => question(id, { rounds: ['phone-screen', 'behavioural'] })),
    question('b', { rounds: ['behavioural'], topic: 'agents' }),
  ]
  const planned = (topics: string[] = []) =>
    planLoop(rounds, { round: 'phone-screen', topics, minutes: 0 }, items, noHistory, 'seed', undefined)

  it('is the same when it is looked at again, and nothing is asked twice', () => {
    const ids = planned().map(({ id }) => id)
    expect(planned().map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('b')
  })

  it('is what its first round then begins with', () => {
    const config = { ...rounds[0]!, topics: [] }
    const first = planRound(config, items, noHistory, roundSeed('seed', 0), { exclude: new Set() })
    expect(planned().slice(0, first.length)).toEqual(first)
  })

  it('takes what a round has where it has nothing on the chosen topics', () => {
    expect(planned(['agents']).map(({ id }) => id)).toEqual(expect.arrayContaining(['b', 'p1']))
  })
})

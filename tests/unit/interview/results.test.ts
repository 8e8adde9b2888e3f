import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationInWords, calibrationOf } from '../../../src/interview/calibration'
import { comparedItems, sideBySide } from '../../../src/interview/compare'
import { costliest, hidden, strongest, worth, type Grade } from '../../../src/interview/grades'
import { trendBy, weakItems, type Attempt } from '../../../src/interview/history'
import { difference } from '../../../src/interview/model-answer'
import type { Estimate, Verdict } from '../../../src/interview/session'
import { nextStep } from '../../../src/progress/next-step'
import { criterion, question } from './sample'

function grade(id: string, standing: Verdict, weight: 1 | 2 | 3 = 2, over: object = {}): Grade {
  const item = question('one')
  const stage = { item, kind: 'question' as const, say: 'ask', criteria: item.criteria, minutes: 5 }
  const suggested = { itemId: 'one', criterionId: id, verdict: standing, confidence: 1, evidence: '', provenance: '' }
  return { stage, criterion: criterion(id, weight), suggested, standing, ...over }
}

function attempt(id: string, startedAt: number, grades: Grade[]): Attempt {
  const session = {
    id,
    config: { round: 'phone-screen' as const, topics: [], minutes: 10 },
    plan: [],
    packVersion: '1',
    status: 'finished' as const,
    startedAt,
    updatedAt: 0,
  }
  return { session, grades, share: null, topics: ['rag'] }
}

describe('the summary', () => {
  const grades = [grade('a', 'met', 1), grade('b', 'missed', 3), grade('c', 'partly', 2), grade('d', 'met', 3)]

  it('names what weighs most, made and lost', () => {
    expect(strongest(grades, 3).map(({ criterion: { id } }) => id)).toEqual(['d', 'a'])
    expect(costliest(grades, 3).map(({ criterion: { id } }) => id)).toEqual(['b', 'c'])
    expect(worth(grades[1]!, grades)).toBeCloseTo(3 / 9)
    expect(worth(grades[2]!, grades)).toBeCloseTo(1 / 9)
  })

  it('gives nothing away to somebody who decides first', () => {
    const decided = { decision: { decided: 'missed' as const, blind: true } }
    const shown = hidden([grade('a', 'met'), grade('b', 'missed', 2, decided)])
    expect(shown.map(({ standing }) => standing)).toEqual(['unsure', 'missed'])
  })

  it('names changes that add up to no more than what is missing', () => {
    const verdicts = fc.array(fc.constantFrom<Verdict>('met', 'partly', 'missed', 'unsure'), { minLength: 1 })
    fc.assert(
      fc.property(verdicts, (list) => {
        const all = list.map((verdict, n) => grade(`${n}`, verdict, ((n % 3) + 1) as 1 | 2 | 3))
        const gained = all.reduce((sum, each) => sum + (each.standing === 'unsure' ? 0 : worth(each, all)), 0)
        expect(gained).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})

describe('the model answer beside yours', () => {
  const lacking = { ...criterion('x'), short: 'Names the index', statement: 'An index is updated without training.' }
  const answer = 'I would begin with the question. The index is updated at once, without any training. Then I measure.'

  it('marks the sentence that makes a point you left out, and loses no word', () => {
    const pieces = difference(answer, [lacking])!
    expect(pieces.filter(({ covers }) => covers.length)).toMatchObject([
      { covers: ['Names the index'], text: expect.stringContaining('updated at once') },
    ])
    expect(pieces.map(({ text }) => text).join('')).toBe(answer)
  })

  it('marks nothing where no sentence is near, and leaves code as it is', () => {
    const other = { ...lacking, statement: 'Bananas ripen faster in a warm kitchen.' }
    expect(difference(answer, [other])!.every(({ covers }) => !covers.length)).toBe(true)
    expect(difference('```py\nx = 1\n```', [lacking])).toBeUndefined()
  })
})

describe('what is expected and what comes of it', () => {
  const attempts = [attempt('s', 1, [grade('a', 'met'), grade('b', 'missed')])]
  const estimate = (share: number, over: Partial<Estimate> = {}): Estimate => ({
    id: `${share}`,
    sessionId: 's',
    itemId: '',
    share,
    at: 1,
    ...over,
  })

  it('is compared for the whole and for a question; the newest estimate counts', () => {
    const found = calibrationOf(attempts, [estimate(0), estimate(1, { at: 2 }), estimate(0.5, { itemId: 'one' })])
    expect(found.pairs.map(({ expected, result }) => [expected, result])).toEqual([
      [0.5, 0.5],
      [1, 0.5],
    ])
    expect(found.bias).toBe(0.25)
    expect(calibrationInWords(found)).toContain('25 points more than you get')
  })

  it('leaves out what has no result', () => {
    const open = [attempt('s', 1, [grade('a', 'unsure')])]
    expect(calibrationOf(open, [estimate(1)]).pairs).toEqual([])
    expect(calibrationOf(attempts, [estimate(1, { sessionId: 'other' })]).pairs).toEqual([])
  })
})

describe('a question asked more than once', () => {
  const attempts = [
    attempt('new', 3, [grade('a', 'met'), grade('b', 'missed')]),
    attempt('old', 2, [grade('a', 'met'), grade('b', 'met')]),
  ]

  it('shows its best and its latest attempt side by side', () => {
    const [found] = comparedItems(attempts)
    expect(found).toMatchObject({ itemId: 'one', times: 2, best: { share: 1 }, latest: { share: 0.5 } })
    expect(found!.best.attempt.session.id).toBe('old')
    expect(sideBySide(found!.best.grades, found!.latest.grades)).toEqual([
      { short: 'a', best: 'met', latest: 'met' },
      { short: 'b', best: 'met', latest: 'missed' },
    ])
    expect(comparedItems(attempts.slice(1))).toEqual([])
  })

  it('has a trend by quality too', () => {
    expect(trendBy(attempts, 'quality')).toEqual([{ topic: 'depth', shares: [1, 0.5], latest: 0.5, best: 1 }])
  })

  it('comes back in the plan when its latest answer was weak and has settled a night', () => {
    const weak = weakItems([attempt('s', 5, [grade('a', 'missed'), grade('b', 'missed')]), ...attempts])
    expect(weak).toMatchObject([{ sessionId: 's', itemId: 'one', share: 0 }])
    const day = 24 * 3_600_000
    expect(nextStep([], null, { weak, now: day })).toMatchObject({ kind: 'drill', itemId: 'one' })
    expect(nextStep([], null, { weak, now: 10 })).toMatchObject({ kind: 'interview' })
    const loop = { loopId: 'l', round: 'behavioural' as const, minutes: 15, held: 1, rounds: 3 }
    expect(nextStep([], null, { weak, loop, now: day })).toMatchObject({ kind: 'loop', loopId: 'l' })
  })
})

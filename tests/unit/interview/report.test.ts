import { describe, expect, it } from 'vitest'
import type { Criterion } from '../../../content/format'
import { toJson, toMarkdown } from '../../../src/interview/export'
import { loopToJson, loopToMarkdown } from '../../../src/interview/export-loop'
import { suggestedShare, type Suggested } from '../../../src/interview/assess/suggested-share'
import {
  costliest,
  gradesOf,
  misses,
  qualitiesOf,
  settledShare,
  shareOf,
  suggestedShareOf,
} from '../../../src/interview/grades'
import { attemptsOf, historyOf, trendBy } from '../../../src/interview/history'
import { keyOf, libraryOf, questionNumber, stagesOf, type Stage } from '../../../src/interview/items'
import { loopStanding } from '../../../src/interview/loop'
import { loopResult } from '../../../src/interview/loop-report'
import { cardsFor } from '../../../src/interview/missed-cards'
import { headline, outcomeBasis, outcomeOf } from '../../../src/interview/outcome'
import { findPitfalls, type Pitfall } from '../../../src/interview/pitfalls'
import type {
  Assessment,
  CriterionVerdict,
  Decision,
  InterviewSession,
  Turn,
  Verdict,
} from '../../../src/interview/session'
import { asksForOccasion } from '../../../src/interview/put-again'
import { storyParts } from '../../../src/interview/star'
import { criterion, question, said, scenario } from './sample'

function verdict(stage: Stage, { id }: Criterion, value: Verdict): CriterionVerdict {
  return {
    ...keyOf(stage),
    criterionId: id,
    verdict: value,
    confidence: 0.9,
    evidence: '',
    provenance: 'Decided by wording',
  }
}

function assessed(stages: Stage[], values: Verdict[]): Assessment {
  const all = stages.flatMap((stage) => stage.criteria.map((each) => [stage, each] as const))
  const verdicts = all.map(([stage, each], index) => verdict(stage, each, values[index] ?? 'missed'))
  return { sessionId: 's', assessor: 'test', at: 0, verdicts, qualities: {}, pitfalls: [] }
}

const library = libraryOf([question('one', { notes: ['rag#chunking'] })], [scenario('wiki')])
const one = stagesOf([{ kind: 'question', id: 'one', variant: -1 }], library)
const session: InterviewSession = {
  id: 's',
  config: { round: 'phone-screen', topics: [], minutes: 20 },
  plan: [{ kind: 'question', id: 'one', variant: -1 }],
  packVersion: '1.0.0',
  status: 'finished',
  startedAt: 1_700_000_000_000,
  updatedAt: 0,
}
const decision = (criterionId: string, decided: Decision['decided'], at = 1): Decision => ({
  id: `${criterionId}${at}`,
  sessionId: 's',
  itemId: 'one',
  criterionId,
  suggested: 'unsure',
  decided,
  at,
})

describe('the result', () => {
  // Weights of a, b, c: 1, 3, 2.
  it('is the weighted share: met whole, partly half', () => {
    const grades = gradesOf(one, assessed(one, ['missed', 'met', 'partly']), [])
    expect(shareOf(grades)).toEqual({ value: 4 / 6, closed: 3, open: 0 })
    expect(outcomeOf(grades)).toBe('Leaning hire')
    expect(outcomeBasis(grades)).toBe('67 % of the weighted criteria')
  })

  it('follows the decision, and keeps what was suggested beside it', () => {
    const grades = gradesOf(one, assessed(one, ['unsure', 'met', 'met']), [
      decision('a', 'met'),
      decision('a', 'missed', 2),
    ])
    expect(grades[0]).toMatchObject({
      standing: 'missed',
      suggested: { verdict: 'unsure' },
      decision: { decided: 'missed' },
    })
  })

  it('is withheld while over a third is open, rather than flatter', () => {
    const grades = gradesOf(one, assessed(one, ['met', 'unsure', 'unsure']), [])
    expect(outcomeOf(grades)).toBeUndefined()
    expect(settledShare(grades)).toBeNull()
    expect(headline(grades)).toContain('Decide the open points')
    expect(outcomeBasis(grades)).toContain('2 of 3 points are open')
    expect(qualitiesOf(grades)).toEqual({})
  })

  it('is told apart from the suggested share, which no decision changes', () => {
    const assessment = assessed(one, ['met', 'unsure', 'missed'])
    assessment.verdicts.forEach((each, n) => (each.likelihood = [0.8, 0.3, 0.2][n]))
    const decided = [decision('b', 'met'), decision('c', 'met')]
    const grades = gradesOf(one, assessment, decided)
    expect(settledShare(grades)).toBe(1)
    expect(suggestedShareOf(grades)).toBeCloseTo((0.9 + 0.3) / 3)
    expect(suggestedShareOf(grades)).toBe(suggestedShare(assessment.verdicts as Suggested[]))
    expect(suggestedShareOf(gradesOf(one, assessed(one, ['met']), []))).toBeNull()
  })

  it('names what cost most, heaviest first', () => {
    const grades = gradesOf(one, assessed(one, ['missed', 'partly', 'missed']), [])
    expect(costliest(grades, 2).map(({ criterion: { id } }) => id)).toEqual(['c', 'b'])
  })

  it.each([
    [['met', 'met', 'met'], 'Strong hire'],
    [['missed', 'partly', 'partly'], 'Leaning no hire'],
    [['missed', 'missed', 'missed'], 'No hire'],
  ] as [Verdict[], string][])('puts %j at "%s"', (values, outcome) => {
    expect(outcomeOf(gradesOf(one, assessed(one, values), []))).toBe(outcome)
  })
})

describe('cards of what was missed', () => {
  it('ask the follow-up and answer with the point; the same miss is the same card', () => {
    const grades = gradesOf(one, assessed(one, ['met', 'missed', 'unsure']), [])
    const cards = cardsFor(misses(grades), 's')
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({
      id: 'miss-one-b',
      deckId: 'rag',
      front: 'one: probe for b',
      back: 'statement of b',
      origin: { from: 'interview', session: 's', passage: 'pack-rag#chunking' },
    })
    expect(cardsFor(misses(grades), 'another')[0]!.id).toBe('miss-one-b')
  })
})

describe('the history', () => {
  const older = { ...session, id: 'old', startedAt: 1 }
  const attempts = attemptsOf(
    [older, session, { ...session, id: 'running', status: 'running' }],
    [{ ...assessed(one, ['missed', 'missed', 'missed']), sessionId: 'old' }, assessed(one, ['met', 'met', 'met'])],
    [],
    library,
  )

  it('lists finished interviews, newest first, and tells the trend', () => {
    expect(attempts.map(({ session: { id } }) => id)).toEqual(['s', 'old'])
    expect(trendBy(attempts, 'topic')).toEqual([{ topic: 'rag', shares: [0, 1], latest: 1, best: 1 }])
    expect(trendBy(attempts, 'round')[0]).toMatchObject({ topic: 'phone-screen', shares: [0, 1] })
  })

  it('tells the planner what was seen and how topics stand', () => {
    const history = historyOf([older, session], attempts)
    expect(history.seen.get('one')).toEqual({ lastAt: session.startedAt, variant: -1 })
    expect(history.strength.get('rag')).toBe(1)
  })
})

describe('the export', () => {
  const turns = said([], [{ by: 'candidate', kind: 'answer', text: 'What I said', itemId: 'one' }])
  const assessment = assessed(one, ['met', 'missed', 'unsure'])
  const decisions = [decision('c', 'partly')]
  const record = { session, turns, stages: one, assessment, decisions, grades: gradesOf(one, assessment, decisions) }

  it('as Markdown has the result, both verdicts with what made them, and the conversation', () => {
    const text = toMarkdown({ ...record, expected: 0.5 })
    expect(text).toContain('**c**: suggested unsure, decided partly. Decided by wording; not sure.')
    expect(text).toContain('**a**: suggested met, not decided. Decided by wording; 90 % sure by its own figure.')
    expect(text).toContain('1 of 3 points decided by you.')
    expect(text).toContain('You expected 50 %; it came to 33 %.')
    expect(text).toContain('What I said')
    expect(text).toContain('The rule:')
    expect(text).not.toMatch(/undefined|NaN|null|\[object/)
  })

  it('names the passages to read by their headings', () => {
    const notes = [{ id: 'rag', title: 'Retrieval', body: '## Chunking\n\nText.' }]
    expect(toMarkdown({ ...record, notes })).toContain('To read: “Chunking” in “Retrieval”.')
    expect(toMarkdown(record)).not.toContain('To read:')
  })

  it('sets a sentence that collides beside what it collides with', () => {
    const contradiction = { said: 'I said so.', claim: 'It is not so.', kind: 'negation' as const }
    const grades = record.grades.map((grade) => ({ ...grade, suggested: { ...grade.suggested, contradiction } }))
    const text = toMarkdown({ ...record, grades })
    expect(text).toContain('  - You said: “I said so.”\n  - What is so, where yours says it is not: “It is not so.”')
  })

  it('keeps what was said as text, code as code with its failed tests, and a board in words and as a drawing', () => {
    const board = { elements: [{ kind: 'box' as const, id: 'b', x: 0, y: 0, width: 152, height: 64, text: 'Gateway' }] }
    const results = [
      { id: '1', name: 'an empty list', group: 'edge', visible: false, passed: false, why: 'it threw', ms: 1 },
      { id: '2', name: 'two items', group: 'normal', visible: true, passed: true, why: '', ms: 1 },
    ]
    const attached = [
      { tool: 'code', words: 'f()', data: { language: 'python', code: { python: 'f()' }, results } },
      { tool: 'board', words: 'Gateway', data: board },
    ]
    const text = toMarkdown({ ...record, turns: [{ ...turns[0]!, text: '# Not a heading\n> no quotation', attached }] })
    expect(text).toContain('**You**: \\# Not a heading\n\\> no quotation')
    expect(text).toContain('```python\nf()\n```')
    expect(text).toContain('1 of 2 tests passed, run in your browser.\n\n- Failed: an empty list (it threw)')
    expect(text).toMatch(/> Gateway\n\n```svg\n<svg[^]*Gateway<\/text>[^]*<\/svg>\n```/)
  })

  it('as JSON can be read back, and spells each question and point out', () => {
    const read = JSON.parse(toJson({ ...record, expected: 0.5 })) as Record<string, unknown>
    expect(read).toMatchObject({ format: 'preflight-interview', version: 1, decisions, turns })
    expect(read).toMatchObject({ result: { share: 2 / 6, expected: 0.5 } })
    expect(read.questions).toMatchObject([
      { number: 1, asked: 'ask one', modelAnswer: 'answer', points: [{}, {}, { standing: 'partly' }] },
    ])
    expect((read.questions as { points: object[] }[])[0]!.points[2]).toMatchObject({
      statement: 'statement of c',
      suggested: { verdict: 'unsure', provenance: 'Decided by wording', sure: 'not sure' },
      decided: { verdict: 'partly', blind: false },
    })
  })

  it('of a loop has its rounds, each with its points, and can be read back', () => {
    const loop = { id: 'l', rounds: [{ round: 'phone-screen' as const, minutes: 15 }], mode: 'real' as const }
    const whole = { ...loop, topics: [], startedAt: session.startedAt, updatedAt: 0 }
    const held = { ...session, loop: { id: 'l', index: 0 } }
    const attempts = attemptsOf([held], [assessment], decisions, library)
    const told = { loop: whole, standing: loopStanding(whole, [held]), result: loopResult(attempts), attempts }
    const text = loopToMarkdown(told)
    expect(text).toContain('| 1. Technical phone screen | 15 | No hire | 33 % |')
    expect(text).toContain('### one\n\n> ask one\n\n- **a**: suggested met, not decided. Decided by wording')
    expect(text).not.toMatch(/undefined|NaN|null|\[object/)
    expect(JSON.parse(loopToJson(told))).toMatchObject({
      format: 'preflight-loop',
      result: { outcome: 'No hire', share: 2 / 6 },
      rounds: [{ number: 1, sessionId: 's', points: [{ id: 'a' }, { id: 'b' }, { id: 'c', standing: 'partly' }] }],
    })
  })

  it('counts a twist with its question, as the interview does', () => {
    const stages = stagesOf([...session.plan, { kind: 'scenario', id: 'wiki', variant: -1 }], library)
    expect(stages.map((stage) => questionNumber(stages, stage))).toEqual([1, 2, 2, 2])
  })
})

describe('the nine pitfalls', () => {
  const [opening, twist] = stagesOf([{ kind: 'scenario', id: 'wiki', variant: -1 }], library) as [Stage, Stage]
  const design = { ...session.config, round: 'system-design' as const }
  const answer = (stage: Stage, text: string) => ({
    by: 'candidate' as const,
    kind: 'answer' as const,
    text,
    ...keyOf(stage),
  })
  const find = (stages: Stage[], turns: Turn[], verdicts: CriterionVerdict[] = []) =>
    findPitfalls(design, stages, turns, verdicts, [], stages.length)
  const names = (found: { pitfall: string }[]) => new Set(found.map(({ pitfall }) => pitfall as Pitfall))

  it('name what a design never touched, with the question', () => {
    const text =
      'I would take a big vector store and a large model and put all pages in it and then generate the text with citations from there, hosted on our own machines.'
    const found = find([opening], said([], [answer(opening, text)]))
    expect([...names(found)]).toEqual(expect.arrayContaining(['evaluation', 'edge-cases', 'user']))
    expect(found.filter(({ pitfall }) => pitfall === 'evaluation')).toEqual([
      expect.objectContaining({ moment: '', itemId: 'wiki' }),
    ])
  })

  it('leave a full answer alone', () => {
    const text =
      'First I ask who the users are. Then I index pages, because edits are frequent. If retrieval fails, it says so. I measure recall on known questions, so that employees can trust it, and test the limits.'
    expect(find([opening], said([], [answer(opening, text)]), [verdict(opening, criterion('a'), 'met')])).toEqual([])
  })

  it('quote the moment to the letter', () => {
    const text = `We should use the CRAG with HNSW and then IVFPQ. ${'It is a good and modern system for the whole company and everybody will like it a lot. '.repeat(3)}`
    const turns = said([], [answer(opening, text)])
    const found = find([opening], turns, [verdict(opening, criterion('a'), 'missed')])
    expect([...names(found)]).toEqual(expect.arrayContaining(['vague', 'jargon', 'why']))
    for (const { moment } of found) expect(text).toContain(moment)
  })

  it('see a reason in a condition, a contrast or a consequence, and in the next breath', () => {
    const bare =
      'Distribution first, calls per chat by outcome. Stop on repeated arguments, cap at eight, hand over after that. Cache the fixed prefix. Send order status to a small model. Batch the reads into one call. Report the cost per resolved chat, week by week.'
    const whys = (...texts: string[]) =>
      find(
        [opening],
        said(
          [],
          texts.map((text) => answer(opening, text)),
        ),
      ).filter(({ pitfall }) => pitfall === 'why')
    expect(whys(bare)).toHaveLength(1)
    expect(whys(bare.replace('fixed prefix', 'fixed prefix, which is most of the tokens'))).toEqual([])
    expect(whys(`${bare} If the provider fails, offer a form.`)).toEqual([])
    expect(whys(bare, 'Because half of the bill comes from loops.')).toEqual([])
  })

  it('count no abbreviation that the question’s own answer uses, and show the sentence that has most of them', () => {
    const text =
      'Embed each message, a million of them take 0.77 GB. We use the CRAG with HNSW and then IVFPQ. It is good.'
    const jargon = (stage: Stage) =>
      find([stage], said([], [answer(stage, text)])).filter(({ pitfall }) => pitfall === 'jargon')
    expect(jargon(opening).map(({ moment }) => moment)).toEqual(['We use the CRAG with HNSW and then IVFPQ.'])
    const own = { ...opening, item: { ...opening.item, answer: 'An HNSW index.' } }
    expect(jargon(own)).toEqual([])
  })

  it('see a twist ignored and a follow-up evaded', () => {
    const turns = said(
      [],
      [
        answer(twist, 'Nothing.'),
        { by: 'interviewer', kind: 'probe', text: 'Why?', ...keyOf(twist), criterionId: 'x' },
        answer(twist, 'No idea.'),
      ],
    )
    expect([...names(find([twist], turns, [verdict(twist, criterion('x'), 'missed')]))]).toEqual(
      expect.arrayContaining(['constraints', 'challenge']),
    )
  })
})

describe('a story', () => {
  it('has situation, task, action and result by its signal words', () => {
    const text =
      'Last year at my company a customer complained. I had to fix it. I built a filter. Errors dropped by 30 %.'
    expect(storyParts(text).every(({ present }) => present)).toBe(true)
    const dated = 'Spring 2024, the support assistant. My colleague wanted to launch.'
    expect(storyParts(dated).find(({ part }) => part === 'Situation')?.present).toBe(true)
    expect(storyParts('People should be honest.').some(({ present }) => present)).toBe(false)
  })

  it('is looked for only where something that happened was asked for', () => {
    const asks = (say: string) => asksForOccasion({ say, item: question('one', { ask: say, rounds: ['behavioural'] }) })
    expect(asks('Tell me about a time when you disagreed with a colleague.')).toBe(true)
    expect(asks('Describe something that you built and that failed.')).toBe(true)
    expect(asks('A stakeholder says that it must never be wrong. How do you answer?')).toBe(false)
  })
})

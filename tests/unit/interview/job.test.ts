import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Term } from '../../../content/format'
import { jobFit, lexiconOf, longestJob, readJob } from '../../../src/interview/job'
import { loopAverage, loopHeadline, loopResult } from '../../../src/interview/loop-report'
import { noHistory, plan } from '../../../src/interview/plan'
import type { Attempt } from '../../../src/interview/history'
import type { Grade } from '../../../src/interview/grades'
import type { InterviewConfig, Verdict } from '../../../src/interview/session'
import { criterion, question } from './sample'

const term = (name: string, topic: string, over: Partial<Term> = {}): Term => ({
  term: name,
  topic,
  synonyms: [],
  meaning: name,
  ...over,
})
const lexicon = lexiconOf([
  term('retrieval-augmented generation', 'rag', { abbreviation: 'RAG' }),
  term('low-rank adaptation', 'fine-tuning', { abbreviation: 'LoRA' }),
  term('attention', 'llm-fundamentals'),
  term('reranker', 'rag', { synonyms: ['cross-encoder'] }),
  term('rank', 'fine-tuning'),
])
const names = (text: string) => readJob(text, lexicon).map((found) => found.term)

describe('a job description', () => {
  it('yields its terms by any of their names, counted, the most named first', () => {
    const text = 'You build RAG systems. Retrieval-augmented generation with cross-encoders, and LoRA.'
    expect(readJob(text, lexicon)).toEqual([
      { term: 'retrieval-augmented generation', topic: 'rag', count: 2 },
      { term: 'reranker', topic: 'rag', count: 1 },
      { term: 'low-rank adaptation', topic: 'fine-tuning', count: 1 },
    ])
  })

  it('knows tools that the glossary does not', () => {
    expect(readJob('Experience with LangChain, vLLM and Kubernetes', lexicon).map(({ topic }) => topic)).toEqual([
      'rag',
      'inference',
      'production',
    ])
  })

  it('takes everyday words for what they are', () => {
    expect(names('Attention to detail. You rank among the best and drag boxes around.')).toEqual([])
    expect(names('a rag to wipe the floor')).toEqual([])
  })

  it('is read to a limit, whatever is pasted in', () => {
    expect(names(`${'x '.repeat(longestJob)} LoRA`)).toEqual([])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const { count } of readJob(text, lexicon)) expect(count).toBeGreaterThan(0)
      }),
    )
  })

  it('brings the questions that it is about to the front, and rules none out', () => {
    const items = [
      ...Array.from({ length: 6 }, (_, n) => question(`eval-${n}`, { topic: 'evaluation' })),
      question('lora', { topic: 'fine-tuning', ask: 'Explain low-rank adaptation to a colleague.' }),
    ]
    const fit = jobFit(items, ['low-rank adaptation'], lexicon)
    expect(fit.get('lora')).toBe(1)
    expect(fit.get('eval-0')).toBe(0)
    const config: InterviewConfig = { round: 'phone-screen', topics: [], minutes: 35 }
    const firsts = Array.from(
      { length: 30 },
      (_, seed) => plan({ ...config, minutes: 5 }, items, noHistory, `${seed}`, { job: fit })[0]!.id,
    )
    expect(firsts.filter((id) => id === 'lora').length).toBeGreaterThan(25)
    expect(plan(config, items, noHistory, 's', { job: fit })).toHaveLength(items.length)
  })

  it('steers nothing when no term was found', () => {
    expect(jobFit([question('a')], [], lexicon).size).toBe(0)
  })
})

describe('the plan', () => {
  const items = [question('rag-1'), question('al-1', { topic: 'alignment' })]
  const config: InterviewConfig = { round: 'phone-screen', topics: [], minutes: 5 }

  it('leans to the role’s topics', () => {
    const firsts = Array.from(
      { length: 40 },
      (_, seed) => plan({ ...config, role: 'ml-engineer' }, items, noHistory, `${seed}`)[0]!.id,
    )
    expect(firsts.filter((id) => id === 'al-1').length).toBeGreaterThan(25)
  })

  it('leaves out what the loop asked before', () => {
    const chosen = plan({ ...config, minutes: 30 }, items, noHistory, 's', { exclude: new Set(['rag-1']) })
    expect(chosen.map(({ id }) => id)).toEqual(['al-1'])
  })
})

describe('the result of a loop', () => {
  const grade = (standing: Verdict): Grade => ({ standing, criterion: criterion('a') }) as Grade
  const attempt = (...verdicts: Verdict[]) => ({ grades: verdicts.map(grade) }) as Attempt
  const confirmed = (...verdicts: Verdict[]) =>
    ({ grades: verdicts.map((verdict) => ({ ...grade(verdict), decision: { verdict } })) }) as unknown as Attempt

  it('is the mean over its rounds, each counting the same', () => {
    const result = loopResult([attempt('met', 'met', 'met', 'met'), attempt('partly')])
    expect(result).toMatchObject({ share: 0.75, outcome: 'Leaning hire', counted: 2 })
    expect(loopHeadline(result, 2, 4)).toBe('After 2 of 4 rounds, to be confirmed: leaning hire, 75 %')
    const decided = loopResult([confirmed('met', 'met', 'met', 'met'), confirmed('partly')])
    expect(loopHeadline(decided, 2, 4)).toBe('After 2 of 4 rounds: leaning hire, 75 %')
    expect(loopAverage(decided, 2)).toBe('75 % on average over 2 rounds.')
  })

  it('is capped by a round below 40 %', () => {
    const result = loopResult([attempt('met'), attempt('met'), attempt('missed')])
    expect(result.share).toBeCloseTo(2 / 3)
    expect(result.outcome).toBe('Leaning no hire')
  })

  it('leaves out rounds that are mostly open, and says nothing where all are', () => {
    expect(loopResult([attempt('met'), attempt('unsure')])).toMatchObject({ share: 1, counted: 1, open: 1 })
    const partly = loopResult([confirmed('met'), confirmed('unsure')])
    expect(loopHeadline(partly, 2, 2)).toContain('to be confirmed')
    expect(loopAverage(partly, 2)).toBe('100 % on average over the 1 of 2 rounds that have a result.')
    expect(loopResult([attempt('unsure')])).toMatchObject({ share: null, outcome: undefined })
    expect(loopHeadline(loopResult([attempt('unsure')]), 1, 1)).toContain('still open')
  })
})

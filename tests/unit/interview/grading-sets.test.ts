import { describe, expect, it } from 'vitest'
import { assess } from '../../../src/interview/assess/assess'
import { passes } from '../../../src/interview/assess/passes'
import { shippedKnowledge } from '../../bench/assessor-examples'
import { inputOf } from '../../bench/criteria-data'
import { judgedRow, measureCriteria } from '../../bench/criteria-measures'
import { nonsense } from '../../bench/made-answers'
import { fittedQuestions, otherAnswers, ownAnswers } from '../../bench/own-answers'
import { seeded } from '../../../src/interview/seeded'

const { pack, instant } = shippedKnowledge()
const judge = (row: Parameters<typeof inputOf>[0]) => judgedRow(row, assess(inputOf(row), instant))

describe('our hostile answers to shipped questions', () => {
  const rows = ownAnswers('hostile', pack.questions)
  const judged = rows.map(judge)

  it('are at least sixty, of every kind that the issue names', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60)
    const kinds =
      'empty one-word soup shuffled question wrong terse negated off-topic grader contradictory misspelt emoji'
    expect([...new Set(rows.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(kinds.split(' ')))
  })

  it('land inside their bands, nine in ten', () => {
    const { inside, of, outside } = measureCriteria(judged).bands
    expect({ share: inside / of >= 0.9, outside: outside.length <= of / 10 }).toEqual({ share: true, outside: true })
  })

  it.each(['empty', 'one-word', 'emoji', 'soup', 'shuffled', 'question', 'dont-know', 'language'])(
    'earn nothing at all: %s',
    (kind) => {
      for (const { row, score } of judged) if (row.kind === kind) expect([row.id, score]).toEqual([row.id, 0])
    },
  )

  it('in another language are declined with the reason, not called wrong', () => {
    for (const { row, judgements } of judged.filter(({ row }) => row.kind === 'language'))
      for (const { verdict, provenance } of judgements)
        expect([row.id, verdict, provenance.includes('English')]).toEqual([row.id, 'unsure', true])
  })
})

describe('our later answers to other questions: waffle, siblings, planted mistakes, plain and foreign English', () => {
  const judged = ownAnswers('fresh', pack.questions).map(judge)

  it('land inside their bands, nine in ten', () => {
    const { inside, of, outside } = measureCriteria(judged).bands
    expect(of).toBeGreaterThanOrEqual(30)
    expect({ enough: inside / of >= 0.9, outside: inside / of >= 0.9 ? [] : outside }).toEqual({
      enough: true,
      outside: [],
    })
  })
})

describe('answers to twelve questions that the pack does not have, by rubrics of their own', () => {
  const figures = measureCriteria(otherAnswers('other-answers').map(judge))
  const hostile = measureCriteria(otherAnswers('other-hostile').map(judge))

  it('are judged with few false credits, and most points found', () => {
    expect(figures.metPrecision).toBeGreaterThanOrEqual(0.95)
    expect(figures.metRecall).toBeGreaterThanOrEqual(0.62)
    expect(figures.aucWithoutWrong).toBeGreaterThanOrEqual(0.92)
    expect(figures.excellentOverWrong).toBeGreaterThanOrEqual(0.88)
    expect(figures.pearson).toBeGreaterThanOrEqual(0.8)
    expect(figures.kinds.wrong!.met).toBeLessThanOrEqual(0.1)
  })

  it('land inside their bands where they are hostile, nine in ten', () => {
    const { inside, of } = hostile.bands
    expect(of).toBe(85)
    expect(inside / of).toBeGreaterThanOrEqual(0.9)
    for (const kind of ['negated', 'contradictory']) expect(hostile.kinds[kind]!.score).toBeLessThanOrEqual(0.4)
    expect(hostile.kinds['typos-correct']!.score).toBeGreaterThanOrEqual(0.6)
  })
})

describe('our graded answers that nothing was fitted on', () => {
  const judged = ownAnswers('answers', pack.questions)
    .filter(({ question_id }) => !fittedQuestions.includes(question_id))
    .map(judge)
  const figures = measureCriteria(judged)

  it('are judged with few false credits, and most points found', () => {
    expect(figures.metPrecision).toBeGreaterThanOrEqual(0.95)
    expect(figures.metRecall).toBeGreaterThanOrEqual(0.55)
    expect(figures.aucWithoutWrong).toBeGreaterThanOrEqual(0.92)
  })

  it('tell excellent from fluently wrong', () => {
    expect(figures.excellentOverWrong).toBeGreaterThanOrEqual(0.88)
    expect(figures.kinds.wrong!.met).toBeLessThanOrEqual(0.1)
    expect(figures.kinds.wrong!.contradicted).toBeGreaterThan(0.25)
    expect(figures.kinds.excellent!.contradicted).toBeLessThanOrEqual(0.05)
  })
})

describe('a model answer of the pack', () => {
  const sample = pack.questions.filter((_, index) => index % 9 === 4)

  it('passes its own rubric', () => {
    const failing = sample.filter((question) => !passes(question, question.answer, instant).passes)
    expect(failing.map(({ id }) => id).length).toBeLessThanOrEqual(sample.length * 0.1)
  })

  it('fails another’s, as do the rubric’s words in other sentences, the question and a bland answer', () => {
    const bland =
      'That depends on the use case, but in general it is very important, and I would follow best practices.'
    sample.forEach((question, index) => {
      // Of another topic: an answer to a neighbouring question may well make points of this one.
      const topic = question.id.split('-')[0]!
      const after = [...sample.slice(index + 1), ...sample.slice(0, index)]
      const another = after.find(({ id }) => id.split('-')[0] !== topic)!
      const rubric = [...question.criteria]
      for (const text of [
        another.answer,
        bland,
        question.ask,
        nonsense(rubric, another.answer.slice(0, 600), seeded(index)),
      ])
        expect([question.id, text.slice(0, 40), passes(question, text, instant).passes]).toEqual([
          question.id,
          text.slice(0, 40),
          false,
        ])
    })
  })
})

import { describe, expect, it } from 'vitest'
import { compilePack } from '../../../content/compile'
import type { Criterion, Scenario } from '../../../content/format'
import { spokenAnswers } from '../../../content/rules/aloud'
import { partsOf } from '../../../content/rules/answers'
import { question, said } from './sample'

describe('model answers', () => {
  const statement = 'Retrieval suits knowledge that changes often, because updating an index needs no training at all.'
  const heard = (answer: string, change: Partial<Criterion> = {}) => {
    const [first, ...others] = question().criteria
    return said(spokenAnswers, { questions: [question({ answer, criteria: [{ ...first!, ...change }, ...others] })] })
  }

  it('that are told in words of their own may share a turn of phrase with the rubric', () => {
    const answer =
      'When knowledge changes often I retrieve it, since updating an index needs no training at all, and that is cheap.'
    expect(heard(answer, { statement })).toEqual([])
  })

  it('may not hold ten words in a row of a statement or a paraphrase, whatever their case and marks', () => {
    const answer = `I say: RETRIEVAL suits knowledge that changes often because updating an index, and so on.`
    expect(heard(answer, { statement })).toEqual([
      'rag-or-tuning: the model answer has "retrieval suits knowledge that changes often because updating an index" from "a": say it as one speaks',
    ])
    const paraphrases = [statement, ...question().criteria[0]!.paraphrases]
    expect(heard(answer, { paraphrases })).toHaveLength(1)
  })

  it('may share eight words in a row with one criterion and not with two', () => {
    const told = 'Good answers are told and not read out, so that nobody opens a book while they talk.'
    const lines = [
      'Good answers are told and not read out of notes that somebody once wrote.',
      'It matters so much that nobody opens a book while they talk to the people opposite.',
    ]
    const criteria = question().criteria.map((each, n) => ({ ...each, statement: lines[n] ?? each.statement }))
    const heardOf = (of: Criterion[]) => said(spokenAnswers, { questions: [question({ answer: told, criteria: of })] })
    expect(heardOf(criteria)).toEqual([
      'rag-or-tuning: the model answer shares 8 words in a row with 2 criteria, among them "b": say it as one speaks',
    ])
    expect(heardOf(criteria.slice(1))).toEqual([])
  })

  it('may not hold nearly the whole of a short line', () => {
    const paraphrases = ['Sounding sure and being right differ.', ...question().criteria[0]!.paraphrases]
    expect(heard('Mind that sounding sure and being right differ.', { paraphrases })[0]).toMatch(
      /nearly the whole of "Sounding sure/,
    )
    expect(heard('Mind that being right is rarer than sounding sure.', { paraphrases })).toEqual([])
  })

  it('are held to that in each turn of a scenario and each question about code', () => {
    const [turn] = partsOf(compilePack('content').pack).filter(({ name }) => name === 'wiki-assistant/pages-disagree')
    const scenario = { ...(turn!.item as Scenario), answer: turn!.criteria[0]!.statement }
    expect(said(spokenAnswers, { scenarios: [scenario] }).join()).toMatch(/wiki-assistant\/pages-disagree: .* nearly/)
  })
})

import { assess } from '../src/interview/assess/assess'
import { knowledgeFrom } from '../src/interview/assess/knowledge'
import type { Pack } from './compile'
import type { Grade } from './rules/answers'

const credit = { met: 1, partly: 0.5, unsure: 0, missed: 0 }

/** The shipped assessor by wording alone: quick enough to grade every answer of the pack, and the stricter part of it. */
export function gradeByWording({ questions, scenarios, terms }: Pack): Grade {
  const knowledge = knowledgeFrom({ questions, scenarios, glossary: terms })
  return (question, answer) => {
    const said = [{ turnId: 'answer', text: answer }]
    const { ask, hint, criteria } = question
    const judged = assess({ question: ask, hint, criteria, said }, knowledge)
    const share = (of: (verdict: keyof typeof credit) => number) => {
      const earned = judged.reduce((sum, { verdict }, n) => sum + of(verdict) * criteria[n]!.weight, 0)
      return earned / criteria.reduce((sum, { weight }) => sum + weight, 0)
    }
    return { met: share((verdict) => credit[verdict]), missed: share((verdict) => Number(verdict === 'missed')) }
  }
}

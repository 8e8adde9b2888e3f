import type { LanguageModel } from '../models/language-model'
import type { Phrase } from './interviewer'
import { phrase, type Phrasing } from './phrase'

/** How the interviewer's lines are put to what was said, where a language model is in use. */
export function phrasing(model: () => Promise<LanguageModel | undefined>): Phrase {
  return async (turn, { stage, turns }) => {
    const inUse = await model()
    const answer = turns.findLast(({ kind }) => kind === 'answer')
    if (!inUse || !answer) return undefined
    const point = stage.criteria.find(({ id }) => id === turn.criterionId)?.statement
    const kind = turn.kind as Phrasing['kind']
    return phrase({ kind, line: turn.text, question: stage.say, answer: answer.text, point }, inUse)
  }
}

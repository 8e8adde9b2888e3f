import type { Question, Scenario } from '../../../content/format'
import { assess, type Judgement, type Knowledge } from './assess'

/** How an answer to a question of the pack fares against the question's own rubric. */
export interface Passing {
  verdicts: Pick<Judgement, 'criterionId' | 'verdict' | 'likelihood' | 'contradiction'>[]
  /** Shares of the criteria, 0-1. */
  met: number
  contradicted: number
  passes: boolean
}

/** So much of its own rubric a model answer must meet, and none of it may it contradict. */
export const leastMet = 0.6

/**
 * Judges a text as the answer to one question or scenario: its model answer should pass; a bland one, the question
 * repeated and the answer to another question should not. Pure; `knowledge` with the encoder gives the app's verdicts.
 */
export function passes(
  { ask, hint, criteria }: Pick<Question | Scenario, 'ask' | 'hint' | 'criteria'>,
  text: string,
  knowledge: Knowledge,
): Passing {
  const judged = assess({ question: ask, hint, criteria, said: [{ turnId: 'answer', text }] }, knowledge)
  const share = (holds: (judgement: Judgement) => boolean) => judged.filter(holds).length / Math.max(1, judged.length)
  const met = share(({ verdict }) => verdict === 'met')
  const contradicted = share(({ contradiction }) => contradiction !== undefined)
  return {
    verdicts: judged.map(({ criterionId, verdict, likelihood, contradiction }) => ({
      criterionId,
      verdict,
      likelihood,
      contradiction,
    })),
    met,
    contradicted,
    passes: met >= leastMet && contradicted === 0,
  }
}

import type { Term } from '../../content/format'
import { questionsAsked } from './candidate-questions'
import { challengesMet } from './challenges-met'
import type { Stage } from './items'
import { findPitfalls } from './pitfalls'
import type { Assessment, CriterionVerdict, InterviewConfig, Turn } from './session'

/** A conversation that is over, with its verdicts. */
export interface Finished {
  config: Pick<InterviewConfig, 'round' | 'minutes'>
  /** Those that were asked, and how many were planned. */
  stages: Stage[]
  planned: number
  turns: readonly Turn[]
  verdicts: CriterionVerdict[]
}

export type LookedBack = Required<Pick<Assessment, 'pitfalls' | 'challenges' | 'questions'>>

/** What the wording of the whole conversation shows beside the verdicts. */
export function lookBack({ config, stages, planned, turns, verdicts }: Finished, glossary: Term[]): LookedBack {
  return {
    pitfalls: findPitfalls(config, stages, turns, verdicts, glossary, planned),
    challenges: challengesMet(turns, verdicts),
    questions: questionsAsked(turns),
  }
}

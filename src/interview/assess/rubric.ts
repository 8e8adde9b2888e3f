import type { Criterion } from '../../../content/format'

/** What the assessor needs of a criterion. */
export type Rubric = Pick<Criterion, 'id' | 'statement' | 'paraphrases' | 'wrong' | 'probe'>

/** What the candidate said in one turn, and what had been put to them just before. */
export interface Said {
  turnId: string
  text: string
  /** The probe that it answers: its words are no merit either. */
  prompt?: string
}

/** One question or twist with its answer. */
export interface AssessInput {
  question: string
  hint?: string
  criteria: Rubric[]
  said: Said[]
}

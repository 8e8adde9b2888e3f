import type { Criterion, Question } from '../../content/format'

/** Where a criterion of an own question stands in the user's notes. */
export interface OwnPassage {
  documentId: string
  chunkId: string
  /** To the letter. */
  quote: string
}

/** A criterion made from a passage; it has no known mistakes. */
export interface OwnCriterion extends Criterion {
  passage?: OwnPassage
}

/** A question made from the user's notes, edited and kept by them; asked and judged like one of the pack. */
export interface OwnQuestion extends Omit<Question, 'criteria'> {
  criteria: OwnCriterion[]
  /** What it was made from. */
  from: { documentId: string; title: string }
  /** The language model that put the question; what is judged is the note's. Absent where the wording was drafted. */
  phrasedBy?: string
  createdAt: number
  updatedAt: number
  /** Taken out of the library by the user; kept for the reports that hold it. */
  retired?: boolean
}

/** The topic of own questions in trends and plans. */
export const ownTopic = 'own'

export function isOwn(item: object): item is OwnQuestion {
  return 'from' in item
}

import type { Criterion, Question, Round } from '../../content/format'

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

/** A question made from the user's notes or written by hand, kept by them; asked and judged like one of the pack. */
export interface OwnQuestion extends Omit<Question, 'criteria'> {
  criteria: OwnCriterion[]
  /** What it was made from; no document where it was written by hand. */
  from: { documentId?: string; title: string }
  /** Written by hand with it: the answer that the user wants to be able to give. Its sentences became the points. */
  reference?: string
  /** The language model that put the question; what is judged is the note's. Absent where the wording was drafted. */
  phrasedBy?: string
  createdAt: number
  updatedAt: number
  /** Taken out of the library by the user; kept for the reports that hold it. */
  retired?: boolean
}

/** The topic of own questions in trends and plans. */
export const ownTopic = 'own'

/** The title of what questions written by hand are from. */
export const writtenBy = 'Written by you'

export function isOwn(item: object): item is OwnQuestion {
  return 'from' in item
}

/** Whether a plan may choose it: ours, and those of the user's own that they let come up in a round. */
export function mayComeUp(item: object): boolean {
  return !isOwn(item) || (item.rounds.length > 0 && !item.retired)
}

/** The answer that the user wants to be able to give; empty where the question was made from a note. */
export function referenceOf(item: object): string {
  return isOwn(item) ? (item.reference ?? '') : ''
}

/** The rounds that a question of the user's own may come up in: the others hold tasks. */
export const ownRounds = ['phone-screen', 'recruiter', 'behavioural', 'project'] as const satisfies Round[]

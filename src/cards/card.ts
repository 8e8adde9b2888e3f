import type { Level } from '../../content/format'

export type CardKind = 'basic' | 'cloze' | 'typed' | 'choice'

/** Where a card came from; what it links back to. */
export interface CardOrigin {
  /** pack: shipped; user: made here; notes: made from a passage; interview: made from a miss; import: from a file. */
  from: 'pack' | 'user' | 'notes' | 'interview' | 'import'
  /** The address of what explains it: a document id, with `#passage` where there is one. */
  passage?: string
  /** The heading of that passage as it is written; absent where it was not known. */
  heading?: string
  /** For `interview`: the session and criterion that were missed. */
  session?: string
}

/** A card's content, as the learner sees it. Text is Markdown with math and code. */
export interface Card {
  id: string
  deckId: string
  kind: CardKind
  /** Front of basic, typed and choice; the whole text with `{{c1::…}}` of cloze. */
  front: string
  back: string
  /** Typed and choice: the right answer. */
  answer?: string
  accept?: string[]
  distractors?: string[]
  tags: string[]
  level?: Level
  origin: CardOrigin
  source?: string
  createdAt: number
  updatedAt: number
}

/**
 * What is stored: cards the user made, and edits of shipped cards under the shipped id.
 * `deleted` hides a shipped card and survives pack updates.
 */
export interface StoredCard extends Card {
  deleted?: boolean
}

export interface Deck {
  id: string
  title: string
  createdAt: number
  updatedAt: number
  deleted?: boolean
}

export type Grade = 'again' | 'hard' | 'good' | 'easy'

/** One line of the append-only review log. An undo is a line too: nothing is ever taken out. */
export type ReviewEntry =
  | {
      id: string
      kind: 'review'
      cardId: string
      at: number
      grade: Grade
      /** How long the learner looked before grading. */
      durationMs: number
    }
  | { id: string; kind: 'undo'; cardId: string; at: number; undoes: string }
  | { id: string; kind: 'reset'; cardId: string; at: number }

export type MemoryPhase = 'new' | 'learning' | 'review' | 'relearning'

/** FSRS state of a card. Derived: replaying the review log gives the same. */
export interface Memory {
  cardId: string
  phase: MemoryPhase
  due: number
  /** Days until retrievability falls to 90 %. */
  stability: number
  /** 1-10. */
  difficulty: number
  reps: number
  lapses: number
  step: number
  scheduledDays: number
  lastReviewAt: number
  firstReviewAt: number
  /** When the newest line of the card's log was written, undo and reset lines too. */
  lastEntryAt: number
  /** How many lines of the log it stands on: their sum tells whether the memories fit the log. */
  entries: number
  /** The desired retention that `due` was reckoned with. */
  retention: number
}

/** What the user decided about a card apart from its text. */
export interface CardFlag {
  cardId: string
  suspended: boolean
  updatedAt: number
}

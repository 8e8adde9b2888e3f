import fc from 'fast-check'
import type { Grade, ReviewEntry } from '../../../src/cards/card'

export const noon = Date.UTC(2026, 10, 24, 12)
export const dayMs = 86_400_000

let count = 0

export function review(
  cardId: string,
  grade: Grade,
  at: number,
  durationMs = 8000,
): Extract<ReviewEntry, { kind: 'review' }> {
  return { id: `r${count++}`, kind: 'review', cardId, at, grade, durationMs }
}

export function undo(entry: ReviewEntry, at: number): ReviewEntry {
  return { id: `u${count++}`, kind: 'undo', cardId: entry.cardId, at, undoes: entry.id }
}

export function reset(cardId: string, at: number): ReviewEntry {
  return { id: `x${count++}`, kind: 'reset', cardId, at }
}

export type Step = { do: Grade | 'undo' | 'reset'; cardId: string; waitMs: number }

/** What a learner might do, in order: grades, undos of the last thing done to a card, resets. */
export const anySteps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom('again', 'hard', 'good', 'easy', 'good', 'good', 'undo', 'reset'),
    cardId: fc.constantFrom('a', 'b', 'c~1'),
    waitMs: fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.integer({ min: 0, max: 40 * dayMs })),
  }),
  { maxLength: 40 },
)

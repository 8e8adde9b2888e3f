import type { Memory } from '../cards/card'

/** FSRS-6's default decay (w20), Open Spaced Repetition, "The FSRS algorithm", 2025. */
const decay = 0.1542
const factor = 0.9 ** (-1 / decay) - 1
const dayMs = 86_400_000

/** The chance (0-1) that a card is recalled at `at` if it is not seen before then; 0 for a card never reviewed. */
export function recallAt(memory: Memory | undefined, at: number): number {
  if (!memory || memory.phase === 'new' || memory.stability <= 0) return 0
  const days = Math.max(0, at - memory.lastReviewAt) / dayMs
  return (1 + (factor * days) / memory.stability) ** -decay
}

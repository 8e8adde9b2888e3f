import { fsrs, Rating, State, type Card as FsrsCard, type FSRS, type Grade as FsrsGrade } from 'ts-fsrs'
import type { Grade, Memory, MemoryPhase } from './card'

/** FSRS-6 with its published default parameters, no fuzz: the same log always gives the same memories. */
export interface Scheduler {
  readonly retention: number
  /** The memory after a grade. */
  next(memory: Memory, grade: Grade, now: number): Memory
  /** What each grade would lead to. */
  previews(memory: Memory, now: number): Record<Grade, Memory>
  /** 0-1: how likely the card is remembered now. */
  retrievability(memory: Memory, now: number): number
}

export const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']

const ratings: Record<Grade, FsrsGrade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}
const phases: readonly MemoryPhase[] = ['new', 'learning', 'review', 'relearning']

/** The memory of a card that was never reviewed. */
export function newMemory(cardId: string): Memory {
  return {
    cardId,
    phase: 'new',
    due: 0,
    stability: 0,
    difficulty: 0,
    reps: 0,
    lapses: 0,
    step: 0,
    scheduledDays: 0,
    lastReviewAt: 0,
    firstReviewAt: 0,
    lastEntryAt: 0,
    entries: 0,
    retention: 0,
  }
}

export function scheduler(retention: number): Scheduler {
  const engine = fsrs({ request_retention: retention, enable_fuzz: false })
  return {
    retention,
    next: (memory, grade, now) => step(engine, memory, grade, now, retention),
    previews: (memory, now) => {
      const each = (grade: Grade) => step(engine, memory, grade, now, retention)
      return { again: each('again'), hard: each('hard'), good: each('good'), easy: each('easy') }
    },
    retrievability: (memory, now) =>
      memory.phase === 'new' ? 0 : engine.get_retrievability(toFsrs(memory, now), new Date(now), false),
  }
}

function step(engine: FSRS, memory: Memory, grade: Grade, now: number, retention: number): Memory {
  const { card } = engine.next(toFsrs(memory, now), new Date(now), ratings[grade])
  return {
    cardId: memory.cardId,
    phase: phases[card.state] ?? 'new',
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    step: card.learning_steps,
    scheduledDays: card.scheduled_days,
    lastReviewAt: now,
    firstReviewAt: memory.firstReviewAt || now,
    lastEntryAt: now,
    entries: memory.entries + 1,
    retention,
  }
}

const states: Record<MemoryPhase, State> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
}

function toFsrs(memory: Memory, now: number): FsrsCard {
  return {
    due: new Date(memory.due || now),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: 0,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.step,
    reps: memory.reps,
    lapses: memory.lapses,
    state: states[memory.phase],
    last_review: memory.phase === 'new' ? undefined : new Date(memory.lastReviewAt),
  }
}

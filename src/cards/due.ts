import type { Memory, ReviewEntry } from './card'
import { dueBefore } from './before-interview'
import { dayIndex } from './day'
import { groupBy } from './group-by'
import { nextDueAt, select, type QueueCard, type Selection, type Today } from './queue'

export interface DueCounts {
  new: number
  learning: number
  review: number
}

export interface DeckCounts extends DueCounts {
  deckId: string
  total: number
  /** How many were reviewed at least once. */
  studied: number
}

/** What Today and the Cards screen say about the cards. */
export interface Overview extends DueCounts {
  /** All that can be reviewed now. */
  due: number
  /** From the learner's own median time a card. */
  minutes: number
  /** Known cards not seen today, that could be reviewed before their day. */
  ahead: number
  /** Reviews by study day, today first; new cards are not in it. */
  forecast: number[]
  /** When something is due again, if nothing is now. */
  nextDueAt: number | null
  total: number
  studied: number
  reviewedToday: number
  decks: DeckCounts[]
}

const defaultSeconds = 10

export function overview(
  cards: readonly QueueCard[],
  log: readonly ReviewEntry[],
  today: Today,
  dayStarts: readonly number[],
): Overview {
  const selection = select(cards, today)
  const counts = countsOf(selection)
  const due = counts.new + counts.learning + counts.review
  const decks = [...groupBy(cards, (card) => card.deckId)].map(([deckId, own]) => deckCounts(deckId, own, today))
  return {
    ...counts,
    due,
    minutes: minutesFor(due, log),
    ahead: cards.filter(({ memory }) => memory?.phase === 'review' && memory.lastReviewAt < today.dayStart).length,
    forecast: forecast(cards, today, dayStarts),
    nextDueAt: nextDueAt(cards, today),
    total: cards.length,
    studied: decks.reduce((sum, deck) => sum + deck.studied, 0),
    reviewedToday: today.done.new + today.done.reviews,
    decks,
  }
}

/** What a session of one deck would hold: the day's limits are shared by all decks. */
function deckCounts(deckId: string, cards: readonly QueueCard[], today: Today): DeckCounts {
  const studied = cards.filter(({ memory }) => memory && memory.phase !== 'new').length
  return { deckId, ...countsOf(select(cards, today)), total: cards.length, studied }
}

function countsOf(selection: Selection): DueCounts {
  return { new: selection.new.length, learning: selection.learning.length, review: selection.review.length }
}

/** Scheduled reviews by day: what is overdue counts today. */
export function forecast(cards: readonly { memory: Memory | undefined }[], today: Today, starts: readonly number[]) {
  const days = Array.from({ length: starts.length - 1 }, () => 0)
  for (const { memory } of cards) {
    if (!memory || memory.phase === 'new') continue
    const day = dayIndex(dueBefore(memory, today.interview), starts)
    if (day >= 0) days[day]!++
  }
  return days
}

/** Whole minutes, from the learner's own median time a card, or 10 seconds before there is one. */
export function minutesFor(cards: number, log: readonly ReviewEntry[]): number {
  if (cards === 0) return 0
  const times = log.flatMap((line) => (line.kind === 'review' && line.durationMs > 0 ? [line.durationMs] : []))
  const seconds = times.length < 5 ? defaultSeconds : median(times) / 1000
  return Math.max(1, Math.round((cards * seconds) / 60))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

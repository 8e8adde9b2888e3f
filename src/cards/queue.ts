import type { Memory, ReviewEntry } from './card'
import { dueBefore, type InterviewDay } from './before-interview'
import { standing } from './log'

/** What the queue needs to know of a card; `order` is its place in the curriculum. */
export interface QueueCard {
  id: string
  cardId: string
  deckId: string
  memory: Memory | undefined
}

export interface Limits {
  newPerDay: number
  reviewsPerDay: number
}

/** The day, its limits and what was done in it. */
export interface Today {
  now: number
  dayStart: number
  dayEnd: number
  limits: Limits
  done: { new: number; reviews: number }
  interview: InterviewDay | null
}

/** What is to be done today, each part in its order. */
export interface Selection<T extends QueueCard = QueueCard> {
  /** In learning and due within the day, soonest first; each comes when its time has come. */
  learning: T[]
  review: T[]
  new: T[]
}

/** The cards waiting in a session. Immutable, so that an undo is the queue of before. */
export interface Queue {
  /** Soonest first. */
  learning: readonly { id: string; due: number }[]
  main: readonly string[]
  /** How far `main` is worked off. */
  at: number
}

/** With nothing else to do, a learning card may come this much before its time. */
const learnAheadMs = 20 * 60_000

/** How many new cards and reviews the day's log holds already. A card counts once; undone lines not at all. */
export function doneToday(
  log: readonly ReviewEntry[],
  memories: ReadonlyMap<string, Memory>,
  dayStart: number,
): { new: number; reviews: number } {
  const today = standing(log).filter((line) => line.kind === 'review' && line.at >= dayStart)
  const seen = [...new Set(today.map((line) => line.cardId))]
  const fresh = seen.filter((id) => (memories.get(id)?.firstReviewAt ?? dayStart) >= dayStart)
  return { new: fresh.length, reviews: seen.length - fresh.length }
}

/** What is due today within the limits. Of a cloze card's gaps only one is asked for on a day. */
export function select<T extends QueueCard>(cards: Iterable<T>, today: Today): Selection<T> {
  const found: Selection<T> = { learning: [], review: [], new: [] }
  const seenToday = new Set<string>()
  for (const card of cards) {
    const { memory } = card
    if (!memory || memory.phase === 'new') found.new.push(card)
    else if (memory.phase !== 'review') found.learning.push(card)
    else if (dueBefore(memory, today.interview) < today.dayEnd) found.review.push(card)
    if (memory && memory.phase !== 'new' && memory.lastReviewAt >= today.dayStart) seenToday.add(card.cardId)
  }
  const due = (card: T) => (card.memory ? dueBefore(card.memory, today.interview) : 0)
  const byDue = (a: T, b: T) => due(a) - due(b) || (a.id < b.id ? -1 : 1)
  const learning = found.learning.filter((card) => due(card) < today.dayEnd).sort(byDue)
  for (const card of learning) seenToday.add(card.cardId)
  const { limits, done } = today
  const review = within(found.review.sort(byDue), limits.reviewsPerDay - done.reviews, seenToday)
  return { learning, review, new: within(found.new, limits.newPerDay - done.new, seenToday) }
}

/** The first so many, leaving out other gaps of cards already seen. */
function within<T extends QueueCard>(cards: readonly T[], most: number, seen: Set<string>): T[] {
  const taken: T[] = []
  for (const card of cards) {
    if (taken.length >= most) break
    if (seen.has(card.cardId)) continue
    seen.add(card.cardId)
    taken.push(card)
  }
  return taken
}

export function toQueue(selection: Selection): Queue {
  return {
    learning: selection.learning.map(({ id, memory }) => ({ id, due: memory?.due ?? 0 })),
    main: interleave(
      selection.review.map(({ id }) => id),
      selection.new.map(({ id }) => id),
    ),
    at: 0,
  }
}

/** Reviews with the new cards spread evenly between them, a review first. */
export function interleave(reviews: readonly string[], fresh: readonly string[]): string[] {
  const mixed: string[] = []
  let taken = 0
  reviews.forEach((review, index) => {
    mixed.push(review)
    const dueByNow = Math.floor(((index + 1) * fresh.length) / reviews.length)
    while (taken < dueByNow) mixed.push(fresh[taken++]!)
  })
  return [...mixed, ...fresh.slice(taken)]
}

/** The card to show: learning cards whose time has come, then the rest, then learning cards almost due. */
export function nextCard(queue: Queue, now: number): string | null {
  const [learning] = queue.learning
  if (learning && learning.due <= now) return learning.id
  const next = queue.main[queue.at]
  if (next !== undefined) return next
  return learning && learning.due <= now + learnAheadMs ? learning.id : null
}

/** The queue once its card was graded: it comes again if it is still being learned. */
export function afterGrade(queue: Queue, id: string, memory: Memory, dayEnd: number): Queue {
  const rest = without(queue, id)
  if (memory.phase !== 'learning' && memory.phase !== 'relearning') return rest
  if (memory.due >= dayEnd) return rest
  const place = rest.learning.findIndex(({ due }) => due > memory.due)
  const learning = rest.learning.toSpliced(place === -1 ? rest.learning.length : place, 0, { id, due: memory.due })
  return { ...rest, learning }
}

/** The queue without a card that was suspended, deleted, or graded elsewhere. */
export function without(queue: Queue, id: string): Queue {
  const learning = queue.learning.filter((card) => card.id !== id)
  if (queue.main[queue.at] === id) return { ...queue, learning, at: queue.at + 1 }
  const place = queue.main.indexOf(id, queue.at)
  return { ...queue, learning, main: place === -1 ? queue.main : queue.main.toSpliced(place, 1) }
}

export function remaining(queue: Queue): number {
  return queue.learning.length + queue.main.length - queue.at
}

/** When the next card is due, of those that are not due now; null when none is scheduled. */
export function nextDueAt(cards: Iterable<QueueCard>, today: Today): number | null {
  let soonest: number | null = null
  for (const { memory } of cards) {
    if (!memory || memory.phase === 'new') continue
    // A review waits for its day, not for its minute; what is over the limit waits for tomorrow.
    const due = Math.max(dueBefore(memory, today.interview), memory.phase === 'review' ? today.dayEnd : today.now)
    if (soonest === null || due < soonest) soonest = due
  }
  return soonest
}

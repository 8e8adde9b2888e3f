import type { IndexEntry } from './card-index'
import { dueBefore } from './before-interview'
import { select, toQueue, type Queue, type Today } from './queue'

/** today: what is due; ahead: cards before their day, soonest first; more: further new cards over the day's limit. */
export type SessionMode = 'today' | 'ahead' | 'more'

const aheadCards = 20
const moreCards = 10

export function planSession(cards: readonly IndexEntry[], today: Today, mode: SessionMode): Queue {
  if (mode === 'today') return toQueue(select(cards, today))
  if (mode === 'more') {
    const limits = { newPerDay: today.done.new + moreCards, reviewsPerDay: 0 }
    return toQueue({ ...select(cards, { ...today, limits }), learning: [], review: [] })
  }
  const known = cards.filter(({ memory }) => memory?.phase === 'review' && memory.lastReviewAt < today.dayStart)
  const due = (card: IndexEntry) => dueBefore(card.memory!, today.interview)
  return toQueue({ learning: [], new: [], review: known.sort((a, b) => due(a) - due(b)).slice(0, aheadCards) })
}

import type { PlanStep } from '../../content/format'
import { linkTo } from '../app/route'

/** Where a step of a plan is done. */
export function stepLink({ read, cards, interview }: PlanStep): string {
  if (read) return linkTo('notes', [`pack-${read}`])
  if (cards) return linkTo('cards', ['review'], { deck: cards.topic, mode: 'more' })
  const { round = 'phone-screen', topics = [], minutes } = interview ?? {}
  return linkTo('interview', [], {
    round,
    ...(topics.length && { topics: topics.join(',') }),
    ...(minutes && { minutes: String(minutes) }),
  })
}

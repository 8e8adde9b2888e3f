import { hash } from './before-interview'
import type { Card } from './card'

/** The options of a choice card in an order that differs from time to time, and is the same on a second look. */
export function optionsOf(card: Card, reps: number): string[] {
  const options = [card.answer ?? '', ...(card.distractors ?? [])]
  const rank = (option: string) => hash(`${card.id}|${reps}|${option}`)
  return options.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

import type { Card } from './card'
import { clozeFilled } from './cloze'
import type { CardState } from './statistics'

/** A card as the list of cards shows it. */
export interface Row {
  id: string
  card: Card
  state: CardState
}

export interface CardQuery {
  /** Every word must occur in the card's text, answer or tags. */
  text: string
  deckId?: string
  tag?: string
  state?: CardState
}

export function searchCards<T extends Row>(rows: readonly T[], query: CardQuery): T[] {
  const words = fold(query.text).split(/\s+/).filter(Boolean)
  return rows.filter(
    ({ card, state }) =>
      (!query.deckId || card.deckId === query.deckId) &&
      (!query.tag || card.tags.includes(query.tag)) &&
      (!query.state || state === query.state) &&
      words.every((word) => haystack(card).includes(word)),
  )
}

/** Every tag in use, by how often, then by name. */
export function tagsOf(cards: Iterable<Card>): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { tags } of cards) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
}

// Folding 20,000 cards at every key press would be felt; a card's text never changes in place.
const folded = new WeakMap<Card, string>()

function haystack(card: Card): string {
  const known = folded.get(card)
  if (known !== undefined) return known
  const { answer = '', accept = [], distractors = [], tags } = card
  const all = [clozeFilled(card.front), card.back, answer, ...accept, ...distractors, ...tags.map((tag) => `#${tag}`)]
  const text = fold(all.join('\n'))
  folded.set(card, text)
  return text
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

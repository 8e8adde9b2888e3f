import type { Card } from './card'
import { clozeBack, clozeFilled, clozeFront, clozeNumbers } from './cloze'

/** What is reviewed: a card, or one gap of a cloze card (id `card~1`). Memories and flags hang on its id. */
export interface StudyCard {
  id: string
  card: Card
  /** The c-number it asks for; null when the card has no gaps. */
  gap: number | null
}

export function studyCards(card: Card): StudyCard[] {
  if (card.kind !== 'cloze') return [{ id: card.id, card, gap: null }]
  return clozeNumbers(card.front).map((gap) => ({ id: `${card.id}~${gap}`, card, gap }))
}

/** The card whose gap this is, or itself. */
export function cardIdOf(studyId: string): string {
  return studyId.replace(/~\d+$/, '')
}

/** What is shown first. */
export function frontOf({ card, gap }: StudyCard): string {
  return gap === null ? card.front : clozeFront(card.front, gap)
}

/** What is shown after. A typed answer stands before its explanation; a chosen one is marked among the options. */
export function backOf({ card, gap }: StudyCard): string {
  if (gap !== null) return join(clozeBack(card.front, gap), card.back)
  return card.kind === 'choice' || card.answer === undefined ? card.back : join(card.answer, card.back)
}

/** One line of plain text, for lists and labels. */
export function excerpt(card: Card): string {
  const text = card.kind === 'cloze' ? clozeFilled(card.front) : card.front
  return text
    .replace(/```[\s\S]*?```/g, ' … ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function join(...parts: string[]): string {
  return parts.filter((part) => part.trim()).join('\n\n')
}

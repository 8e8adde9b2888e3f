import { isBlank } from '../app/blank'
import { refuse, type Failure } from '../app/failures'
import type { Card, CardKind, CardOrigin } from './card'
import { clozeNumbers } from './cloze'

/** What somebody who makes a card gives. An `id` makes it once only: a second card of that id is not made. */
export interface CardDraft {
  id?: string
  deckId: string
  kind: CardKind
  front: string
  back: string
  answer?: string
  accept?: string[]
  distractors?: string[]
  tags?: string[]
  level?: Card['level']
  origin?: CardOrigin
  source?: string
}

export type CardField = 'front' | 'back' | 'answer' | 'distractors'

/** What keeps a draft from being a card, by field. */
export function checkDraft(draft: CardDraft): Partial<Record<CardField, Failure>> {
  const found: Partial<Record<CardField, Failure>> = {}
  const { front, back, answer, kind, distractors = [] } = draft
  if (isBlank(front)) found.front = refuse('card-empty', kind === 'cloze' ? 'The text' : 'The question').failure
  else if (kind === 'cloze' && clozeNumbers(front).length === 0)
    found.front = refuse('card-no-cloze', 'The text').failure
  if (kind === 'basic' && isBlank(back)) found.back = refuse('card-empty', 'The answer').failure
  if ((kind === 'typed' || kind === 'choice') && isBlank(answer ?? ''))
    found.answer = refuse('card-empty', 'The answer').failure
  if (kind === 'choice' && distractors.filter((line) => !isBlank(line)).length < 2)
    found.distractors = refuse('card-no-distractors', 'The choice').failure
  return found
}

/** The card that a draft makes: trimmed, and with only the fields of its kind. */
export function toCard(draft: CardDraft, id: string, now: number): Card {
  const { kind, deckId, level, source } = draft
  const card: Card = {
    id,
    deckId,
    kind,
    front: draft.front.trim(),
    back: draft.back.trim(),
    tags: lines(draft.tags),
    origin: draft.origin ?? { from: 'user' },
    createdAt: now,
    updatedAt: now,
  }
  if (kind === 'typed' || kind === 'choice') card.answer = draft.answer?.trim()
  if (kind === 'typed') card.accept = lines(draft.accept)
  if (kind === 'choice') card.distractors = lines(draft.distractors)
  return { ...card, ...(level && { level }), ...(source && { source }) }
}

function lines(list: readonly string[] = []): string[] {
  return [...new Set(list.map((line) => line.trim()).filter((line) => !isBlank(line)))]
}

import type { CardOrigin } from '../cards/card'
import type { Grade } from './grades'
import { ownTopic, type OwnCriterion } from './own-question'

/** A card as it is offered, before anything is saved. */
export interface OfferedCard {
  id: string
  deckId: string
  kind: 'basic'
  front: string
  back: string
  tags: string[]
  origin: CardOrigin
}

/** One card for each miss: the follow-up question in front, the point behind. The same miss twice is one card. */
export function cardsFor(missed: Grade[], session: string, ownDeck = ownTopic): OfferedCard[] {
  return missed.map(({ stage, criterion }) => {
    const { passage } = criterion as OwnCriterion
    const note = passage ? `${passage.documentId}#${passage.chunkId}` : passageFor(stage.item.notes[0])
    const place = [stage.item.id, stage.twistId, criterion.id].filter(Boolean).join('-')
    return {
      id: `miss-${place}`,
      deckId: stage.item.topic === ownTopic ? ownDeck : stage.item.topic,
      kind: 'basic',
      front: `${stage.item.title}${/[.?!:]$/.test(stage.item.title) ? '' : ':'} ${criterion.probe}`,
      back: criterion.statement,
      tags: ['missed'],
      origin: { from: 'interview', session, passage: note },
    }
  })
}

/** A note reference of the pack (`rag#chunking`) as an address in the library. */
export function passageFor(note: string | undefined): string | undefined {
  return note && `pack-${note}`
}

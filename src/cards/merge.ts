import type { PackCard, Topic } from '../../content/format'
import type { Card, Deck, StoredCard } from './card'

/** A card as shown, and how it stands to the shipped one of the same id. */
export interface MergedCard {
  card: Card
  /** new: only stored here; shipped: as it came; edited: the learner's version of a shipped card. */
  standing: 'own' | 'shipped' | 'edited'
  deleted: boolean
}

/** A deck as shown. `shipped` ones come from the pack's topics and can be hidden, never lost. */
export interface DeckInfo {
  id: string
  title: string
  shipped: boolean
  deleted: boolean
}

/** Where cards go whose deck is unknown. */
export const ownDeck = { id: 'my-cards', title: 'My cards' }

/** The pack's cards under the learner's own: the same id means an edit, which wins and outlives pack updates. */
export function mergeCards(shipped: readonly Card[], stored: readonly StoredCard[]): Map<string, MergedCard> {
  const merged = new Map<string, MergedCard>()
  for (const card of shipped) merged.set(card.id, { card, standing: 'shipped', deleted: false })
  for (const card of stored) merged.set(card.id, mergeCard(merged.get(card.id)?.card, card))
  return merged
}

/** One stored card over the shipped one of its id, if there is one. */
export function mergeCard(shipped: Card | undefined, stored: StoredCard): MergedCard {
  const { deleted = false, ...card } = stored
  if (!shipped) return { card, standing: 'own', deleted }
  return { card, standing: sameContent(card, shipped) ? 'shipped' : 'edited', deleted }
}

/** Topics in the curriculum's order, then the learner's decks by title. */
export function mergeDecks(topics: readonly Topic[], stored: readonly Deck[], used: ReadonlySet<string>): DeckInfo[] {
  const own = new Map(stored.map((deck) => [deck.id, deck]))
  const shipped = topics.map(({ id, title }) => deckInfo({ id, title }, own.get(id), true))
  const topicIds = new Set(topics.map(({ id }) => id))
  const rest = stored.filter(({ id }) => !topicIds.has(id)).map((deck) => deckInfo(deck, deck, false))
  const known = new Set([...shipped, ...rest].map(({ id }) => id))
  const orphaned = !known.has(ownDeck.id) && [...used].some((id) => !known.has(id))
  if (orphaned) rest.push(deckInfo(ownDeck, undefined, false))
  return [...shipped, ...rest.sort((a, b) => a.title.localeCompare(b.title))]
}

/** A pack card in the app's own shape. Its passage is in the pack's notes, which the library holds as `pack-<id>`. */
export function fromPack(pack: PackCard): Card {
  const common = {
    id: pack.id,
    deckId: pack.topic,
    kind: pack.kind,
    back: pack.back ?? '',
    tags: pack.tags,
    level: pack.level,
    origin: { from: 'pack' as const, passage: pack.note && `pack-${pack.note}`, heading: pack.heading },
    source: pack.source,
    createdAt: 0,
    updatedAt: 0,
  }
  if (pack.kind === 'cloze') return { ...common, front: pack.text }
  if (pack.kind === 'typed') return { ...common, front: pack.front, answer: pack.answer, accept: pack.accept }
  if (pack.kind === 'choice')
    return { ...common, front: pack.front, answer: pack.answer, distractors: pack.distractors }
  return { ...common, front: pack.front }
}

function deckInfo(named: { id: string; title: string }, stored: Deck | undefined, shipped: boolean): DeckInfo {
  return { id: named.id, title: stored?.title ?? named.title, shipped, deleted: stored?.deleted ?? false }
}

function sameContent(a: Card, b: Card): boolean {
  const content = ({ deckId, kind, front, back, answer, accept = [], distractors = [], tags }: Card) =>
    JSON.stringify([deckId, kind, front, back, answer ?? '', accept, distractors, tags])
  return content(a) === content(b)
}

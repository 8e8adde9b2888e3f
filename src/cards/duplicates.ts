import { termsOf } from '../search/tokenise'
import type { Card } from './card'

/** What of a card is compared. */
export interface CardWords {
  /** Of a card that is there already: it is not taken for its own duplicate. */
  id?: string
  front: string
  back: string
}

/** A card that asks much the same. */
export interface Duplicate {
  id: string
  /** As it is shown. */
  front: string
  /** 0-1. */
  alike: number
  /** What found it: the encoder's cosine and shared words, or words alone. */
  by: 'instant' | 'words'
}

/** From here on two cards are said to be alike: of 20 reworded cards of the pack 19 are, and one in 20 others is near one (tests/unit/cards/duplicates). */
export const enoughAlike = { instant: 0.62, words: 0.4 }

export function cardWords({ id, front, back, answer }: Pick<Card, 'id' | 'front' | 'back' | 'answer'>): CardWords {
  return { id, front: plainFront(front), back: [answer, back].filter(Boolean).join(' ') }
}

/** A front without the marks of gaps, emphasis and code. */
export function plainFront(front: string): string {
  return front
    .replace(/\{\{c\d+::(.*?)(?:::.*?)?\}\}/gs, '$1')
    .replace(/[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * The cards that ask much the same as one, most alike first. `embed` makes a text a unit vector (the instant encoder's
 * `embed`); without it only words are compared.
 */
export function findDuplicates(
  card: CardWords,
  cards: readonly CardWords[],
  embed?: (text: string) => Float32Array,
  limit = 3,
): Duplicate[] {
  const front = plainFront(card.front)
  if (!front) return []
  const mine = facesOf({ ...card, front }, embed)
  const least = enoughAlike[embed ? 'instant' : 'words']
  return cards
    .filter(({ id }) => id !== undefined && id !== card.id)
    .map((other) => ({ other, alike: alikeness(mine, facesOf(other, embed)) }))
    .filter(({ alike }) => alike >= least)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, limit)
    .map(({ other, alike }) => ({ id: other.id!, front: other.front, alike, by: embed ? 'instant' : 'words' }))
}

interface Faces {
  terms: ReadonlySet<string>
  front?: Float32Array
  whole?: Float32Array
}

function facesOf({ front, back }: CardWords, embed?: (text: string) => Float32Array): Faces {
  return { terms: new Set(termsOf(front)), front: embed?.(front), whole: embed?.(`${front}\n${back}`) }
}

/** Mostly whether they ask the same, then whether question and answer together do. */
function alikeness(a: Faces, b: Faces): number {
  const shared = [...a.terms].filter((term) => b.terms.has(term)).length
  const words = shared / Math.max(1, a.terms.size + b.terms.size - shared)
  if (!a.front || !b.front) return words
  return 0.4 * dot(a.front, b.front) + 0.3 * dot(a.whole!, b.whole!) + 0.3 * words
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

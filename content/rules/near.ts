import type { Pack } from '../compile.ts'
import { cardText } from './text.ts'
import type { Report } from './report.ts'

/** Texts to unit vectors. */
export interface Meaning {
  name: string
  embed(texts: string[]): Promise<Float32Array[]> | Float32Array[]
  /** From this cosine on, two cards ask the same, and two questions. */
  most: { card: number; question: number }
}

const mostShared = 0.62

/** Cards that share most of their words: always looked at. */
export function distinctWords(pack: Pack, report: Report) {
  const fronts = new Map<string, string>()
  const cards = pack.cards.map((card) => ({ card, words: wordSet(wholeCard(card)) }))
  cards.forEach(({ card, words }, index) => {
    const front = [...wordSet(cardText(card).front)].join(' ')
    const same = fronts.get(front)
    if (same) report(card, `card "${card.id}" asks the same as "${same}"`)
    fronts.set(front, card.id)
    for (const other of cards.slice(0, index))
      if (shared(words, other.words) > mostShared)
        report(card, `card "${card.id}" says in the same words what "${other.card.id}" says`)
  })
}

/** Cards and questions that mean the same, as an encoder sees it. */
export async function distinctMeanings(pack: Pack, report: Report, meaning: Meaning) {
  const questions = [...pack.questions, ...pack.scenarios]
  await near(pack.cards, wholeCard, meaning, meaning.most.card, report)
  await near(questions, ({ ask }) => ask, meaning, meaning.most.question, report)
}

async function near<T extends { id: string }>(
  items: T[],
  textOf: (item: T) => string,
  { name, embed }: Meaning,
  most: number,
  report: Report,
) {
  const vectors = await embed(items.map(textOf))
  for (const [index, vector] of vectors.entries())
    for (let other = 0; other < index; other++) {
      const cosine = dot(vector, vectors[other]!)
      if (cosine > most)
        report(
          items[index]!,
          `"${items[index]!.id}" is too near to "${items[other]!.id}" (${name}, cosine ${cosine.toFixed(2)})`,
        )
    }
}

export function wholeCard(card: Parameters<typeof cardText>[0]): string {
  const { front, back } = cardText(card)
  return `${front} ${back}`
}

function wordSet(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function shared(a: Set<string>, b: Set<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both / (a.size + b.size - both)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

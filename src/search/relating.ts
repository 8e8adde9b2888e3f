import { Askables, type Askable, type Related } from './askables'

/** Cards and interview questions that are near to a question, the nearest first. */
export interface RelatedFound {
  cards: Related[]
  items: Related[]
}

export interface RelatedAsked {
  question: string
  cards: readonly Askable[]
  /** The addresses of the passages that answer it, as `document#heading`, the best first. */
  passages: readonly string[]
}

const most = { cards: 2, items: 2 }

/** Finds both; what it read of the cards it keeps for as long as they stay as they are. */
export class Relating {
  #cards: Askables | undefined

  constructor(
    private readonly items: Askables,
    private readonly read: (cards: readonly Askable[]) => Askables,
  ) {}

  find({ question, cards, passages }: RelatedAsked): RelatedFound {
    if (!this.#cards || !same(this.#cards.items, cards)) this.#cards = this.read(cards)
    return {
      cards: this.#cards.related(question, most.cards, passages),
      items: this.items.related(question, most.items, passages),
    }
  }
}

function same(a: readonly Askable[], b: readonly Askable[]): boolean {
  const text = ({ id, asks, says }: Askable) => [id, ...asks, says].join('\n')
  return a.length === b.length && a.every((one, n) => text(one) === text(b[n]!))
}

import type { IndexEntry } from './card-index'
import type { CardCollection } from './collection.svelte'
import { searchCards, tagsOf, type CardQuery } from './search'
import type { CardState } from './statistics'

const pageSize = 50

/** The list of cards: searched, filtered, a page at a time. */
export class Browse {
  #query = $state<CardQuery>({ text: '' })
  #page = $state(0)
  #all = $derived.by(() => this.cards.index?.all ?? [])
  #found = $derived.by(() => searchCards(this.#all, this.#query))
  #tags = $derived.by(() => tagsOf(this.#all.map(({ card }) => card)))

  constructor(
    private cards: CardCollection,
    query: CardQuery,
  ) {
    this.#query = query
  }

  get query(): CardQuery {
    return this.#query
  }

  get found(): IndexEntry[] {
    return this.#found
  }

  get tags(): { tag: string; count: number }[] {
    return this.#tags
  }

  get page(): number {
    return Math.min(this.#page, this.pages - 1)
  }

  get pages(): number {
    return Math.max(1, Math.ceil(this.#found.length / pageSize))
  }

  get first(): number {
    return this.page * pageSize
  }

  get shown(): IndexEntry[] {
    return this.#found.slice(this.first, this.first + pageSize)
  }

  get filtered(): boolean {
    const { text, deckId, tag, state } = this.#query
    return !!(text.trim() || deckId || tag || state)
  }

  search(change: Partial<CardQuery>) {
    this.#query = { ...this.#query, ...change }
    this.#page = 0
  }

  turn(pages: number) {
    this.#page = Math.max(0, Math.min(this.pages - 1, this.page + pages))
  }

  clear() {
    this.#query = { text: '' }
    this.#page = 0
  }
}

export const stateNames: Record<CardState, string> = {
  new: 'New',
  learning: 'Learning',
  young: 'Young',
  mature: 'Mature',
  suspended: 'Suspended',
}

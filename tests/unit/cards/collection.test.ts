import { describe, expect, it } from 'vitest'
import type { PackCard, Topic } from '../../../content/format'
import type { Card, StoredCard } from '../../../src/cards/card'
import { CardIndex } from '../../../src/cards/card-index'
import { checkDraft, toCard, type CardDraft } from '../../../src/cards/draft'
import { fromPack, mergeCards } from '../../../src/cards/merge'
import { optionsOf } from '../../../src/cards/choices'
import { passageLink } from '../../../src/cards/passage-link'
import { newMemory } from '../../../src/cards/schedule'
import { searchCards, tagsOf } from '../../../src/cards/search'

const topics: Topic[] = [
  { id: 'rag', title: 'Retrieval', row: '5', core: true },
  { id: 'agents', title: 'Agents', row: '7', core: true },
]
const common = { level: 'junior' as const, tags: ['freshness'], note: 'rag#why-retrieve' }
const packCards: PackCard[] = [
  { id: 'loop', kind: 'basic', topic: 'agents', front: 'What is a loop?', back: 'A cycle.', ...common, tags: [] },
  { id: 'why', kind: 'basic', topic: 'rag', front: 'Why retrieve?', back: 'Fresh facts.', ...common },
  { id: 'order', kind: 'cloze', topic: 'rag', text: 'First {{c1::retrieve}}, then {{c2::generate}}.', ...common },
]
const shipped = packCards.map(fromPack)
const empty = { cards: [], decks: [], flags: [], memories: [], log: [] }
const edit = (id: string, change: Partial<StoredCard>): StoredCard => ({
  ...shipped.find((card) => card.id === id)!,
  updatedAt: 100,
  ...change,
})
const draft: CardDraft = { deckId: 'rag', kind: 'basic', front: 'Q', back: 'A' }

describe('the pack under the learner’s own cards', () => {
  it('lets an edit win over the shipped card, also after the pack changed it', () => {
    const stored = [edit('why', { front: 'Why look things up?' })]
    const updated = shipped.map((card) => (card.id === 'why' ? { ...card, front: 'Why retrieve at all?' } : card))
    expect(mergeCards(updated, stored).get('why')).toMatchObject({
      standing: 'edited',
      card: { front: 'Why look things up?' },
    })
  })

  it('takes what the pack changed where the learner edited nothing', () => {
    const updated = shipped.map((card) => ({ ...card, back: 'New.' }))
    expect(mergeCards(updated, []).get('why')!.card.back).toBe('New.')
  })

  it('hides a deleted shipped card, and shows it again when the learner’s version is dropped', () => {
    const index = new CardIndex(topics, shipped, { ...empty, cards: [edit('why', { deleted: true })] })
    expect(index.entry('why')).toBeUndefined()
    expect(index.removed.map(({ card }) => card.id)).toEqual(['why'])
    index.drop('why')
    expect(index.entry('why')!.card.front).toBe('Why retrieve?')
    expect(index.removed).toEqual([])
  })

  it('links a shipped card to its passage in the pack’s notes', () => {
    expect(passageLink(shipped[1]!.origin)).toEqual({
      href: '#/notes/pack-rag?p=why-retrieve',
      label: 'From your notes: “Why retrieve”',
    })
    expect(passageLink({ from: 'user' })).toBeNull()
  })
})

describe('the cards in memory', () => {
  it('are in the order of the curriculum, gap by gap', () => {
    const index = new CardIndex(topics, shipped, empty)
    expect(index.active.map(({ id }) => id)).toEqual(['why', 'order~1', 'order~2', 'loop'])
  })

  it('leave out suspended cards and deleted decks, and keep cards whose deck is unknown', () => {
    const own = toCard({ ...draft, deckId: 'gone' }, 'own', 5)
    const flags = [{ cardId: 'order~1', suspended: true, updatedAt: 1 }]
    const decks = [{ id: 'agents', title: 'Agents', createdAt: 0, updatedAt: 0, deleted: true }]
    const index = new CardIndex(topics, shipped, { ...empty, cards: [own], flags, decks })
    expect(index.active.map(({ id }) => id)).toEqual(['why', 'order~2', 'own'])
    expect(index.decks.map(({ title }) => title)).toEqual(['Retrieval', 'My cards'])
    expect(index.all.find(({ id }) => id === 'order~1')!.state).toBe('suspended')
  })

  it('pass over news older than what is known', () => {
    const memory = (entries: number, due: number) => ({ ...newMemory('why'), phase: 'review' as const, entries, due })
    const index = new CardIndex(topics, shipped, { ...empty, memories: [memory(3, 30)] })
    index.take({ memories: [memory(2, 20)], cards: [edit('why', { front: 'newest', updatedAt: 200 })] })
    index.take({ cards: [edit('why', { front: 'late', updatedAt: 150 })] })
    expect(index.entry('why')).toMatchObject({ memory: { due: 30 }, card: { front: 'newest' } })
    index.take({ memories: [memory(4, 40)] })
    expect(index.entry('why')!.memory!.due).toBe(40)
  })
})

describe('a draft', () => {
  const problems = (change: Partial<CardDraft>) =>
    Object.entries(checkDraft({ ...draft, ...change })).map(([field, failure]) => `${field} ${failure.code}`)

  it('says by field what is missing', () => {
    expect(problems({})).toEqual([])
    expect(problems({ front: ' ', back: '' })).toEqual(['front card-empty', 'back card-empty'])
    expect(problems({ kind: 'cloze', front: 'no gap', back: '' })).toEqual(['front card-no-cloze'])
    expect(problems({ kind: 'typed', back: '' })).toEqual(['answer card-empty'])
    expect(problems({ kind: 'choice', answer: 'a', distractors: ['b', ' '] })).toEqual([
      'distractors card-no-distractors',
    ])
  })

  it('keeps of a card only the fields of its kind', () => {
    const card = toCard({ ...draft, answer: 'x', distractors: ['y'], tags: [' a ', 'a', ''] }, 'id', 7)
    expect(card).toMatchObject({ tags: ['a'], createdAt: 7, origin: { from: 'user' } })
    expect(card).not.toHaveProperty('answer')
    expect(card).not.toHaveProperty('distractors')
  })
})

describe('searching cards', () => {
  const rows = new CardIndex(topics, shipped, empty).all
  const found = (query: Partial<Parameters<typeof searchCards>[1]>) =>
    searchCards(rows, { text: '', ...query }).map(({ id }) => id)

  it('wants every word, in text, answer or tags, whatever the case or accent', () => {
    expect(found({ text: 'FRÈSH retrieve' })).toEqual(['why', 'order~1', 'order~2'])
    expect(found({ text: 'retrieve loop' })).toEqual([])
    expect(found({ text: '#freshness facts' })).toEqual(['why'])
  })

  it('narrows by deck, tag and state', () => {
    expect(found({ deckId: 'agents' })).toEqual(['loop'])
    expect(found({ tag: 'freshness', text: 'first' })).toEqual(['order~1', 'order~2'])
    expect(found({ state: 'mature' })).toEqual([])
  })

  it('lists tags by how often they are used', () => {
    const card = (tags: string[]): Card => ({ ...shipped[0]!, tags })
    expect(tagsOf([card(['b', 'a']), card(['b'])])).toEqual([
      { tag: 'b', count: 2 },
      { tag: 'a', count: 1 },
    ])
  })
})

describe('the options of a choice', () => {
  const card: Card = { ...shipped[0]!, kind: 'choice', answer: 'right', distractors: ['one', 'two', 'three'] }

  it('are all there, in the same order on a second look', () => {
    expect(optionsOf(card, 0).toSorted()).toEqual(['one', 'right', 'three', 'two'])
    expect(optionsOf(card, 0)).toEqual(optionsOf(card, 0))
  })

  it('do not always have the answer in the same place', () => {
    const places = Array.from({ length: 20 }, (_, reps) => optionsOf(card, reps).indexOf('right'))
    expect(new Set(places).size).toBe(4)
  })
})

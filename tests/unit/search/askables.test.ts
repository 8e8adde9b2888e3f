import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compilePack } from '../../../content/compile'
import { cardWords } from '../../../src/cards/duplicates'
import { fromPack } from '../../../src/cards/merge'
import { InstantEncoder } from '../../../src/encoder/embed'
import { Askables } from '../../../src/search/askables'
import { askableItem, askableTask } from '../../../src/search/pack-askables'
import { Relating } from '../../../src/search/relating'

const { pack } = compilePack(resolve('content'))
const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
const items = new Askables(
  pack.terms,
  [...[...pack.questions, ...pack.scenarios].map(askableItem), ...pack.coding.map(askableTask)],
  encoder,
)
const cards = pack.cards.map((card) => {
  const { id = '', front, back } = cardWords(fromPack(card))
  return { id, asks: [front], says: back, about: [`pack-${card.note}`] }
})
const first = (question: string) => items.related(question, 2).map(({ id }) => id)

test('a question of two or three words finds the interview question about it', () => {
  expect(first('What is RoPE?')).toContain('llm-positions-rope')
  expect(first('LoRA vs QLoRA')).toContain('ft-qlora-inside')
  expect(first('Explain KV cache')).toContain('inference-kv-cache')
  expect(first('DPO vs PPO')).toContain('al-dpo-vs-ppo')
})

test('a long question in other words finds it too', () => {
  expect(
    first('We fine-tuned on medical data and now it is bad at general chat. Why, and what would you do?'),
  ).toContain('ft-forgetting')
})

test('scenarios and coding tasks are found as questions are', () => {
  expect(first('Design a RAG assistant for a company wiki')).toContain('wiki-assistant')
  expect(first('Implement reciprocal rank fusion')).toContain('reciprocal-rank-fusion')
})

test('what is explained by the passage that answers comes too, where no word is shared', () => {
  const passages = ['pack-advanced-retrieval#between-keywords-and-one-vector']
  const found = new Askables(pack.terms, cards, encoder)
  expect(found.related('What is SPLADE?', 2)).toEqual([])
  const ids = found.related('What is SPLADE?', 2, passages).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(0)
  for (const id of ids) expect(cards.find((card) => card.id === id)?.about).toEqual(passages)
})

test('what is about something else finds nothing', () => {
  for (const question of ['What is the capital of France?', 'How do I cook risotto?', 'Explain photosynthesis'])
    expect(items.related(question, 2)).toEqual([])
})

test('without an encoder words decide', () => {
  const plain = new Askables([], [{ id: 'a', asks: ['What does LoRA freeze?'], says: 'The base weights.' }])
  expect(plain.related('What does LoRA freeze?', 1)).toEqual([{ id: 'a', likeness: 1 }])
  expect(plain.related('Who was Ada Lovelace?', 1)).toEqual([])
})

test('what was read of the cards is kept until one of them changes', () => {
  let readings = 0
  const relating = new Relating(items, (all) => {
    readings++
    return new Askables(pack.terms, all, encoder)
  })
  expect(relating.find({ question: 'What does RMSNorm leave out?', cards, passages: [] }).cards[0]?.id).toBeDefined()
  relating.find({ question: 'What is LoRA?', cards: cards.slice(), passages: [] })
  expect(readings).toBe(1)
  const changed = [...cards.slice(1), { ...cards[0]!, says: 'Changed.' }]
  relating.find({ question: 'What is LoRA?', cards: changed, passages: [] })
  expect(readings).toBe(2)
})

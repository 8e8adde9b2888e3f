import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compilePack } from '../../../content/compile'
import { cardWords, findDuplicates, plainFront } from '../../../src/cards/duplicates'
import { fromPack } from '../../../src/cards/merge'
import { InstantEncoder } from '../../../src/encoder/embed'
import { remembering } from '../../../src/encoder/remembering'

const embed = remembering(new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin')))
const shipped = compilePack(resolve('content')).pack.cards.map((card) => cardWords(fromPack(card)))
const reworded = JSON.parse(readFileSync('tests/fixtures/ask/same-cards.json', 'utf8')) as [string, string, string][]

test('a card of the pack in other words is recognised, and put first', () => {
  const known = reworded.filter(([id]) => shipped.some((card) => card.id === id))
  expect(known.length).toBeGreaterThan(10)
  const found = known.filter(([id, front, back]) => findDuplicates({ front, back }, shipped, embed)[0]?.id === id)
  expect(found.length / known.length).toBeGreaterThanOrEqual(0.9)
})

test('few of the pack’s own cards are taken for each other', () => {
  const alarms = shipped.filter((card) => findDuplicates(card, shipped, embed).length)
  expect(alarms.length / shipped.length).toBeLessThan(0.08)
})

test('without an encoder words decide, and it says so', () => {
  const cards = [{ id: 'a', front: 'What does LoRA freeze?', back: 'The weights' }]
  expect(findDuplicates({ front: 'What does LoRA freeze', back: '' }, cards)).toEqual([
    { id: 'a', front: 'What does LoRA freeze?', alike: 1, by: 'words' },
  ])
  expect(findDuplicates({ front: 'Who was Ada Lovelace?', back: '' }, cards)).toEqual([])
})

test('a card is not its own duplicate, and an empty one has none', () => {
  const card = { id: 'a', front: 'What does LoRA freeze?', back: 'The weights' }
  expect(findDuplicates(card, [card], embed)).toEqual([])
  expect(findDuplicates({ front: ' ', back: '' }, [card], embed)).toEqual([])
})

test('gaps and Markdown are no part of what a card asks', () => {
  expect(plainFront('**LoRA** freezes the {{c1::weights::what?}} of `W`')).toBe('LoRA freezes the weights of W')
})

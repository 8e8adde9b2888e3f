import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compilePack } from '../../../content/compile'
import { fromPack } from '../../../src/cards/merge'
import { passageLink } from '../../../src/cards/passage-link'

const cards = compilePack(resolve('content')).pack.cards.map(fromPack)

test('a card of the pack names its passage as the note writes the heading', () => {
  const to = (passage: string) => passageLink(cards.find(({ origin }) => origin.passage === passage)!.origin)
  expect(to('pack-fine-tuning#lora-by-the-numbers')).toEqual({
    href: '#/notes/pack-fine-tuning?p=lora-by-the-numbers',
    label: 'From your notes: “LoRA by the numbers”',
  })
  expect(to('pack-evaluation#bleu-by-hand')?.label).toBe('From your notes: “BLEU by hand”')
})

test('every card of the pack knows the heading that it links to', () => {
  expect(cards.filter(({ origin }) => !origin.heading).map(({ id }) => id)).toEqual([])
})

test('a card that was kept without its heading is named by the address', () => {
  const link = (passage: string) => passageLink({ from: 'notes', passage })?.label
  expect(link('pack-fine-tuning#lora-by-the-numbers')).toBe('From your notes: “Lora by the numbers”')
  expect(link('pack-fine-tuning')).toBe('From your notes: “Fine tuning”')
  expect(link('a1b2c3')).toBe('From your notes')
})

test('a card that came from nowhere links to nothing', () => {
  expect(passageLink({ from: 'user' })).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { clozeNumbers } from '../../../src/cards/cloze'
import { boldIn, draftByRules, type DraftPassage } from '../../../src/cards/draft-rules'
import { draftByModel, placeOf } from '../../../src/cards/draft-model'
import type { Verification } from '../../../src/ask/verify'
import { scriptedModel, type Reply } from '../../fixtures/models/scripted-model'

const passage = (text: string, more: Partial<DraftPassage> = {}): DraftPassage => ({
  documentId: 'doc',
  chunkId: 'chunk',
  title: 'Note',
  headings: ['Note'],
  text,
  bold: [],
  ...more,
})

describe('cards without a model', () => {
  test('a definition is asked for, and answered by the sentence itself', () => {
    const text = 'A reranker is a model that orders passages anew after retrieval. It is slow.'
    expect(draftByRules(passage(text))).toEqual([
      {
        kind: 'basic',
        front: 'What is a reranker?',
        back: 'A reranker is a model that orders passages anew after retrieval.',
        quote: 'A reranker is a model that orders passages anew after retrieval.',
        documentId: 'doc',
        chunkId: 'chunk',
        made: 'definition',
      },
    ])
  })

  test('a heading that asks is a card over the first sentences under it', () => {
    const text = 'Because the next token is only likely, not known to be true. A model has no other source.'
    const [card] = draftByRules(passage(text, { headings: ['Note', 'Q3. Why do models hallucinate?'] }))
    expect(card).toMatchObject({ front: 'Why do models hallucinate?', made: 'heading' })
    expect(card!.back).toBe(text)
    expect(draftByRules(passage(text, { chunkId: 'why.2', headings: ['Why do models hallucinate?'] }))).toEqual([])
  })

  test('a term in bold becomes a gap', () => {
    const text = 'During decoding the server keeps a key-value cache so that nothing is computed twice.'
    const [card] = draftByRules(passage(text, { bold: boldIn('the server keeps a **key-value cache** so') }))
    expect(card).toMatchObject({ kind: 'cloze', made: 'bold term' })
    expect(card!.front).toContain('{{c1::key-value cache}}')
    expect(clozeNumbers(card!.front)).toEqual([1])
  })

  test('what leans on something else, or asks for nothing, gives no card', () => {
    expect(
      draftByRules(passage('It is a way to do this with less memory in practice. There is a problem here.')),
    ).toEqual([])
  })

  test('every quotation stands in the passage to the letter, and there are at most three', () => {
    const text = Array.from({ length: 8 }, (_, n) => `Method${n} is a way to tune a model with few weights.`).join(' ')
    const cards = draftByRules(passage(text))
    expect(cards).toHaveLength(3)
    for (const { quote } of cards) expect(text).toContain(quote)
  })
})

const support: Verification = { support: 'supported', start: 0, end: 12, covered: 1 }
const none: Verification = { support: 'unsupported', start: 0, end: 0, covered: 0 }
const draft = (text: string, reply: Reply, found = support) =>
  draftByModel(passage(text), {
    model: scriptedModel([reply]),
    check: async (sentences) => ({ by: 'words', checks: sentences.map(() => [found]) }),
  })

describe('cards from a model', () => {
  const text = 'Quantisation stores weights in fewer bits. Four bits cost a quarter of the memory of sixteen.'
  const reply = JSON.stringify({
    cards: [
      {
        question: 'How much memory do 4-bit weights need against 16-bit ones?',
        answer: 'A quarter.',
        quote: 'four bits cost a quarter of the  memory of sixteen',
      },
    ],
  })

  test('rest on the quotation, found in the passage whatever its spaces and capitals', async () => {
    const [card] = await draft(text, reply)
    expect(card).toMatchObject({ made: 'model', quote: 'Four bits cost a quarter of the memory of sixteen' })
    expect(card!.doubtful).toBeUndefined()
  })

  test('are marked as doubtful where the passage does not bear them out', async () => {
    const [card] = await draft(text, reply.replace('A quarter.', 'A third.'), none)
    expect(card?.doubtful).toBe(true)
  })

  test('are none where the model gives nothing of use', async () => {
    expect(await draft(text, '{"cards":[]}')).toEqual([])
    expect(await draft(text, 'I would rather not.')).toEqual([])
  })

  test('a quotation of too few words, or one that is not there, has no place', () => {
    expect(placeOf('bits', text)).toBeUndefined()
    expect(placeOf('eight bits cost a half', text)).toBeUndefined()
  })
})

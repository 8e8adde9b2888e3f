import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkInWords, checkSentences, checkSummary } from '../../../src/ask/checked'
import type { AskRecord } from '../../../src/ask/answer'
import { verifyAll } from '../../../src/ask/verify-all'
import { verifySentence } from '../../../src/ask/verify'
import { InstantEncoder } from '../../../src/encoder/embed'

const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
const embed = (text: string) => encoder.embed(text)
const text =
  'LoRA freezes the pretrained weights and trains a pair of low-rank matrices. With rank 8 that is 65,536 numbers instead of 16.8 million. Inference is no slower, since the product can be merged.'
const check = (claim: string) => verifySentence(claim, { text }, embed)

describe('a sentence against its passage', () => {
  test('is supported where it stands there word for word, and tells where', () => {
    const { support, start, end } = check('With rank 8 that is 65,536 numbers instead of 16.8 million.')
    expect(support).toBe('supported')
    expect(text.slice(start, end)).toBe('With rank 8 that is 65,536 numbers instead of 16.8 million')
  })

  test('is supported in other words', () => {
    expect(check('Since the product is merged, inference gets no slower.').support).toBe('supported')
  })

  test.each([
    ['another number', 'With rank 8 that is 131,072 numbers instead of 16.8 million.', 'number', '131,072'],
    ['another name', 'IA3 freezes the pretrained weights and trains a pair of low-rank matrices.', 'name', 'IA3'],
    ['a denial', 'LoRA does not freeze the pretrained weights.', 'denied', 'freeze'],
    ['an opposite', 'Inference is no faster, since the product can be merged.', 'opposite', 'faster'],
    ['something else', 'Penguins keep their eggs warm on their feet.', 'words', undefined],
  ])('is not supported with %s', (_, claim, against, word) => {
    expect(check(claim)).toMatchObject({ support: 'unsupported', against, ...(word && { word }) })
  })

  test('is never fully supported where one word of a copy was changed', () => {
    expect(check('LoRA freezes the pretrained weights and trains a pair of low-rank penguins.').support).not.toBe(
      'supported',
    )
  })

  test('without an encoder is checked by its words', () => {
    const { support, cosine } = verifySentence('LoRA trains low-rank matrices.', { text })
    expect({ support, cosine }).toEqual({ support: 'supported', cosine: undefined })
    expect(verifySentence('Penguins are birds.', { text }).support).toBe('unsupported')
  })

  test('may take its subject from the headings above', () => {
    const passage = {
      text: 'It turns text into a list of numbers.',
      title: 'Embeddings',
      headings: ['What an encoder does'],
    }
    expect(verifySentence('An encoder turns text into a list of numbers.', passage, embed).support).toBe('supported')
  })

  test('of any passage is supported by it, with any other number it is not', () => {
    const word = fc.constantFrom('river', 'model', 'weights', 'stone', 'carries', 'holds', 'slowly', 'water')
    const sentence = fc.array(word, { minLength: 4, maxLength: 9 }).map((words) => `The ${words.join(' ')}`)
    fc.assert(
      fc.property(sentence, sentence, fc.integer({ min: 13, max: 99 }), (a, b, n) => {
        const passage = { text: `${a} by ${n} metres. ${b}.` }
        expect(verifySentence(`${a} by ${n} metres.`, passage).support).toBe('supported')
        expect(verifySentence(`${a} by ${n + 100} metres.`, passage)).toMatchObject({ against: 'number' })
      }),
      { numRuns: 50 },
    )
  })
})

describe('an answer', () => {
  const record = {
    sentences: [
      { text: 'LoRA freezes the pretrained weights.', cites: [1] },
      { text: 'It trains 9 matrices.', cites: [1, 2] },
      { text: 'This cites nothing.', cites: [] },
    ],
    sources: [
      { text, title: 'LoRA', headings: [] },
      { text: 'It trains 9 matrices.', title: 'B', headings: [] },
    ],
  } as unknown as AskRecord

  test('has each sentence checked against all that it cites, and says by what', async () => {
    const checked = await checkSentences(record, { verify: async (sentences) => verifyAll(sentences, embed) })
    expect(checked.sentences.map(({ check }) => check?.support)).toEqual(['supported', 'supported', 'unsupported'])
    expect(checkSummary(checked)).toContain('instant encoder: 1 of 3 marked')
    expect(checkInWords({ support: 'unsupported', against: 'number', word: '12' })).toContain('number 12')
  })

  test('that was never checked claims nothing', () => {
    expect(checkSummary(record)).toBe('')
  })
})

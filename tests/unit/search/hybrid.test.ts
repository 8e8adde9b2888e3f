import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { InstantEncoder } from '../../../src/encoder/embed'
import { isAnswered } from '../../../src/search/abstain'
import { Library } from '../../../src/search/library'
import { chunkSetOf } from '../../../src/models/passage-text'
import type { DocumentVectors } from '../../../src/models/vectors'
import { sharpen } from '../../../src/search/sharpen'
import { note } from './notes'

const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
const rain = note('Rain', ['Rain falls from clouds.', 'A physician treats ill people at the hospital.'])
const cats = note('Cats', ['Kittens sleep all day on the sofa.', 'Bread needs flour, water and salt.'])

function library(...notes: ReturnType<typeof note>[]) {
  const library = new Library([], encoder)
  for (const one of notes) library.put(one)
  return library
}

test('a question in quite other words finds the passage, and says by what', () => {
  const { passages, evidence } = library(rain, cats).search({ question: 'Which doctor cures sick patients?', limit: 2 })
  expect(passages[0]).toMatchObject({ documentId: 'Rain', chunkId: 'part-1', keyword: 0, meaningRank: 1 })
  expect(passages[0]?.keywordRank).toBeUndefined()
  expect(evidence.by).toBe('instant')
})

test('without an encoder, or for words that no encoder knows, only keywords speak', () => {
  const plain = new Library([])
  plain.put(rain)
  const { passages, evidence } = plain.search({ question: 'clouds', limit: 5 })
  expect(evidence.by).toBe('keyword')
  expect(passages).toHaveLength(1)
  expect(passages[0]?.cosine).toBeUndefined()
})

test('the embedder’s vectors rank once every note has them, not before', () => {
  const held = library(rain, cats)
  const question = 'anything'
  const vector = { model: 'm', values: Float32Array.of(1, 0, 0, 0) }
  const levels = Int8Array.of(0, 127, 0, 0, 127, 0, 0, 0)
  const scales = Float32Array.of(1 / 127, 1 / 127)
  held.putVectors('Rain', 'm', levels, scales)
  expect(held.search({ question, limit: 1, vector }).evidence.by).toBe('instant')
  held.putVectors('Cats', 'm', Int8Array.of(0, 0, 127, 0, 0, 0, 0, 127), scales)
  const { passages, evidence } = held.search({ question, limit: 1, vector })
  expect(evidence.by).toBe('embedder')
  expect(passages[0]).toMatchObject({ documentId: 'Rain', chunkId: 'part-1' })
  expect(held.search({ question, limit: 1, vector: { ...vector, model: 'other' } }).evidence.by).toBe('instant')
})

test('vectors that do not fit a note’s passages are refused', () => {
  const held = library(rain)
  held.putVectors('Rain', 'm', Int8Array.of(127, 0), Float32Array.of(1))
  expect(held.withoutVectors('m')).toHaveLength(1)
})

test('a question about nothing that the notes say is not answered by meaning either', () => {
  const { evidence } = library(rain, cats).search({ question: 'Who won the chess championship in 1972?', limit: 3 })
  expect(isAnswered(evidence)).toBe(false)
})

test('each sentence of the best passages is compared with the question', () => {
  const { passages } = library(note('Two', ['Kittens sleep on the sofa. Interest rates rose again in March.'])).search({
    question: 'Where do young cats rest?',
    limit: 1,
  })
  const [first = 0, second = 0] = passages[0]?.sentenceCosines ?? []
  expect(first).toBeGreaterThan(second + 0.2)
})

test('kept vectors are brought where they are whole and of the very passages', async () => {
  const held = library(rain, cats)
  const record = (one: typeof rain, changes: Partial<DocumentVectors> = {}) =>
    ({
      documentId: one.document.id,
      stamp: 'whole',
      chunkSet: chunkSetOf(one.document.title, one.chunks),
      levels: Int8Array.of(127, 0, 0, 127),
      scales: Float32Array.of(1 / 127, 1 / 127),
      ...changes,
    }) as DocumentVectors
  const left = async (...records: DocumentVectors[]) => {
    await sharpen(held, { get: async (_, ids) => records.filter((one) => ids.includes(one.documentId)) }, 'm')
    return held.withoutVectors('m').map(({ id }) => id)
  }
  expect(await left(record(rain, { chunkSet: 'other' }), record(cats, { stamp: 'partial:whole' }))).toHaveLength(2)
  expect(await left(record(rain))).toEqual(['Cats'])
  expect(await left(record(cats))).toEqual([])
})

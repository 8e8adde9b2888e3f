import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InstantEncoder } from '../../../src/encoder/embed'
import { Library } from '../../../src/search/library'
import { versionOf } from '../../../src/search/packed-index'
import { note } from './notes'

const encoder = new InstantEncoder(readFileSync('src/encoder/weights/instant-1.bin'))
const glossary = [
  { term: 'low-rank adaptation', abbreviation: 'LoRA', synonyms: [], meaning: 'A few trained numbers.', topic: 'rag' },
]
const words = ['rain', 'Clouds', 'LoRA', 'low-rank', 'adaptation', 'naïve', 'GPT-4', 'retrieval', 'the', '学习', 'x']
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((some) => some.join(' '))

test('a library of kept indexes ranks as the one that they were kept from, in any order of other notes', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 3 }), { minLength: 1, maxLength: 5 }), text, (texts, question) => {
      const notes = texts.map((passages, n) => note(`Note ${n}`, passages))
      const made = new Library(glossary, encoder)
      for (const one of notes) made.put(one)
      const opened = new Library(glossary, encoder)
      for (const { document } of notes.toReversed()) opened.putPacked(document, made.pack(document.id)!)
      for (const { document, chunks } of notes) opened.give(document.id, chunks)
      const found = (library: Library) =>
        library
          .search({ question, limit: 50 })
          .passages.map(({ documentId, chunkId, keyword, cosine }) =>
            [documentId, chunkId, keyword.toFixed(6), cosine?.toFixed(6)].join(),
          )
          .sort()
      expect(found(opened)).toEqual(found(made))
    }),
    { numRuns: 60 },
  )
})

test('a passage whose text is not at hand is left out, and another version of it is not taken for it', () => {
  const rain = note('Rain', ['Rain falls from clouds.'])
  const made = new Library([], encoder)
  made.put(rain)
  const opened = new Library([], encoder)
  opened.putPacked(rain.document, made.pack('Rain')!)
  const found = () => opened.search({ question: 'rain', limit: 5 }).passages.length
  expect(found()).toBe(0)
  opened.give('Rain', note('Rain', ['Snow falls.']).chunks)
  expect(found()).toBe(0)
  opened.give('Rain', rain.chunks)
  expect(found()).toBe(1)
})

test('after many changes, kept and fresh notes are still found', () => {
  const library = new Library([], encoder)
  const rain = note('Rain', ['Rain falls from clouds.'])
  library.put(rain)
  const packed = library.pack('Rain')!
  const many = Array.from({ length: 60 }, (_, n) => `Stone number ${n} rolls.`)
  for (let round = 0; round < 60; round++) {
    library.putPacked(rain.document, packed)
    library.put(note('Stones', many))
  }
  library.give('Rain', rain.chunks)
  expect(library.passages).toBe(61)
  expect(library.search({ question: 'clouds', limit: 1 }).passages[0]?.documentId).toBe('Rain')
  expect(library.search({ question: 'stone number 7', limit: 1 }).passages[0]?.chunkId).toBe('part-7')
})

test('another glossary or encoder is another version', () => {
  expect(versionOf(glossary, 'instant-1')).not.toBe(versionOf([], 'instant-1'))
  expect(versionOf(glossary, 'instant-1')).not.toBe(versionOf(glossary))
})

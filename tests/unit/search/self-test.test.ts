import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunkDocument } from '../../../src/notes/chunk'
import { Library } from '../../../src/search/library'
import { questionsFrom, reportOf, type TestedNote, type TestedQuestion } from '../../../src/search/self-test'
import { note } from './notes'

function noteOf(id: string, text: string): TestedNote {
  return { id, title: id, text, chunks: chunkDocument('markdown', text) }
}
const winds = noteOf(
  'Winds',
  '# Winds\n\n## Introduction\n\nHello.\n\n## Where trade winds blow\n\nThey blow near the equator.\n\n## Names\n\nA **zephyr** comes from the west. A Mistral is a strong wind that blows down the Rhone valley.',
)
const seas = noteOf('Seas', '# Seas\n\n## Introduction\n\nWater.\n\n## How tides rise\n\nThe moon pulls.')

test('questions come from headings, bold terms and definitions, each with the passages that answer it', () => {
  const made = questionsFrom([winds, seas], () => 0.5, 40)
  const asked = Object.fromEntries(made.map(({ question, from, chunkIds }) => [question, [from, chunkIds]]))
  expect(asked).toMatchObject({
    'What do my notes say about Where trade winds blow?': ['heading', ['where-trade-winds-blow']],
    'What do my notes say about How tides rise?': ['heading', ['how-tides-rise']],
    'What is zephyr?': ['bold term', ['names']],
    'What is Mistral?': ['definition', ['names']],
  })
  expect(JSON.stringify(made)).not.toContain('Introduction')
})

test('what two notes have in common is not asked', () => {
  const made = questionsFrom(
    [noteOf('A', '## Trade winds\n\nOne.'), noteOf('B', '## Trade winds\n\nTwo.')],
    () => 0.5,
    9,
  )
  expect(made).toEqual([])
})

test('no more are asked than wanted, and every note has its turn before one has its second', () => {
  const many = noteOf(
    'Many',
    Array.from({ length: 30 }, (_, n) => `## Stone number ${n} rolls\n\nText ${n}.`).join('\n\n'),
  )
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 20 }), (chance, most) => {
      const made = questionsFrom([many, seas], () => chance, most)
      expect(made.length).toBe(Math.min(most, 31))
      if (most >= 2)
        expect(
          made
            .slice(0, 2)
            .map(({ documentId }) => documentId)
            .sort(),
        ).toEqual(['Many', 'Seas'])
    }),
  )
})

test('the report counts what was found first, among five, and not at all', () => {
  const one = (rank: number, wordRank: number) =>
    ({ from: 'heading', question: `q${rank}`, rank, wordRank }) as TestedQuestion
  const report = reportOf([one(1, 0), one(4, 1), one(7, 2), one(0, 0)])
  expect(report).toMatchObject({ of: 4, first: 1, inFive: 2, wordsInFive: 2 })
  expect(report.missed.map(({ rank }) => rank)).toEqual([0, 7])
  expect(report.kinds).toEqual([{ from: 'heading', of: 4, inFive: 2 }])
})

test('with its heading hidden, a passage is found by its text alone', () => {
  const library = new Library([])
  const rain = note('Rain', ['Water falls from clouds.', 'Other.'])
  rain.chunks[0]!.headings = ['Precipitation']
  library.put(rain)
  const hidden = { documentId: 'Rain', chunkIds: ['part-0'] }
  const rank = (question: string, blind: boolean) => {
    const request = { question, limit: 5, ...(blind && { hidden }) }
    return library.rankOf(library.rank(request), hidden, 5)
  }
  expect(rank('precipitation', false)).toBe(1)
  expect(rank('precipitation', true)).toBe(0)
  expect(rank('clouds', true)).toBe(1)
})

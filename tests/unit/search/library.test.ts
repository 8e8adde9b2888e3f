import { expect, test } from 'vitest'
import { isAnswered } from '../../../src/search/abstain'
import { Library } from '../../../src/search/library'
import { note } from './notes'

const rain = note('Rain', ['Rain falls from clouds.', 'Clouds hold vapour.'], { tags: ['weather'] })
const snow = note('Snow', ['Snow falls when it is cold.'], { tags: ['weather'], source: 'pack' })
const cats = note('Cats', ['Cats sleep all day.'])

function libraryOf(...notes: ReturnType<typeof note>[]) {
  const library = new Library([])
  for (const one of notes) library.put(one)
  return library
}

const found = (library: Library, question: string, filter = {}) =>
  library
    .search({ question, limit: 10, ...filter })
    .passages.map(({ documentId, chunkId }) => `${documentId}#${chunkId}`)

test('finds passages by note and passage', () => {
  expect(found(libraryOf(rain, snow, cats), 'Which clouds hold vapour?')[0]).toBe('Rain#part-1')
})

test('searches only where the filter says', () => {
  const library = libraryOf(rain, snow, cats)
  expect(found(library, 'falls', { from: 'pack' })).toEqual(['Snow#part-0'])
  expect(found(library, 'falls', { from: 'own' })).toEqual(['Rain#part-0'])
  expect(found(library, 'falls', { tags: ['weather'] })).toHaveLength(2)
  expect(found(library, 'falls', { documentIds: ['Cats'] })).toEqual([])
})

test('parts of a filter hold together, and what they leave is told', () => {
  const paper = note('Paper', ['Rain falls in papers.'], { tags: ['weather'], type: 'pdf' })
  const library = libraryOf(rain, snow, cats, paper)
  expect(found(library, 'falls', { tags: ['weather'], types: ['pdf'] })).toEqual(['Paper#part-0'])
  expect(found(library, 'falls', { tags: ['weather'], types: ['pdf'], documentIds: ['Rain'] })).toEqual([])
  const within = (filter: object) => library.search({ question: 'falls', limit: 5, ...filter }).within
  expect(within({ tags: ['weather'], from: 'own' })).toEqual({ notes: 2, passages: 3 })
  expect(within({ documentIds: ['gone'] })).toEqual({ notes: 0, passages: 0 })
  expect(within({})).toBeUndefined()
})

test('within a filter the best come, however many better ones stand outside of it', () => {
  const library = libraryOf(
    ...Array.from({ length: 400 }, (_, n) => note(`Loud ${n}`, [`Rain falls, rain falls, rain falls: ${n}.`])),
    note('Mine', ['Once, on a long and quiet afternoon in the hills, some rain was seen.', 'Nothing else happened.'], {
      tags: ['mine'],
    }),
  )
  expect(found(library, 'rain falls')).not.toContain('Mine#part-0')
  expect(found(library, 'rain falls', { tags: ['mine'] })).toEqual(['Mine#part-0'])
})

test('a note that changed is found by its new text only', () => {
  const library = libraryOf(rain, cats)
  library.put(note('Rain', ['Hail bounces.']))
  expect(found(library, 'clouds')).toEqual([])
  expect(found(library, 'hail')).toEqual(['Rain#part-0'])
  expect(library.notes).toBe(2)
  expect(library.passages).toBe(2)
})

test('many changes leave no trace behind', () => {
  const library = libraryOf(cats)
  const texts = Array.from({ length: 50 }, (_, n) => `Rain number ${n} falls.`)
  for (let round = 0; round < 100; round++) library.put(note('Rain', texts))
  expect(library.passages).toBe(51)
  expect(found(library, 'cats')).toEqual(['Cats#part-0'])
  expect(found(library, 'number 7')[0]).toBe('Rain#part-7')
})

test('a passage that repeats another is marked as such', () => {
  const { passages } = libraryOf(
    note('A', ['Rain falls from grey clouds over the hills.']),
    note('B', ['Rain falls from grey clouds over the hills.']),
  ).search({ question: 'rain clouds', limit: 5 })
  expect(passages.map(({ sameAs }) => sameAs)).toEqual([undefined, 0])
})

test('coverage is the share of what the question tells', () => {
  const { passages } = libraryOf(rain, snow, cats).search({ question: 'rain falls from clouds', limit: 5 })
  expect(passages[0]?.coverage).toBeCloseTo(1)
  expect(passages.at(-1)?.coverage).toBeLessThan(1)
})

test('evidence tells an answered question from one that only shares a word', () => {
  const library = libraryOf(
    rain,
    snow,
    cats,
    ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => note(id, [`Word ${id} here.`])),
  )
  expect(isAnswered(library.search({ question: 'What falls from clouds?', limit: 5 }).evidence)).toBe(true)
  expect(isAnswered(library.search({ question: 'Who sleep walked across Mongolia?', limit: 5 }).evidence)).toBe(false)
  expect(isAnswered(library.search({ question: 'zxqv', limit: 5 }).evidence)).toBe(false)
})

import { expect, test } from 'vitest'
import { confidenceOf, isAnswered } from '../../../src/search/abstain'
import { Library } from '../../../src/search/library'
import { note } from './notes'

const library = new Library([])
library.put(
  note('Vacuum', [
    'Run VACUUM to give the room of deleted rows in SQLite back to the disk. It rewrites the whole table.',
    'The table of contents is in another file.',
  ]),
)
for (const word of ['cat', 'dog', 'bird', 'fish', 'tree', 'lake'])
  library.put(note(word, [`A ${word} is here and stays for the day.`]))
const evidence = (question: string) => library.search({ question, limit: 3 }).evidence

test('a name that the passage does not have speaks against it', () => {
  expect(evidence('How do I vacuum a table in SQLite?').unnamed).toBe(0)
  const other = evidence('How do I vacuum a table in MySQL?')
  expect(other.unnamed).toBeGreaterThan(0.2)
  expect(confidenceOf(other)).toBeLessThan(confidenceOf(evidence('How do I vacuum a table in SQLite?')))
})

test('words that stand together are worth more than the same words far apart', () => {
  const apart = new Library([])
  const filler = 'Other things are told here at some length, one after the other. '.repeat(14)
  apart.put(note('One', ['Paged attention keeps the cache in blocks.']))
  apart.put(note('Two', [`Pages were paged. ${filler} Attention is something else.`]))
  for (const word of ['cat', 'dog', 'bird', 'fish']) apart.put(note(word, [`A ${word} is here.`]))
  const together = (documentIds: string[]) =>
    apart.search({ question: 'What is paged attention?', limit: 3, documentIds }).evidence.together
  expect(together(['One'])).toBeGreaterThan(together(['Two']))
})

test('a question without a word of it in the notes is not answered', () => {
  const none = evidence('How does a turbine blade vibrate?')
  expect(isAnswered(none)).toBe(false)
})

const meanings: Record<string, number> = { halt: 0, stop: 0, engine: 1, machine: 1 }
const encoder = {
  name: 'test',
  dims: 4,
  embed(text: string) {
    const vector = new Float32Array(4)
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? [])
      vector[meanings[word] ?? 2]! += word in meanings ? 1 : 0.1
    const length = Math.hypot(...vector) || 1
    return vector.map((value) => value / length)
  },
}

test('with an encoder, a word of the same meaning stands for one that is not there', () => {
  const question = 'How do I halt the engine?'
  const covered = (one?: typeof encoder) => {
    const small = new Library([], one)
    small.put(note('Levers', ['Pull the lever to stop the machine.']))
    small.put(note('Cat', ['A cat is here.']))
    return small.search({ question, limit: 3 }).evidence.covered
  }
  expect(covered()).toBe(0)
  expect(covered(encoder)).toBeGreaterThan(0.8)
})

import { expect, test } from 'vitest'
import { answerFrom } from '../../../src/ask/compose'
import { suits, wantedBy } from '../../../src/ask/asked'
import { isReadable, readingWorth } from '../../../src/ask/reading'
import { sentencesOf } from '../../../src/ask/sentences'
import { Library } from '../../../src/search/library'
import { note } from '../search/notes'

const fillers = ['cat', 'dog', 'bird', 'fish', 'tree', 'lake'].map((word) =>
  note(word, [`A ${word} is here and stays for the day.`]),
)

function answer(question: string, notes: Record<string, string[]>) {
  const library = new Library([])
  for (const [title, passages] of Object.entries(notes)) library.put(note(title, passages))
  fillers.forEach((filler) => library.put(filler))
  const search = library.search({ question, limit: 12 })
  const indexed = { notes: 1, of: 1, passages: 1 }
  const asked = { id: 'q', at: 1, question, filter: {} }
  return answerFrom(asked, { ...search, indexed, milliseconds: 1 }).sentences.map(({ text }) => text)
}

test('a sentence that leans on the one before it comes with that one', () => {
  const said = answer('Why is decoding limited by memory bandwidth?', {
    Decoding: [
      'A decoding step makes one token. It is limited by memory bandwidth because each step reads all weights. Larger batches share that reading.',
    ],
  })
  expect(said[0]).toBe('A decoding step makes one token.')
  expect(said[1]).toMatch(/^It is limited/)
})

test('what only speaks of the notes is no part of an answer', () => {
  const said = answer('What is a reranker?', {
    Reranking: [
      'In this section we will look at what a reranker is. A reranker is a model that orders passages anew. This note is about when a reranker pays.',
    ],
  })
  expect(said).toContain('A reranker is a model that orders passages anew.')
  expect(said.join(' ')).not.toMatch(/this (?:section|note)/i)
})

test('a formula alone is no sentence to show, and what is cut off before one is shown only for want of another', () => {
  const of = (text: string) => ({ text, start: 0, end: text.length, asks: false, block: 0, place: 0 })
  const readable = (text: string) => isReadable(of(text))
  const cut = 'With chunk size c and overlap o, a text of N tokens gives'
  expect(readingWorth(of(cut))).toBeLessThan(readingWorth(of(`${cut} chunks.`)) - 0.3)
  expect(readable('idf = ln (1 + (N - n + 0.5) / (n + 0.5)) + 1 * (k + 1)')).toBe(false)
  expect(readable('With overlap the same words stand in two chunks.')).toBe(true)
})

test('to “why”, a sentence that gives the reason is preferred', () => {
  const worth = (text: string) => {
    const sentence = { text, start: 0, end: text.length, asks: false, block: 0, place: 0 }
    return suits(sentence, new Set(), wantedBy('Why does label smoothing help?'), [])
  }
  expect(worth('It helps because the model is no longer pushed towards certainty.')).toBeGreaterThan(
    worth('It was part of several image models and helped them.'),
  )
})

test('the two sides of a difference are told from the question', () => {
  const sides = (question: string) => wantedBy(question).sides?.map((side) => [...side])
  expect(sides('What is the difference between LoRA and full tuning?')).toEqual([['lora'], ['full', 'tune']])
  expect(sides('How does DPO differ from RLHF?')).toEqual([['dpo'], ['rlhf']])
  expect(sides('What is LoRA?')).toBeUndefined()
})

test('of a long list that a colon announces, each item gives its beginning', () => {
  const long = 'It goes on to say much more than anybody wants to read in an answer, '.repeat(4)
  const [sentence] = sentencesOf(
    `Three causes:\n\nObjective. Likely text is rewarded. ${long}.\nLossy memory. Rare facts blur. ${long}.`,
  )
  expect(sentence?.text).toBe('Three causes: Objective. Likely text is rewarded; Lossy memory. Rare facts blur.')
})

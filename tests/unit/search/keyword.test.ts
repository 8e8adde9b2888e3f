import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeywordIndex } from '../../../src/search/keyword'
import { slowRanking, type Plain } from './slow-bm25'

const word = fc.constantFrom('cat', 'dog', 'bird', 'fish', 'tree', 'rock', 'lake', 'rain')
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
const passage = fc.record({ heading: text, text })

function agree(index: KeywordIndex, passages: (Plain | undefined)[], question: string) {
  const expected = slowRanking(passages, question)
  const found = index.search(question, { limit: 5000 })
  expect(found.length).toBe(expected.length)
  found.forEach(({ score }, place) => expect(score).toBeCloseTo(expected[place]!.score, 9))
  const scores = new Map(expected.map(({ passage, score }) => [passage, score]))
  for (const { passage, score } of found) expect(score).toBeCloseTo(scores.get(passage)!, 9)
}

/** A word that nothing holds any more would be taken for a misspelling, which the textbook does not know. */
function onlyKnown(question: string, passages: (Plain | undefined)[]): string {
  const known = new Set(passages.flatMap((one) => (one ? `${one.heading} ${one.text}`.split(' ') : [])))
  return question
    .split(' ')
    .filter((one) => known.has(one))
    .join(' ')
}

test('ranks as the textbook does, while passages come and go', () => {
  fc.assert(
    fc.property(
      fc.array(passage, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(29)),
      text,
      (passages, gone, question) => {
        const index = new KeywordIndex()
        const half = passages.length >> 1
        passages.slice(0, half).forEach((one) => index.add(one))
        // A search in between packs nothing away for good.
        index.search(question, { limit: 5 })
        passages.slice(half).forEach((one) => index.add(one))
        const left: (Plain | undefined)[] = [...passages]
        for (const n of gone.filter((n) => n < passages.length)) {
          left[n] = undefined
          index.remove(n)
        }
        agree(index, left, onlyKnown(question, left))
      },
    ),
  )
})

test('agrees once the lists are packed and more is added', () => {
  const index = new KeywordIndex()
  const words = ['cat', 'dog', 'bird', 'fish', 'tree']
  const passages = Array.from({ length: 2600 }, (_, n) => ({
    heading: words[n % 5]!,
    text: words.slice(n % 4, (n % 4) + (n % 3) + 1).join(' '),
  }))
  passages.slice(0, 1800).forEach((one) => index.add(one))
  index.search('cat', { limit: 1 })
  passages.slice(1800).forEach((one) => index.add(one))
  const left = passages.map((one, n) => (n % 7 ? one : undefined))
  left.forEach((one, n) => one ?? index.remove(n))
  agree(index, left, 'cat bird')
})

const terms = [
  {
    term: 'low-rank adaptation',
    abbreviation: 'LoRA',
    synonyms: ['low-rank adapters'],
    meaning: 'A small update.',
    topic: 'tuning',
  },
  { term: 'mean average precision', abbreviation: 'MAP', synonyms: [], meaning: 'A measure.', topic: 'evaluation' },
]

function indexOf(...texts: string[]): KeywordIndex {
  const index = new KeywordIndex(terms)
  for (const one of texts) index.add({ heading: '', text: one })
  return index
}

const first = (index: KeywordIndex, question: string) => index.search(question, { limit: 5 })[0]?.passage

test('a term finds its abbreviation and the abbreviation its term', () => {
  const index = indexOf('Rain fell on the lake.', 'LoRA freezes the weights.', 'Rank the dogs by size.')
  expect(first(index, 'What is low-rank adaptation?')).toBe(1)
  expect(first(index, 'low rank adapters')).toBe(1)
  const other = indexOf('Rain fell.', 'Low-rank adaptation freezes the weights.', 'Adaptation to the rank of a river.')
  expect(first(other, 'how does lora work')).toBe(1)
})

test('an abbreviation that is an everyday word counts only in capitals', () => {
  const index = indexOf('Use map to change a list.', 'MAP was 0.4 on this set.')
  expect(index.search('mean average precision', { limit: 5 }).map(({ passage }) => passage)).toEqual([1])
})

test('a misspelt word finds what it meant, a known word only itself', () => {
  const index = indexOf('Quantisation saves memory.', 'Retrieval comes first.', 'Rain fell.')
  expect(first(index, 'quantistaion')).toBe(0)
  expect(first(index, 'retreival')).toBe(1)
  expect(first(index, 'memory')).toBe(0)
  expect(index.search('cat', { limit: 5 })).toEqual([])
})

test('an unfinished last word finds what begins so', () => {
  const index = indexOf('Quantisation saves memory.', 'Rain fell.')
  expect(index.search('quantis', { limit: 5, unfinished: true })[0]?.passage).toBe(0)
  expect(index.search('memo', { limit: 5, unfinished: true })[0]?.passage).toBe(0)
})

test('what stands in a heading counts more', () => {
  const index = new KeywordIndex()
  index.add({ heading: 'Rain', text: 'Attention weighs the lake.' })
  index.add({ heading: 'Attention', text: 'Rain falls on the lake.' })
  expect(first(index, 'attention')).toBe(1)
})

test('only what the filter allows is found', () => {
  const index = indexOf('rain one', 'rain two', 'rain three')
  const found = index.search('rain', { limit: 5, allow: (passage) => passage !== 0 })
  expect(found.map(({ passage }) => passage)).toEqual([1, 2])
})

const llm = [
  {
    term: 'large language model',
    abbreviation: 'LLM',
    synonyms: ['language model'],
    meaning: 'It predicts the next token.',
    topic: 'llm-fundamentals',
  },
]

test('an abbreviation that notes seldom write weighs no more than the name that they mostly write', () => {
  const index = new KeywordIndex(llm)
  index.add({ heading: '', text: 'Scaling a language model over many replicas when traffic grows' })
  for (let n = 0; n < 8; n++) index.add({ heading: '', text: `A language model and lesson ${n}` })
  index.add({ heading: '', text: 'An LLM list of risks' })
  expect(index.search('How do you scale LLM serving?', { limit: 1 })[0]?.passage).toBe(0)
})

test('“tell me about a time” asks for a story, and not for anything about time', () => {
  const index = new KeywordIndex()
  index.add({ heading: '', text: 'The time to the first token, and the time that each later one takes' })
  index.add({ heading: '', text: 'Stories of a conflict at work' })
  index.add({ heading: '', text: 'A lake' })
  expect(index.search('Tell me about a time you had a conflict', { limit: 1 })[0]?.passage).toBe(1)
})

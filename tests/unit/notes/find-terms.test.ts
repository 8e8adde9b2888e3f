import { describe, expect, it } from 'vitest'
import type { Term } from '../../../content/format'
import { TermFinder } from '../../../src/notes/find-terms'

const term = (name: string, change: Partial<Term> = {}): Term => ({
  term: name,
  synonyms: [],
  meaning: 'What it is.',
  topic: 'rag',
  ...change,
})
const finder = new TermFinder([
  term('attention'),
  term('multi-head attention', { abbreviation: 'MHA' }),
  term('retrieval-augmented generation', { abbreviation: 'RAG' }),
  term('KV cache', { synonyms: ['key-value cache'] }),
  term('recall@k', { synonyms: ['recall at k'] }),
])
const found = (text: string) => finder.findIn(text).map(({ term, start, end }) => [text.slice(start, end), term.term])

describe('finding glossary terms', () => {
  it('takes the longest name', () => {
    expect(found('Multi-head attention is attention.')).toEqual([
      ['Multi-head attention', 'multi-head attention'],
      ['attention', 'attention'],
    ])
  })

  it('takes an abbreviation only as it is written', () => {
    expect(found('A rag is no RAG.')).toEqual([['RAG', 'retrieval-augmented generation']])
  })

  it('takes synonyms, plurals and hyphens that are spaces', () => {
    expect(found('Two KV caches, a key value cache, retrieval augmented generation')).toEqual([
      ['KV caches', 'KV cache'],
      ['key value cache', 'KV cache'],
      ['retrieval augmented generation', 'retrieval-augmented generation'],
    ])
  })

  it('finds none inside other words', () => {
    expect(found('inattentional DRAGs, fragile')).toEqual([])
  })
})

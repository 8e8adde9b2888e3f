import { expect, test } from 'vitest'
import type { Term } from '../../../content/format'
import { termsAsked } from '../../../src/ask/term-asked'

const term = (name: string, abbreviation?: string, ...synonyms: string[]): Term => ({
  term: name,
  abbreviation,
  synonyms,
  meaning: `What ${name} means.`,
  topic: 't',
})
const glossary = [
  term('embedding', undefined, 'dense vector'),
  term('key-value cache', 'KV cache'),
  term('low-rank adaptation', 'LoRA'),
  term('full fine-tuning'),
  term('AI agent', undefined, 'agent'),
  term('fine-tuning'),
]
const asked = (question: string) => termsAsked(question, glossary).map((one) => one.term)

test.each([
  ['What is an embedding?', ['embedding']],
  ['what are embeddings', ['embedding']],
  ['Explain the KV cache.', ['key-value cache']],
  ['How does LoRA work?', ['low-rank adaptation']],
  ['What is the LoRA technique?', ['low-rank adaptation']],
  ['What does LoRA stand for?', ['low-rank adaptation']],
  ['Define dense vectors', ['embedding']],
  ['What is the difference between LoRA and full fine tuning?', ['low-rank adaptation', 'full fine-tuning']],
  ['How does an agent differ from fine-tuning?', ['AI agent', 'fine-tuning']],
])('“%s” asks the meaning of %j', (question, terms) => {
  expect(asked(question)).toEqual(terms)
})

test.each(['Why do embeddings drift?', 'What is the best embedding for code?', 'What is a mortgage?', 'embedding', ''])(
  '“%s” asks for no meaning that the glossary holds',
  (question) => {
    expect(asked(question)).toEqual([])
  },
)

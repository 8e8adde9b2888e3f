import { expect, test } from 'vitest'
import { plainFormula } from '../../../src/ask/formula'
import { isCode, sentencesOf } from '../../../src/ask/sentences'

const texts = (passage: string) => sentencesOf(passage).map(({ text }) => text)

test('a passage is cut at its sentences, not at abbreviations and figures', () => {
  expect(texts('Use a cache, e.g. Redis. It holds 3.5 GB. See Hu et al. for more! Is it fast? Yes.')).toEqual([
    'Use a cache, e.g. Redis.',
    'It holds 3.5 GB.',
    'See Hu et al. for more!',
    'Is it fast?',
    'Yes.',
  ])
})

test('a sentence knows where it stands', () => {
  const passage = 'First one here.\n\nSecond one there. Third one.'
  for (const { text, start, end } of sentencesOf(passage)) expect(passage.slice(start, end)).toBe(text)
})

test('code is left out, a single line of it stays with the sentence that announces it', () => {
  const passage = 'To undo it, run this:\n\ngit reset --hard HEAD~1\n\nconst a = () => {\n  return b[0];\n}'
  expect(sentencesOf(passage)).toMatchObject([{ text: 'To undo it, run this:', code: 'git reset --hard HEAD~1' }])
  expect(isCode('docs = model.rerank(\n    query="What?",\n    k=5\n)')).toBe(true)
  expect(isCode('A plain sentence (with brackets) that ends here.')).toBe(false)
})

test('a short list reads as one sentence with what announces it', () => {
  const [first, ...others] = sentencesOf('It has three parts:\n\nThe plan.\nThe tool;\nThe memory')
  expect(first?.text).toBe('It has three parts: The plan; The tool; The memory.')
  expect(others.map(({ text }) => text)).toContain('The plan.')
})

test('the rows of a small table are read out under its headings', () => {
  expect(texts('you need | retrieval | tuning\nfresh facts | edit the index | retrain')).toEqual([
    'Fresh facts: retrieval, edit the index; tuning, retrain.',
  ])
})

test('a question is context, whatever decorates it', () => {
  expect(sentencesOf('What is it? 👶\n\nIt is a thing.').map(({ asks }) => asks)).toEqual([true, false])
})

test('formulas read as plain signs', () => {
  expect(plainFormula('8 \\times 4096 = 65{,}536')).toBe('8 × 4096 = 65,536')
  expect(plainFormula('\\frac{\\alpha}{r}BA \\approx W_{0}')).toBe('α/rBA ≈ W_0')
  expect(plainFormula('a plain C:\\path?')).toBe('a plain C:path?')
})

import { expect, test } from 'vitest'
import { termsOf, wordsOf } from '../../../src/search/tokenise'

test('compounds are found by their parts and as a whole', () => {
  expect(termsOf('low-rank')).toEqual(['low', 'rank', 'lowrank'])
  expect(termsOf('snake_case')).toEqual(['snake', 'case', 'snakecas'])
  expect(termsOf('getUserName')).toEqual(['get', 'user', 'name', 'getusernam'])
  expect(termsOf('finetuning')).toEqual(termsOf('fine-tuning').slice(-1))
})

test('names of mixed case with short parts stay whole', () => {
  expect(termsOf('LoRA QLoRA')).toEqual(['lora', 'qlora'])
})

test('an abbreviation is kept even where the word is a stop word', () => {
  expect(termsOf('IT it US us')).toEqual(['it', 'us'])
})

test('both spellings and all endings of a word are one term', () => {
  for (const [a, b] of [
    ['tokeniser', 'tokenizers'],
    ['optimisation', 'optimizing'],
    ['behaviour', 'behaviors'],
    ['precise', 'precision'],
    ['supervised', 'supervision'],
    ['model’s', 'models'],
    ['naïve', 'naive'],
  ] as const)
    expect(termsOf(a)).toEqual(termsOf(b))
})

test('numbers, versions and names with signs stay readable', () => {
  expect(termsOf('1,000 0.9 C++ and C# gpt-3.5')).toEqual(['1000', '0.9', 'c++', 'c#', 'gpt', '3.5', 'gpt3.5'])
})

test('text without spaces is cut into pairs', () => {
  expect(termsOf('東京都')).toEqual(['東京', '京都'])
})

test('keys and hashes are left out', () => {
  expect(termsOf('a'.repeat(300))).toEqual([])
})

test('a word knows where it stands', () => {
  const text = 'When to use QLoRA?'
  expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['When', 'to', 'use', 'QLoRA'])
})

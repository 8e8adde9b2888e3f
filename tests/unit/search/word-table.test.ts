import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WordTable } from '../../../src/search/word-table'

test('holds what a Map holds, asked by a place in a text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 })), fc.array(fc.string({ maxLength: 4 })), (words, asked) => {
      const table = new WordTable<number>()
      const map = new Map<string, number>()
      words.forEach((word, n) => {
        if (map.has(word)) return
        map.set(word, n)
        table.add(word, n)
      })
      for (const word of [...words, ...asked]) {
        const text = `<${word}>`
        expect(table.get(text, 1, text.length - 1)).toBe(map.get(word))
      }
    }),
  )
})

test('keeps every word as it grows', () => {
  const table = new WordTable<number>()
  const words = Array.from({ length: 20_000 }, (_, n) => `word${n}`)
  words.forEach((word, n) => table.add(word, n))
  expect(words.every((word, n) => table.get(word, 0, word.length) === n)).toBe(true)
  expect(table.size).toBe(20_000)
})

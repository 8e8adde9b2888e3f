import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTyped, diff, edits, isAlike, plain } from '../../../src/cards/typed'

const verdict = (given: string, ...answers: string[]) => compareTyped(given, answers).verdict

describe('comparing a typed answer', () => {
  it('forgives case, accents, punctuation, hyphens, articles and white space', () => {
    expect(verdict('  Pre-Fill. ', 'prefill')).toBe('right')
    expect(verdict('the KV cache', 'KV-cache')).toBe('right')
    expect(verdict('Levenshtéin', 'levenshtein')).toBe('right')
    expect(verdict('1,024', '1024')).toBe('right')
  })

  it('accepts any of the listed answers, and names the nearest', () => {
    expect(compareTyped('prompt processing', ['prefill', 'prompt processing'])).toEqual({
      verdict: 'right',
      nearest: 'prompt processing',
    })
    expect(compareTyped('promt processing', ['prefill', 'prompt processing'])).toEqual({
      verdict: 'close',
      nearest: 'prompt processing',
    })
  })

  it('calls a small slip close', () => {
    expect(verdict('quantizaton', 'quantization')).toBe('close')
    expect(verdict('prefil', 'prefill')).toBe('close')
    expect(verdict('perplextiy', 'perplexity')).toBe('close')
  })

  it('does not call another number, sign, short word or opposite a slip', () => {
    expect(verdict('127', '128')).toBe('wrong')
    expect(verdict('1', '-1')).toBe('wrong')
    expect(verdict('05', '0.5')).toBe('wrong')
    expect(verdict('16 bits', '15 bits')).toBe('wrong')
    expect(verdict('p', 'r')).toBe('wrong')
    expect(verdict('top', 'tap')).toBe('wrong')
    expect(verdict('decrease', 'increase')).toBe('wrong')
    expect(verdict('encoder', 'decoder')).toBe('wrong')
    expect(verdict('supervised learning', 'unsupervised learning')).toBe('wrong')
    expect(verdict('', 'anything')).toBe('wrong')
  })

  it('keeps answers made of signs apart', () => {
    expect(verdict('?', '!')).toBe('wrong')
    expect(verdict('!', '!')).toBe('right')
    expect(verdict('C', 'C++')).toBe('wrong')
  })

  it('reads a decimal comma and a bare point as people write them, and thousands as thousands', () => {
    for (const given of ['0,6', '.6', '0.6', ',6']) expect(compareTyped(given, ['0.6']).verdict).toBe('right')
    expect(compareTyped('0,667', ['0.667']).verdict).toBe('right')
    expect(compareTyped('1,25', ['1.25']).verdict).toBe('right')
    expect(compareTyped('65,536', ['65536']).verdict).toBe('right')
    for (const given of ['6', '0,06', '60']) expect(compareTyped(given, ['0.6']).verdict).toBe('wrong')
    expect(compareTyped('1,2', ['12']).verdict).toBe('wrong')
  })

  it('is right about every answer as it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (answer) => {
        expect(verdict(answer, answer)).toBe('right')
      }),
    )
  })

  it('counts edits as a slow search does', () => {
    const slow = (a: string, b: string): number => {
      if (!a || !b) return a.length + b.length
      if (a[0] === b[0]) return slow(a.slice(1), b.slice(1))
      const swap = a[0] === b[1] && a[1] === b[0] ? 1 + slow(a.slice(2), b.slice(2)) : Infinity
      return Math.min(swap, 1 + slow(a.slice(1), b), 1 + slow(a, b.slice(1)), 1 + slow(a.slice(1), b.slice(1)))
    }
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(edits(a, b)).toBe(slow(a, b))
      }),
    )
  })
})

describe('the difference shown', () => {
  it('marks what is missing and what is too much', () => {
    expect(diff('prefil', 'prefill')).toEqual([
      { kind: 'same', text: 'prefil' },
      { kind: 'missing', text: 'l' },
    ])
  })

  it('holds both texts: same and missing give the answer, same and extra what was typed', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' x'), maxLength: 12 })
    fc.assert(
      fc.property(word, word, (given, answer) => {
        const parts = diff(given, answer)
        const of = (kinds: string[]) => parts.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text)
        expect(of(['same', 'missing']).join('')).toBe(answer.trim())
        expect(of(['same', 'extra']).join('')).toBe(given.trim())
      }),
    )
  })

  it('is worth a look only between words that are mostly the same', () => {
    expect(isAlike('quantization', 'quantisation')).toBe(true)
    expect(isAlike('no idea', 'projector')).toBe(false)
    expect(isAlike('0.59', '0.69')).toBe(false)
  })

  it('leaves nothing of punctuation but what belongs to a number', () => {
    expect(plain('It’s 3.5 %, or -2!')).toBe('it s 3.5 or -2')
  })
})

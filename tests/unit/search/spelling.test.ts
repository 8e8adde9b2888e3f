import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitCount, editDistance, letterMask } from '../../../src/search/spelling'

/** The definition, without any short cut. */
function slow(a: string, b: string): number {
  if (!a || !b) return a.length + b.length
  const options = [
    slow(a.slice(1), b) + 1,
    slow(a, b.slice(1)) + 1,
    slow(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ]
  if (a.length > 1 && a[0] === b[1] && a[1] === b[0]) options.push(slow(a.slice(2), b.slice(2)) + 1)
  return Math.min(...options)
}

const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })

test('counts slips as the definition does', () => {
  fc.assert(
    fc.property(short, short, fc.nat(3), (a, b, most) => {
      expect(editDistance(a, b, most)).toBe(Math.min(slow(a, b), most + 1))
    }),
  )
})

test('words within n slips differ in at most 2n letters', () => {
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(bitCount(letterMask(a) ^ letterMask(b))).toBeLessThanOrEqual(2 * slow(a, b))
    }),
  )
})

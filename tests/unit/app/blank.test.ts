import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlank } from '../../../src/app/blank'

const nothing = [
  ...' \n\t\u00a0\u1680\u2003\u2028\u202f\u3000', // spaces
  ...'\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e', // of no width
  ...'\u200e\u200f\u202a\u202e\u2066\u2069\u061c', // direction
  ...'\u0000\u0007\u001b\u007f\u0085', // control
  ...'\u0301\u0308\u0651\u093c\u20dd\ufe0f', // marks without a letter
  ...'\u115f\u1160\u3164\uffa0\u2800\u034f', // fillers, the empty braille pattern
  '\u{e0001}',
  '\u{e0041}',
  '\ud800',
]

describe('a text that shows nothing', () => {
  it('is blank, of whatever invisible characters it is made', () => {
    expect(isBlank('')).toBe(true)
    fc.assert(fc.property(fc.array(fc.constantFrom(...nothing)), (list) => isBlank(list.join(''))))
  })

  it('is not, as soon as it holds a letter, a figure, a sign or a picture', () => {
    const shown = ['a', 'é', 'e\u0301', '7', '?', '∑', '😀', '1️⃣', '中', 'ا', 'ש', 'हि', 'ก็', '⠁', '\u{20000}', '🏳️‍🌈']
    const around = fc.array(fc.constantFrom(...nothing)).map((list) => list.join(''))
    fc.assert(
      fc.property(around, fc.constantFrom(...shown), around, (before, one, after) => !isBlank(before + one + after)),
    )
  })
})

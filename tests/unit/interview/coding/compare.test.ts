import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodingTest } from '../../../../content/format-coding'
import { broken, difference, resultOf } from '../../../../src/interview/coding/compare'

const leeway = { tolerance: 1e-6 }
const json = fc.jsonValue({ maxDepth: 3 })

describe('comparing a result with what was expected', () => {
  it('finds no difference between a value and its copy through JSON', () => {
    fc.assert(fc.property(json, (value) => difference(value, JSON.parse(JSON.stringify(value)), leeway) === ''))
  })

  it('lets numbers be off by the tolerance, relative where they are large, and no more', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (value) => {
        const unit = Math.max(1, Math.abs(value))
        return (
          difference(value, value + unit * 0.9e-6, leeway) === '' &&
          difference(value, value + unit * 2e-6, leeway) !== ''
        )
      }),
    )
  })

  it('takes any order where the test says so, and still counts what comes twice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (values) => {
        const any = { ...leeway, anyOrder: true }
        return difference(values, values.toReversed(), any) === ''
      }),
    )
    expect(difference([1, 1, 2], [2, 1, 2], { ...leeway, anyOrder: true })).toBe('Expected 1 among the results.')
  })

  it('says where and how two values differ', () => {
    expect(difference([1, [2, 3]], [1, [2, 4]], leeway)).toBe('At [1][1]: expected 3, got 4.')
    expect(difference([1, 2], [1], leeway)).toBe('expected 2 items, got one item.')
    expect(difference({ a: 1 }, {}, leeway)).toBe('has no "a".')
    expect(difference(1, null, leeway)).toBe('expected the number 1, got nothing.')
    expect(difference(1, { $: 'NaN' }, leeway)).toBe('expected the number 1, got NaN.')
    expect(difference(0, '0', leeway)).not.toBe('')
    expect(difference(null, null, leeway)).toBe('')
  })
})

describe('a property', () => {
  it('holds or is named in a sentence', () => {
    expect(broken({ is: 'sum', of: 1, rows: true }, [[0.5, 0.5], [1]])).toBe('')
    expect(broken({ is: 'sum', of: 1, rows: false }, [0.5, 0.4])).toBe('The sum should be 1, it is 0.9.')
    expect(broken({ is: 'sum', of: 1, rows: false }, [{ $: 'NaN' }])).toContain('Expected finite numbers')
    expect(broken({ is: 'length', of: 2 }, [1])).toBe('Expected 2 items, got one item.')
    expect(broken({ is: 'between', low: 0, high: 1 }, [0, 1.5])).toBe('1.5 is not between 0 and 1.')
    expect(broken({ is: 'distinct' }, [[1], [1]])).toBe('A member comes twice.')
    expect(broken({ is: 'falling' }, [3, 2, 2, 4])).toBe('Number 4 is larger than the one before it.')
    expect(broken({ is: 'from', of: ['a'] }, ['a', 'b'])).toBe('"b" must not be in the result.')
  })
})

describe('what a wrong value suggests', () => {
  const why = (expected: unknown, value: unknown) => {
    const test = { id: 't', name: 't', visible: true, group: 'core', args: [], expected, properties: [] } as unknown
    return resultOf({ ...(test as CodingTest), tolerance: 1e-6 }, { kind: 'value', value, ms: 1 }, () => '').why
  }

  it('is said after the difference', () => {
    expect(why([1], null)).toMatch(/got nothing\. Hand the result back with return/)
    expect(why([0.5, 1], [{ $: 'NaN' }, 1])).toMatch(/got NaN\. Look for a division by zero/)
    expect(why(2, { $: '-Infinity' })).toMatch(/got -Infinity\. Look for/)
    expect(why([1, 2], { $: 'a coroutine that was not awaited' })).toMatch(/got a coroutine .* Call it, or await it/)
    expect(why([3, 1, 2], [1, 2, 3])).toMatch(/The items are right, their order is not/)
    expect(why(0.7598356857, 0.7598)).toMatch(/It looks rounded/)
    expect(why([[0.26894, 1]], [[0.269, 1]])).toMatch(/It looks rounded/)
  })

  it('is not said where it does not fit', () => {
    for (const [expected, got] of [
      [
        [1, 2],
        [1, 3],
      ],
      [0.7598356857, 0.75],
      [1, 2],
      [null, 1],
      ['a', 'b'],
      [{ a: 1 }, { a: 2 }],
    ])
      expect(why(expected, got)).not.toMatch(/rounded|order|return|division|await/)
    expect(why([1], [1])).toBe('')
  })
})

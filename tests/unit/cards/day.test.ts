import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIndex, daysFrom, studyDay } from '../../../src/cards/day'
import { intervalText } from '../../../src/cards/intervals'

const minute = 60_000

describe('the study day', () => {
  it('begins at the chosen hour: late at night is still the day before', () => {
    const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).getTime()
    expect(studyDay(at(24, 1), 4).start).toBe(new Date(2026, 10, 23, 4).getTime())
    expect(studyDay(at(24, 5), 4).start).toBe(new Date(2026, 10, 24, 4).getTime())
    expect(studyDay(at(24, 23), 0).end).toBe(new Date(2026, 10, 25).getTime())
  })

  it('holds every moment, whatever the hour it begins at', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 23 }), (now, hour) => {
        const { start, end } = studyDay(now, hour)
        expect(start <= now && now < end).toBe(true)
        expect(daysFrom(now, hour, 3).slice(0, 2)).toEqual([start, end])
      }),
    )
  })

  it('finds the day of a moment; what is earlier is the first day, what is later none', () => {
    expect([5, 10, 19, 20, 30].map((at) => dayIndex(at, [10, 20, 30]))).toEqual([0, 0, 0, 1, -1])
  })
})

describe('an interval in words', () => {
  it('takes the unit that is read at a glance', () => {
    const texts = [0, 10 * minute, 90 * minute, 2 * 1440 * minute, 60 * 1440 * minute, 511 * 1440 * minute]
    expect(texts.map(intervalText).map((text) => text.replace('\u00a0', ' '))).toEqual([
      '1 min',
      '10 min',
      '2 h',
      '2 d',
      '2 mo',
      '1.4 y',
    ])
  })
})

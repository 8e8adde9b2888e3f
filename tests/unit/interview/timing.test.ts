import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockText, elapsedMs, pausedMs, wasAway } from '../../../src/interview/timing'
import type { TurnKind } from '../../../src/interview/session'

const turn = (kind: TurnKind, at: number) => ({ kind, at })
const minute = 60_000

describe('the time of an interview', () => {
  it('runs from the first question and counts on while somebody thinks', () => {
    expect(elapsedMs([turn('ask', 0)], 3 * minute)).toBe(3 * minute)
    expect(elapsedMs([], 3 * minute)).toBe(0)
  })

  it('leaves pauses out, an hour of sleep among them', () => {
    const turns = [turn('ask', 0), turn('pause', 2 * minute), turn('resume', 62 * minute), turn('answer', 63 * minute)]
    expect(elapsedMs(turns, 64 * minute)).toBe(4 * minute)
    expect(pausedMs(turns)).toBe(60 * minute)
  })

  it('stands still while paused and after the end', () => {
    expect(elapsedMs([turn('ask', 0), turn('pause', minute)], 90 * minute)).toBe(minute)
    expect(elapsedMs([turn('ask', 0), turn('wrap-up', minute)], 90 * minute)).toBe(minute)
  })

  it('is never negative and never runs back, whatever the clock was set to', () => {
    const kinds = fc.constantFrom<TurnKind>('ask', 'answer', 'probe', 'pause', 'resume', 'wrap-up')
    const turns = fc.array(fc.record({ kind: kinds, at: fc.integer({ min: -1e7, max: 1e7 }) }))
    fc.assert(
      fc.property(turns, fc.integer({ min: -1e7, max: 1e7 }), (list, now) => {
        const lengths = list.map((_, index) => elapsedMs(list.slice(0, index), list[index]!.at))
        expect(Math.min(0, ...lengths)).toBe(0)
        expect(elapsedMs(list, now)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('takes a long gap and a clock set back for time away', () => {
    expect(wasAway(0, 30_000)).toBe(false)
    expect(wasAway(0, 60 * minute)).toBe(true)
    expect(wasAway(60 * minute, 0)).toBe(true)
  })

  it('shows what is left, and with a plus what is over', () => {
    expect(clockText(7 * minute + 42_000)).toBe('07:42')
    expect(clockText(-30_000)).toBe('+00:30')
    expect(clockText(0)).toBe('00:00')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resumeWatch, Stopwatch } from '../../../src/interview/stopwatch'
import { clockText, elapsedMs, pausedMs } from '../../../src/interview/timing'
import type { TurnKind } from '../../../src/interview/session'

const turn = (kind: TurnKind, at: number, spentMs?: number) => ({ kind, at, spentMs })
const minute = 60_000
const reading = (monotonic: number, wall = monotonic) => ({ monotonic, wall })

describe('the time of an interview', () => {
  it('is what each turn says was spent on it, and what passed since the last', () => {
    const turns = [turn('ask', 0, 0), turn('answer', 99, 3 * minute), turn('probe', 99, 0)]
    expect(elapsedMs(turns, minute)).toBe(4 * minute)
    expect(elapsedMs([], 3 * minute)).toBe(0)
  })

  it('goes by the wall clock for turns of earlier versions', () => {
    const turns = [turn('ask', 0), turn('pause', 2 * minute), turn('resume', 62 * minute), turn('answer', 63 * minute)]
    expect(elapsedMs(turns, minute)).toBe(4 * minute)
    expect(pausedMs(turns)).toBe(60 * minute)
  })

  it('stands still while paused, while a question is looked at, and after the end', () => {
    for (const kind of ['pause', 'feedback', 'wrap-up'] as const) {
      expect(elapsedMs([turn('ask', 0), turn(kind, minute)], 90 * minute)).toBe(minute)
      expect(elapsedMs([turn('ask', 0), turn(kind, minute), turn('go-on', 9 * minute, 8 * minute)])).toBe(minute)
    }
  })

  it('is never negative, whatever the clock was set to', () => {
    const kinds = fc.constantFrom<TurnKind>('ask', 'answer', 'probe', 'pause', 'resume', 'wrap-up')
    const spent = fc.option(fc.integer({ min: 0, max: 1e7 }), { nil: undefined })
    const turns = fc.array(fc.record({ kind: kinds, at: fc.integer({ min: -1e7, max: 1e7 }), spentMs: spent }))
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 1e7 }), (list, since) => {
        expect(elapsedMs(list, since)).toBeGreaterThanOrEqual(elapsedMs(list))
        expect(elapsedMs(list)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('shows what is left, and with a plus what is over', () => {
    expect(clockText(7 * minute + 42_000)).toBe('07:42')
    expect(clockText(-30_000)).toBe('+00:30')
    expect(clockText(0)).toBe('00:00')
  })
})

describe('the stopwatch', () => {
  it('counts what the running clock says, whatever the wall clock is set to', () => {
    const jumps = fc.array(fc.tuple(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: -1e8, max: 1e8 })))
    fc.assert(
      fc.property(jumps, (steps) => {
        const watch = new Stopwatch(reading(0, 0))
        let monotonic = 0
        for (const [passed, wall] of steps) watch.look(reading((monotonic += passed), wall))
        expect(watch.spentMs).toBe(monotonic)
      }),
    )
  })

  it('takes an hour between two looks for time away, on either clock', () => {
    const watch = new Stopwatch(reading(0, 1000))
    expect(watch.look(reading(1000, 2000))).toBeUndefined()
    const slept = { from: 2000, to: 60 * minute, countedMs: 60 * minute - 1000 }
    expect(watch.look(reading(60 * minute, 60 * minute))).toEqual(slept)
    expect(watch.spentMs).toBe(1000)
    // A device asleep whose running clock stood still.
    const stood = { from: 60 * minute, to: 120 * minute, countedMs: 1000 }
    expect(watch.look(reading(60 * minute + 1000, 120 * minute))).toEqual(stood)
    expect(watch.spentMs).toBe(2000)
  })

  it('tells of a clock that was set back, and counts on as before', () => {
    const watch = new Stopwatch(reading(0, 600 * minute))
    expect(watch.look(reading(1000, 540 * minute))).toEqual({ from: 600 * minute, to: 540 * minute, countedMs: 1000 })
    expect(watch.look(reading(2000, 540 * minute + 1000))).toBeUndefined()
    expect(watch.spentMs).toBe(2000)
  })

  it('counts a reload, not a night, and nothing for a clock that went back', () => {
    const seen = { at: 10 * minute, spentMs: minute }
    expect(resumeWatch(seen, reading(0, 10 * minute + 5000))[0].spentMs).toBe(minute + 5000)
    const [watch, absence] = resumeWatch(seen, reading(0, 600 * minute))
    expect(watch.spentMs).toBe(minute)
    expect(absence).toEqual({ from: 10 * minute, to: 600 * minute })
    const [back, told] = resumeWatch(seen, reading(0, 0))
    expect([back.spentMs, told]).toEqual([minute, { from: 10 * minute, to: 0 }])
  })
})

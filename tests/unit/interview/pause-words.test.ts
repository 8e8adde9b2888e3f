import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pauseWords } from '../../../src/interview/pause-words'

const zone = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)
const second = 1000
const day = 86_400_000

function words(from: number, to: number, over: { away?: true; countedMs?: number } = {}) {
  const { countedMs, ...both } = over
  const turns = [
    { kind: 'ask' as const, at: from },
    { kind: 'pause' as const, at: from, ...both },
    { kind: 'resume' as const, at: to, ...both, countedMs },
  ]
  return [pauseWords(turns, 1, zone), pauseWords(turns, 2, zone)]
}

describe('a pause in the transcript', () => {
  const morning = at('2026-11-29T07:42:00Z')

  it('has its times', () => {
    expect(words(morning, morning + 600 * second, { countedMs: 600 * second })).toEqual([
      'Paused at 08:42.',
      'Went on at 08:52.',
    ])
  })

  it('has its dates where it lasted over a midnight', () => {
    expect(words(morning, morning + day)).toEqual([
      'Paused at 08:42 on 29 November 2026.',
      'Went on at 08:42 on 30 November 2026.',
    ])
  })

  it('tells of a clock that went further than the page counted, whatever the reason', () => {
    expect(words(morning, morning + day, { countedMs: 5 * second })[1]).toBe(
      'Went on at 08:42 on 30 November 2026. This page itself counted 5 seconds of it: the device slept, or its clock was set forward.',
    )
  })

  it('tells of a clock that was set back, by how much where that is known', () => {
    expect(words(morning, morning - day, { countedMs: 30 * second })[1]).toBe(
      'Went on at 08:42 on 28 November 2026. The device’s clock was set back in between, by 1 day.',
    )
    expect(words(morning, morning - 7_200_000)[1]).toBe(
      'Went on at 06:42. The device’s clock was set back in between, by at least 2 hours.',
    )
  })

  it('calls an absence one, and says that it does not count', () => {
    expect(words(morning, morning + 3_600_000, { away: true, countedMs: 3_600_000 })).toEqual([
      'Away from 08:42.',
      'Back at 09:42. This time does not count; the report tells of it.',
    ])
  })

  it('does not call somebody away whose clock was set back under their eyes', () => {
    expect(words(morning, morning - day, { away: true, countedMs: second })).toEqual([
      'The device’s clock stood at 08:42 on 29 November 2026.',
      'It was set back by 1 day, to 08:42 on 28 November 2026. Your time is counted apart from it.',
    ])
  })

  it('tells of summer time, in which an hour comes twice or not at all', () => {
    const autumn = at('2026-10-25T00:50:00Z')
    expect(words(autumn, autumn + 3_600_000, { countedMs: 3_600_000 })).toEqual([
      'Paused at 02:50.',
      'Went on at 02:50. Local time went back by 1 hour in between.',
    ])
    const spring = at('2027-03-28T00:50:00Z')
    expect(words(spring, spring + 1_200_000, { countedMs: 1_200_000 })[1]).toBe(
      'Went on at 03:10. Local time went forward by 1 hour in between.',
    )
  })

  it('says nothing of clocks that agree, and is never without its times', () => {
    const span = fc.integer({ min: 0, max: 300 * day })
    fc.assert(
      fc.property(span, fc.integer({ min: -80_000, max: 80_000 }), (length, drift) => {
        const utc = (countedMs: number) =>
          pauseWords(
            [
              { kind: 'pause', at: morning },
              { kind: 'resume', at: morning + length, countedMs },
            ],
            1,
            'UTC',
          )
        expect(utc(length + drift)).toMatch(/^Went on at \d\d:\d\d(?: on \d+ \w+ \d{4})?\.$/)
      }),
    )
  })
})

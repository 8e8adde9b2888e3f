import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Memory } from '../../../src/cards/card'
import { dueBefore, hash, interviewDay, isCapped } from '../../../src/cards/before-interview'
import { previewText } from '../../../src/cards/intervals'
import { newMemory } from '../../../src/cards/schedule'
import { dayMs } from './lines'

const now = new Date(2026, 10, 20, 12).getTime()
const interview = interviewDay('2026-12-03', now, 4)!
const windowStart = new Date(2026, 10, 28, 4).getTime()

function known(id: string, due: number, lastReviewAt = now): Memory {
  return { ...newMemory(id), phase: 'review', due, lastReviewAt }
}

describe('the last look before the interview', () => {
  it('brings a card that would come after the interview into the five days before it', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 14, max: 4000 }), (id, days) => {
        const due = dueBefore(known(id, now + days * dayMs), interview)
        expect(due).toBeGreaterThanOrEqual(windowStart)
        expect(due).toBeLessThan(interview.start)
      }),
    )
  })

  it('uses all five days', () => {
    const days = Array.from({ length: 100 }, (_, n) => dueBefore(known(`card-${n}`, now + 90 * dayMs), interview))
    expect(new Set(days).size).toBe(5)
  })

  it('leaves a card alone that comes before anyway', () => {
    const due = now + 6 * dayMs
    expect(dueBefore(known('a', due), interview)).toBe(due)
  })

  it('is content once the card was seen in those days', () => {
    const due = now + 60 * dayMs
    expect(dueBefore(known('a', due, windowStart), interview)).toBe(due)
    expect(dueBefore(known('a', due, windowStart - 1), interview)).toBeLessThan(interview.start)
  })

  it('does not touch cards being learned, nor anything without a date or after the day', () => {
    const learning = { ...known('a', now + 60 * dayMs), phase: 'learning' as const }
    expect(isCapped(learning, interview)).toBe(false)
    expect(interviewDay('', now, 4)).toBeNull()
    expect(interviewDay('soon', now, 4)).toBeNull()
    expect(interviewDay('2026-11-19', now, 4)).toBeNull()
    expect(interviewDay('2026-11-20', now, 4)).toBeNull()
    expect(dueBefore(known('a', now + 60 * dayMs), null)).toBe(now + 60 * dayMs)
  })

  it('says so on the key, where the interview comes first', () => {
    expect(previewText(known('a', now + 60 * dayMs), now, interview)).toBe('before 3 Dec')
    expect(previewText(known('a', now + 6 * dayMs), now, interview)).toBe('6\u00a0d')
  })

  it('spreads by FNV-1a as published', () => {
    // http://www.isthe.com/chongo/src/fnv/test_fnv.c: FNV-1a 32 of "foobar" is 0xbf9cf968.
    expect(hash('foobar')).toBe(0xbf9cf968)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expired, nameOf, parseName, type Kept } from '../../../src/backup/retention'

const hour = 3_600_000
const auto = (at: number): Kept => ({ name: nameOf('auto', at), reason: 'auto', at })

describe('rolling backups', () => {
  it('carry everything in their names', () => {
    const times = fc.integer({ min: 0, max: 4e12 })
    fc.assert(
      fc.property(fc.constantFrom('auto', 'before-import', 'before-restore'), times, (reason, at) => {
        expect(parseName(nameOf(reason, at))).toEqual({ name: nameOf(reason, at), reason, at })
      }),
    )
    expect(parseName('notes.zip')).toBeUndefined()
  })

  it('let nothing go while there are few', () => {
    expect(expired([auto(0), auto(hour), auto(2 * hour)])).toEqual([])
  })

  it('keep the newest five, one of each of seven days and of four weeks', () => {
    const start = Date.UTC(2026, 0, 1)
    const all = Array.from({ length: 60 * 24 }, (_, index) => auto(start + index * hour))
    const gone = new Set(expired(all))
    const kept = all.filter(({ name }) => !gone.has(name))
    expect(kept.length).toBeLessThanOrEqual(5 + 7 + 4)
    expect(kept.slice(-5)).toEqual(all.slice(-5))
    expect(kept[0]!.at).toBeLessThan(all.at(-1)!.at - 14 * 24 * hour)
  })

  it('keep those made before an import or a restore apart', () => {
    const before = [1, 2, 3, 4].map((at) => ({
      name: nameOf('before-import', at),
      reason: 'before-import' as const,
      at,
    }))
    expect(expired(before)).toEqual([before[0]!.name])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTables, type Row, type Tables } from '../../../src/backup/format'
import { planMerge } from '../../../src/backup/merge'

const deck = (id: string, updatedAt: number): Row => ({ id, title: `${id} at ${updatedAt}`, createdAt: 0, updatedAt })
const withRows = (rows: Partial<Tables>): Tables => ({ ...emptyTables(), ...rows })

describe('merging a backup', () => {
  it('adds what is not here and keeps what the backup lacks', () => {
    const plan = planMerge(withRows({ decks: [deck('mine', 1)] }), withRows({ decks: [deck('theirs', 1)] }))
    expect(plan.changes.decks).toEqual({ added: 1, replaced: 0, kept: 0 })
    expect(plan.writes.decks.map((row) => row.id)).toEqual(['theirs'])
  })

  it('keeps the newer of two versions, whichever side it is on', () => {
    const here = withRows({ decks: [deck('a', 5), deck('b', 1)] })
    const plan = planMerge(here, withRows({ decks: [deck('a', 3), deck('b', 2)] }))
    expect(plan.changes.decks).toEqual({ added: 0, replaced: 1, kept: 1 })
    expect(plan.writes.decks).toEqual([deck('b', 2)])
  })

  it('never replaces a line of the review log', () => {
    const line = (at: number) => ({ id: 'r', kind: 'reset', cardId: 'c', at })
    const plan = planMerge(withRows({ reviews: [line(1)] }), withRows({ reviews: [line(2)] }))
    expect(plan.writes.reviews).toEqual([])
  })

  it('replaces a text exactly when its document is newer', () => {
    const document = (updatedAt: number) => ({ id: 'd', updatedAt })
    const text = (words: string) => ({ documentId: 'd', text: words })
    const here = withRows({ documents: [document(2)], texts: [text('mine')] })
    const older = withRows({ documents: [document(1)], texts: [text('old')] })
    const newer = withRows({ documents: [document(3)], texts: [text('new')] })
    expect(planMerge(here, older).writes.texts).toEqual([])
    expect(planMerge(here, newer).writes.texts).toEqual([text('new')])
  })

  it('loses nothing, and merging twice changes nothing more', () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), updatedAt: fc.nat(5) }), {
      selector: (row) => row.id,
    })
    fc.assert(
      fc.property(rows, rows, (mine, theirs) => {
        const here = withRows({ decks: mine })
        const backup = withRows({ decks: theirs })
        const { writes } = planMerge(here, backup)
        const merged = new Map([...mine, ...(writes.decks as typeof mine)].map((row) => [row.id, row]))
        for (const row of [...mine, ...theirs])
          expect(merged.get(row.id)!.updatedAt).toBeGreaterThanOrEqual(row.updatedAt)
        expect(planMerge(withRows({ decks: [...merged.values()] }), backup).writes.decks).toEqual([])
      }),
    )
  })
})

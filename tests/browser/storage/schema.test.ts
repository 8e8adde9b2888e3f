import Dexie from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { PreflightDatabase } from '../../../src/storage/database'
import { storageFailure } from '../../../src/storage/failure'

/** A database as an older version of the app left it: its schema as it was then, and some rows of each table. */
interface Fixture {
  version: number
  stores: Record<string, string>
  rows: Record<string, object[]>
}

const fixtures = import.meta.glob<Fixture>('../../fixtures/schema/*.json', { eager: true, import: 'default' })
const name = `schema-${crypto.randomUUID()}`

afterEach(() => Dexie.delete(name))

describe('every schema version that shipped', () => {
  it.each(Object.entries(fixtures))('opens from %s with nothing lost', async (_, fixture) => {
    const old = new Dexie(name)
    old.version(fixture.version).stores(fixture.stores)
    await old.open()
    for (const [table, rows] of Object.entries(fixture.rows)) await old.table(table).bulkPut(rows)
    old.close()

    const db = new PreflightDatabase(name)
    await db.open()
    for (const [table, rows] of Object.entries(fixture.rows)) {
      expect(await db.table(table).count(), table).toBe(rows.length)
      for (const row of rows)
        expect(await db.table(table).toArray(), table).toContainEqual(expect.objectContaining(row))
    }
    db.close()
  })
})

describe('the database', () => {
  it('asks for strict durability', () => {
    const db = new PreflightDatabase(name)
    expect(
      (db as unknown as { _options: { chromeTransactionDurability: string } })._options.chromeTransactionDurability,
    ).toBe('strict')
  })

  it('gives way to a newer version in another tab instead of blocking it', async () => {
    const db = new PreflightDatabase(name)
    await db.open()
    await db.decks.put({ id: 'a', title: 'A', createdAt: 1, updatedAt: 1 })
    const newer = new Dexie(name)
    newer.version(99).stores({ decks: 'id' })
    await newer.open()
    expect(await newer.table('decks').count()).toBe(1)
    newer.close()
  })
})

describe('a failed write', () => {
  it('is told apart when storage is full, even when the error hides inside another', () => {
    const full = new DOMException('no room', 'QuotaExceededError')
    const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: full })
    expect(storageFailure(wrapped, 'lora.md')).toEqual({ code: 'storage-full', subject: 'lora.md', detail: undefined })
    expect(storageFailure(new Error('odd'), 'lora.md').code).toBe('storage-failed')
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { workerPort } from '../../../src/app/worker-port'
import type { BackupCalls } from '../../../src/backup/protocol'
import { PreflightDatabase } from '../../../src/storage/database'

const start = (name: string) => () =>
  new Worker(new URL('../../../src/backup/backup.worker.ts', import.meta.url), { type: 'module', name })

let here: PreflightDatabase
let there: PreflightDatabase

beforeEach(async () => {
  here = new PreflightDatabase(`here-${crypto.randomUUID()}`)
  there = new PreflightDatabase(`there-${crypto.randomUUID()}`)
  await Promise.all([here.open(), there.open()])
})
afterEach(async () => {
  await Promise.all([here.delete(), there.delete()])
  const root = await navigator.storage.getDirectory()
  await root.removeEntry('backups', { recursive: true }).catch(() => undefined)
})

const png = new Uint8Array([137, 80, 78, 71, 1, 2, 3])

async function fill(db: PreflightDatabase) {
  await db.decks.put({ id: 'mine', title: 'Mine', createdAt: 1, updatedAt: 1 })
  await db.reviews.put({ id: 'r1', kind: 'review', cardId: 'c', at: 1, grade: 'good', durationMs: 5 })
  await db.documents.put({
    id: 'd',
    title: 'Note',
    type: 'markdown',
    source: 'written',
    path: '',
    tags: [],
    hash: 'h',
    characters: 4,
    passages: 1,
    addedAt: 1,
    updatedAt: 1,
    warnings: [],
  })
  await db.texts.put({ documentId: 'd', text: 'Text' })
  await db.media.put({
    id: 'm',
    documentId: 'd',
    path: 'a.png',
    type: 'image/png',
    bytes: new Blob([png], { type: 'image/png' }),
  })
}

describe('backup and restore in a real browser', () => {
  it('brings everything into an empty profile, images included', async () => {
    await fill(here)
    const from = workerPort<BackupCalls>(start(here.name))
    const to = workerPort<BackupCalls>(start(there.name))
    const file = await from.call('export', { app: '0.1.0', now: 1 })

    const preview = await to.call('preview', { file, name: 'b.zip' })
    expect(preview).toMatchObject({ ok: true, value: { changes: { decks: { added: 1 }, media: { added: 1 } } } })
    expect(await there.decks.count(), 'a preview writes nothing').toBe(0)

    expect(await to.call('restore', { file, name: 'b.zip', app: '0.1.0', now: 2 })).toMatchObject({ ok: true })
    expect(await there.decks.toArray()).toEqual(await here.decks.toArray())
    expect(await there.reviews.toArray()).toEqual(await here.reviews.toArray())
    expect(await there.texts.toArray()).toEqual(await here.texts.toArray())
    const image = await there.media.get('m')
    expect(new Uint8Array(await image!.bytes.arrayBuffer())).toEqual(png)
  })

  it('keeps what was here before a restore, and can restore that', async () => {
    await fill(here)
    const port = workerPort<BackupCalls>(start(here.name))
    const file = await port.call('export', { app: '0.1.0', now: 1 })
    await here.decks.put({ id: 'later', title: 'Later', createdAt: 2, updatedAt: 2 })
    await port.call('restore', { file, name: 'b.zip', app: '0.1.0', now: 3 })
    const [kept] = await port.call('list', null)
    expect(kept?.reason).toBe('before-restore')
    await here.decks.clear()
    await port.call('restore', { kept: kept!.name, app: '0.1.0', now: 4 })
    expect((await here.decks.toArray()).map(({ id }) => id).sort()).toEqual(['later', 'mine'])
  })

  it('keeps no automatic backup when nothing changed since the last', async () => {
    await fill(here)
    const port = workerPort<BackupCalls>(start(here.name))
    expect(await port.call('keep', { reason: 'auto', app: '0.1.0', now: 1 })).toMatchObject({ reason: 'auto' })
    expect(await port.call('keep', { reason: 'auto', app: '0.1.0', now: 2 })).toBeUndefined()
    await here.decks.put({ id: 'new', title: 'New', createdAt: 2, updatedAt: 2 })
    expect(await port.call('keep', { reason: 'auto', app: '0.1.0', now: 3 })).toMatchObject({ at: 3 })
  })

  it('refuses a broken file and changes nothing', async () => {
    const port = workerPort<BackupCalls>(start(here.name))
    const result = await port.call('restore', { file: new Blob(['PK nonsense']), name: 'b.zip', app: '0.1.0', now: 1 })
    expect(result).toMatchObject({ ok: false, failure: { code: 'backup-broken', subject: 'b.zip' } })
    expect(await here.decks.count()).toBe(0)
  })
})

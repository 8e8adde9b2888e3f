import { readFileSync, readdirSync } from 'node:fs'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { backupVersion, emptyTables, type Tables } from '../../../src/backup/format'
import { readBackup } from '../../../src/backup/read'
import { writeBackup } from '../../../src/backup/write'

const fixtures = 'tests/fixtures/backups'

const tables: Tables = {
  ...emptyTables(),
  cards: [
    {
      id: 'c1',
      deckId: 'rag',
      kind: 'basic',
      front: 'Why “retrieve”?\nÜber',
      back: 'So — it is 🛩',
      tags: ['a'],
      origin: { from: 'user' },
      createdAt: 1,
      updatedAt: 2,
    },
  ],
  reviews: [{ id: 'r1', kind: 'review', cardId: 'c1', at: 3, grade: 'good', durationMs: 900 }],
  documents: [
    {
      id: 'd1',
      title: 'Note',
      type: 'markdown',
      source: 'written',
      path: '',
      tags: [],
      hash: 'x',
      addedAt: 1,
      updatedAt: 1,
    },
  ],
  texts: [{ documentId: 'd1', text: '# Note\n\nText' }],
  media: [{ id: 'm1', documentId: 'd1', path: 'a.png', type: 'image/png' }],
}
const image = new Uint8Array([137, 80, 78, 71, 0, 255])

const write = () => writeBackup({ tables, mediaBytes: async () => image, app: '0.1.0', now: 7 })
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** The backup with one of its files changed. */
async function tampered(change: (files: Record<string, Uint8Array>) => void): Promise<Blob> {
  const files = unzipSync(await bytesOf(await write()))
  change(files)
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>])
}

describe('a backup', () => {
  it('comes back as it was written', async () => {
    const read = await readBackup('b.zip', await write())
    expect(read).toMatchObject({ ok: true, value: { tables, manifest: { version: backupVersion, createdAt: 7 } } })
    expect(read.ok && read.value.media.get('m1')).toEqual(image)
  })

  it('tells a person who opens the zip what it is', async () => {
    const files = unzipSync(await bytesOf(await write()))
    expect(new TextDecoder().decode(files['README.txt'])).toContain('Restore it in the app')
  })

  it('is refused when it is not a zip, or not ours', async () => {
    expect(await readBackup('x.zip', new Blob(['hello']))).toMatchObject({ failure: { code: 'backup-not-ours' } })
    const other = new Blob([zipSync({ 'a.txt': strToU8('a') }) as Uint8Array<ArrayBuffer>])
    expect(await readBackup('x.zip', other)).toMatchObject({ failure: { code: 'backup-not-ours', subject: 'x.zip' } })
  })

  it('is refused when it was cut short at any tenth of its length', async () => {
    const whole = await bytesOf(await write())
    for (let tenth = 1; tenth < 10; tenth++) {
      const part = new Blob([whole.slice(0, Math.floor((whole.length * tenth) / 10))])
      expect((await readBackup('half.zip', part)).ok, `${tenth} tenths`).toBe(false)
    }
  })

  it('is refused when a record was changed, and says which file', async () => {
    const blob = await tampered((files) => (files['cards.jsonl'] = strToU8('{"id":"c1"}\n')))
    expect(await readBackup('b.zip', blob)).toMatchObject({
      failure: { code: 'backup-broken', detail: expect.stringContaining('cards.jsonl') },
    })
  })

  it('is refused when a listed file is missing', async () => {
    const blob = await tampered((files) => delete files['media/m1'])
    expect(await readBackup('b.zip', blob)).toMatchObject({
      failure: { code: 'backup-broken', detail: expect.stringContaining('media/m1') },
    })
  })

  it('is refused when a newer version made it, whatever else it holds', async () => {
    const manifest = { format: 'preflight-backup', version: backupVersion + 1, entirely: 'different' }
    const blob = await tampered((files) => (files['manifest.json'] = strToU8(JSON.stringify(manifest))))
    expect(await readBackup('b.zip', blob)).toMatchObject({
      failure: { code: 'backup-newer', detail: String(backupVersion + 1) },
    })
  })
})

describe('backup fixtures', () => {
  it('exist for every version that was ever written', () => {
    const versions = readdirSync(fixtures).map((file) => Number(/^v(\d+)\.zip$/.exec(file)?.[1]))
    expect(versions.sort()).toEqual(Array.from({ length: backupVersion }, (_, index) => index + 1))
  })

  it('are all read and brought to the version of today', async () => {
    for (const file of readdirSync(fixtures)) {
      const result = await readBackup(file, new Blob([readFileSync(`${fixtures}/${file}`)]))
      expect(result.ok, JSON.stringify(result)).toBe(true)
      expect(result.ok && result.value.tables.cards[0]).toMatchObject({ id: 'c1' })
    }
  })
})

import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Busy } from '../../../src/app/busy.svelte'
import { workerPort } from '../../../src/app/worker-port'
import type { WorkerPort } from '../../../src/app/worker-protocol'
import { noteHandlers } from '../../../src/notes/handlers'
import { Importing } from '../../../src/notes/importing.svelte'
import type { NoteCalls } from '../../../src/notes/protocol'
import { PreflightDatabase } from '../../../src/storage/database'
import { storageFailure } from '../../../src/storage/failure'
import { intakeStore } from '../../../src/storage/intake'
import { noteStore } from '../../../src/storage/notes'

let db: PreflightDatabase
let workers: Worker[] = []

beforeEach(async () => {
  db = new PreflightDatabase(`notes-test-${crypto.randomUUID()}`)
  await db.open()
})

afterEach(async () => {
  for (const worker of workers) worker.terminate()
  workers = []
  db.close()
  await PreflightDatabase.delete(db.name)
})

const now = () => Date.now()
const newId = () => crypto.randomUUID()

function realWorker(): WorkerPort<NoteCalls> {
  return workerPort<NoteCalls>(() => {
    const url = new URL('../../../src/notes/notes.worker.ts', import.meta.url)
    const worker = new Worker(url, { type: 'module', name: db.name })
    workers.push(worker)
    return worker
  })
}

/** The worker's handlers in the page, where a test can stand in for a part of the storage. */
function inPage(stores: Partial<Parameters<typeof noteHandlers>[0]>): WorkerPort<NoteCalls> {
  const characterMaps = () => Promise.reject(new Error('none'))
  const stored = { notes: noteStore(db, now), intake: intakeStore(db, now) }
  const usual = { ...stored, newId, now, characterMaps, failureOf: storageFailure }
  const handlers = noteHandlers({ ...usual, ...stores })
  return {
    call: async (name, input, options = {}) =>
      (await handlers[name](input as never, {
        signal: options.signal ?? new AbortController().signal,
        progress: (options.onprogress ?? (() => undefined)) as never,
      })) as never,
  }
}

function importer(port = realWorker()) {
  return new Importing(port, intakeStore(db, now), new Busy(), newId)
}

function file(path: string, content: string | Uint8Array) {
  return { path, bytes: new Blob([content as BlobPart]) }
}

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

describe('importing notes', () => {
  it('stores documents with their texts and passages, and leaves nothing waiting', async () => {
    const imports = importer()
    await imports.begin([file('a/one.md', '# One\n\nFirst words.'), file('a/two.txt', 'Second words.')])
    expect(imports.report?.counts).toMatchObject({ added: 2, refused: 0 })
    expect(imports.report?.finished).toBe(true)
    expect((await db.documents.orderBy('path').toArray()).map(({ title }) => title)).toEqual(['One', 'Two'])
    expect((await db.chunks.toArray()).flatMap(({ chunks }) => chunks.map(({ text }) => text)).sort()).toEqual([
      'First words.',
      'Second words.',
    ])
    expect(await db.intake.count()).toBe(0)
  })

  it('updates a changed file under the same id and leaves an unchanged one alone', async () => {
    const imports = importer()
    await imports.begin([file('n/a.md', '# A\n\nold'), file('n/b.md', '# B\n\nsame')])
    const before = await db.documents.where('path').equals('n/a.md').first()
    await imports.begin([file('n/a.md', '# A\n\nnew'), file('n/b.md', '# B\n\nsame')])
    expect(imports.report?.counts).toMatchObject({ added: 0, updated: 1, unchanged: 1 })
    expect((await db.texts.get(before!.id))?.text).toBe('# A\n\nnew')
    expect(await db.documents.count()).toBe(2)
  })

  it('recognises the same text under another path, also within one import', async () => {
    const imports = importer()
    await imports.begin([file('x.md', '# Same\n\ntext'), file('copy/x.md', '# Same\r\n\r\ntext')])
    expect(imports.report?.counts).toMatchObject({ added: 1, duplicate: 1 })
    expect(imports.report?.items[0]).toMatchObject({ outcome: 'duplicate', sameAs: 'Same' })
  })

  it('does not overwrite a note that was edited here', async () => {
    const imports = importer()
    await imports.begin([file('e.md', '# E\n\nfrom the file')])
    const note = (await db.documents.toArray())[0]!
    await db.documents.put({ ...note, hash: 'edited', editedAt: 5 })
    await imports.begin([file('e.md', '# E\n\nfrom the changed file')])
    expect(imports.report?.counts).toMatchObject({ added: 1, updated: 0 })
    expect((await db.documents.get(note.id))?.hash).toBe('edited')
  })

  it('refuses each bad file with its reason and imports the rest', async () => {
    const imports = importer()
    await imports.begin([
      file('empty.md', ''),
      file('photo.md', png),
      file('slides.key', 'x'),
      file('../outside.md', 'x'),
      file('.hidden/secret.md', 'x'),
      file('good.md', 'Good words.'),
    ])
    const codes = imports.report?.items.map(({ failure }) => failure?.code).sort()
    expect(codes).toEqual(['file-binary', 'file-empty', 'file-unsupported', 'zip-unsafe-path'])
    expect(imports.report?.counts.added).toBe(1)
  })

  it('unpacks a zip with its images and leaves out what does not belong', async () => {
    const zip = zipSync({
      'notes/a.md': strToU8('# A\n\n![plan](img/p.png) and ![gone](img/q.png)'),
      'notes/img/p.png': png,
      '__MACOSX/notes/._a.md': strToU8('junk'),
      'notes/app.exe': strToU8('MZ'),
    })
    const imports = importer()
    await imports.begin([file('all.zip', zip)])
    expect(imports.report?.counts).toMatchObject({ added: 1, refused: 1 })
    expect((await db.media.toArray()).map(({ path, type }) => [path, type])).toEqual([['notes/img/p.png', 'image/png']])
    expect(await db.intake.count()).toBe(0)
  })

  it('imports nothing of a zip that turns out to be broken, and keeps going', async () => {
    const zip = zipSync({ 'a.md': strToU8('Words of a'), 'b.md': strToU8('Words of b '.repeat(500)) }, { level: 9 })
    const broken = zip.slice()
    const second = 30 + 4 + 12
    broken.fill(0xff, second + 40, second + 70)
    const imports = importer()
    await imports.begin([file('broken.zip', broken), file('half.zip', zip.slice(0, 60)), file('c.md', 'Words of c')])
    expect(imports.report?.items.map(({ failure }) => failure?.code)).toEqual(['zip-broken', 'zip-broken'])
    expect((await db.documents.toArray()).map(({ path }) => path)).toEqual(['c.md'])
    expect(await db.intake.count()).toBe(0)
  })

  it('goes on after a crash with what was waiting', async () => {
    const crashed = inPage({})
    await crashed.call('stage', { files: [file('left.md', 'Left behind.')], jobId: 'j', from: 0 })
    const imports = importer()
    await imports.wake()
    expect(imports.report?.counts.added).toBe(1)
    expect((await db.texts.toArray()).map(({ text }) => text)).toEqual(['Left behind.'])
  })

  it('keeps the report over a reload until it is dismissed', async () => {
    await importer().begin([file('a.md', 'Words.')])
    const reloaded = importer()
    await reloaded.wake()
    expect(reloaded.report?.counts.added).toBe(1)
    await reloaded.dismiss()
    const again = importer()
    await again.wake()
    expect(again.report).toBeUndefined()
  })

  it('stops where the storage is full, says so, and keeps the rest waiting', async () => {
    const notes = noteStore(db, now)
    let room = 2
    const put: typeof notes.put = async (whole, settled) => {
      if (whole.length > room) throw new DOMException('full', 'QuotaExceededError')
      room -= whole.length
      return notes.put(whole, settled)
    }
    const files = [1, 2, 3, 4].map((n) => file(`${n}.md`, `Words ${n}.`))
    const imports = importer(inPage({ notes: { ...notes, put } }))
    await imports.begin(files)
    expect(imports.report?.stopped?.code).toBe('storage-full')
    expect(imports.report?.counts.added).toBe(2)
    expect(await db.documents.count()).toBe(2)
    expect(await db.intake.count()).toBe(2)
    room = 10
    await imports.resume()
    expect(imports.report?.stopped).toBeUndefined()
    expect(imports.report?.counts.added).toBe(4)
    expect(await db.documents.count()).toBe(4)
  })

  it('does not start by itself again after the storage was full', async () => {
    const intake = intakeStore(db, now)
    await inPage({}).call('stage', { files: [file('w.md', 'Waits.')], jobId: 'j', from: 0 })
    const full = { code: 'storage-full' as const, subject: 'w.md' }
    const counts = { added: 0, updated: 0, unchanged: 0, duplicate: 0, refused: 0 }
    await intake.keepReport({
      startedAt: 1,
      counts,
      items: [],
      unlisted: 0,
      cancelled: 0,
      finished: false,
      stopped: full,
    })
    const imports = importer()
    await imports.wake()
    expect(await db.documents.count()).toBe(0)
    await imports.discard()
    expect(await db.intake.count()).toBe(0)
  })

  it('keeps whole notes only when it is cancelled, and says how many were left', async () => {
    const notes = noteStore(db, now)
    const imports: Importing = importer(
      inPage({
        notes: {
          ...notes,
          async put(whole, settled) {
            await notes.put(whole, settled)
            imports.cancel()
          },
        },
      }),
    )
    await imports.begin(Array.from({ length: 100 }, (_, n) => file(`${n}.md`, `Words ${n}.`)))
    const { counts, cancelled } = imports.report!
    expect(counts.added + cancelled).toBe(100)
    expect(counts.added).toBeLessThan(100)
    expect(await db.documents.count()).toBe(counts.added)
    expect(await db.chunks.count()).toBe(counts.added)
    expect(await db.intake.count()).toBe(0)
  })
})

describe('the note store', () => {
  it('gives back everything that a removal took', async () => {
    const zip = zipSync({ 'a.md': strToU8('# A\n\n![p](p.png)'), 'p.png': png })
    await importer().begin([file('z.zip', zip)])
    const store = noteStore(db, now)
    const before = [await db.documents.toArray(), await db.texts.toArray(), await db.chunks.toArray()]
    const media = (await db.media.toArray()).map(({ id, path }) => [id, path])
    const removed = await store.remove((await store.list()).map(({ id }) => id))
    expect(await db.documents.count()).toBe(0)
    expect(await db.media.count()).toBe(0)
    await store.restore(removed)
    expect([await db.documents.toArray(), await db.texts.toArray(), await db.chunks.toArray()]).toEqual(before)
    expect((await db.media.toArray()).map(({ id, path }) => [id, path])).toEqual(media)
  })

  it('makes passages again that are missing', async () => {
    await importer().begin([file('a.md', '# A\n\nWords.')])
    const before = await db.chunks.toArray()
    await db.chunks.clear()
    expect(await noteStore(db, now).chunks()).toEqual(before)
    expect(await db.chunks.toArray()).toEqual(before)
  })
})

import { expect, test } from 'vitest'
import type { NoteDocument, PackedChunks } from '../../../src/notes/document'
import { bring } from '../../../src/search/bring'
import { Follower } from '../../../src/search/follow'
import { Library } from '../../../src/search/library'
import type { IndexStore, KeptIndex } from '../../../src/search/packed-index'

interface Note {
  id: string
  text: string
  updatedAt: number
}

const documentOf = ({ id, text, updatedAt }: Note): NoteDocument => ({
  id,
  title: id,
  type: 'markdown',
  source: 'file',
  path: '',
  tags: [],
  hash: text,
  characters: text.length,
  passages: 1,
  addedAt: 0,
  updatedAt,
  warnings: [],
})
const chunksOf = ({ id, text }: Note): PackedChunks => ({
  documentId: id,
  version: 1,
  chunks: [{ id: 'top', headings: [], text, start: 0, end: text.length, kind: 'prose' }],
})

/** Notes in memory, that change when told to. */
function stored(...notes: Note[]) {
  let now = notes
  let tell = (_: NoteDocument[]) => {}
  const read: string[] = []
  return {
    read,
    set(...next: Note[]) {
      now = next
      tell(now.map(documentOf))
    },
    watch(changed: (documents: NoteDocument[]) => void) {
      tell = changed
      queueMicrotask(() => changed(now.map(documentOf)))
      return () => {}
    },
    async chunks(ids?: string[]) {
      read.push(...(ids ?? []))
      return now.filter(({ id }) => ids?.includes(id)).map(chunksOf)
    },
  }
}

/** Where indexes are kept, in memory. */
function keeper() {
  const kept = new Map<string, KeptIndex>()
  const put: string[] = []
  const store: IndexStore = {
    get: async (ids) => ids.flatMap((id) => kept.get(id) ?? []),
    put: async (records) => {
      for (const record of records) kept.set(record.documentId, record)
      put.push(...records.map(({ documentId }) => documentId))
    },
    keepOnly: async (ids) => {
      for (const id of kept.keys()) if (!ids.has(id)) kept.delete(id)
    },
  }
  return { kept, put, store }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

function follow(
  notes: ReturnType<typeof stored>,
  pause = async () => {},
  more: { kept?: IndexStore; version?: string } = {},
) {
  const library = new Library([])
  const sun = { id: 'pack-sun', text: 'Sun shines.', updatedAt: 0 }
  const packed = { document: documentOf(sun), stamp: sun.text, chunks: () => [] }
  return { library, follower: new Follower(library, { notes, pack: async () => [packed], pause, ...more }) }
}

const finds = (library: Library, question: string) =>
  library.search({ question, limit: 5 }).passages.map(({ documentId }) => documentId)

test('indexes what is stored, then only what changes', async () => {
  const notes = stored(
    { id: 'rain', text: 'Rain falls.', updatedAt: 1 },
    { id: 'cats', text: 'Cats sleep.', updatedAt: 1 },
  )
  const { library, follower } = follow(notes)
  await follower.ready
  await settled()
  expect(follower.indexed).toEqual({ notes: 3, of: 3, passages: 2 })
  notes.set({ id: 'rain', text: 'Hail falls.', updatedAt: 2 }, { id: 'cats', text: 'Cats sleep.', updatedAt: 1 })
  await settled()
  expect(finds(library, 'hail')).toEqual(['rain'])
  expect(finds(library, 'rain falls')).toEqual(['rain'])
  expect(notes.read).toEqual(['rain', 'cats', 'rain'])
})

test('forgets what was deleted, the pack never', async () => {
  const notes = stored({ id: 'rain', text: 'Rain falls.', updatedAt: 1 })
  const { library, follower } = follow(notes)
  await follower.ready
  await settled()
  notes.set()
  await settled()
  expect(finds(library, 'rain')).toEqual([])
  expect(library.has('pack-sun')).toBe(true)
})

test('answers while it is still indexing, and says how far it is', async () => {
  let goOn = () => {}
  const pause = () => new Promise<void>((resolve) => (goOn = resolve))
  const many = Array.from({ length: 30 }, (_, n) => ({ id: `note-${n}`, text: `Rain number ${n}.`, updatedAt: 1 }))
  const { library, follower } = follow(stored(...many), pause)
  await follower.ready
  await settled()
  expect(follower.indexed).toMatchObject({ notes: 21, of: 31 })
  expect(finds(library, 'rain').length).toBeGreaterThan(0)
  goOn()
  await settled()
  expect(follower.indexed).toMatchObject({ notes: 31, of: 31 })
})

test('takes a change that comes while it is at work', async () => {
  let goOn = () => {}
  const pause = () => new Promise<void>((resolve) => (goOn = resolve))
  const notes = stored({ id: 'rain', text: 'Rain falls.', updatedAt: 1 })
  const { library, follower } = follow(notes, pause)
  await follower.ready
  await settled()
  notes.set({ id: 'snow', text: 'Snow falls.', updatedAt: 1 })
  goOn()
  await settled()
  goOn()
  await settled()
  expect(finds(library, 'falls')).toEqual(['snow'])
})

test('at the next start takes what was kept, reads no text, and finds the same', async () => {
  const rain = { id: 'rain', text: 'Rain falls from clouds.', updatedAt: 1 }
  const { store, put } = keeper()
  const first = follow(stored(rain), undefined, { kept: store })
  await first.follower.settled(1000)
  await settled()
  const notes = stored(rain)
  const { library, follower } = follow(notes, undefined, { kept: store })
  await follower.ready
  await settled()
  expect(notes.read).toEqual([])
  expect(put).toEqual(['pack-sun', 'rain'])
  expect(follower.indexed).toEqual({ notes: 2, of: 2, passages: 1 })
  const ranking = library.rank({ question: 'clouds', limit: 5 })
  expect(library.lacking(ranking, 5)).toEqual(['rain'])
  await bring(library, follower, ['rain'])
  expect(finds(library, 'clouds')).toEqual(['rain'])
  // Spelling is kept too.
  expect(finds(library, 'cloudz')).toEqual(['rain'])
})

test('what was kept of another text, or by another version, is made again', async () => {
  const { store, kept, put } = keeper()
  const start = async (text: string, version: string) => {
    const { library, follower } = follow(stored({ id: 'rain', text, updatedAt: text.length }), undefined, {
      kept: store,
      version,
    })
    await follower.ready
    await settled()
    return library
  }
  await start('Rain falls.', 'a')
  expect(finds(await start('Hail bounces.', 'a'), 'hail')).toEqual(['rain'])
  await start('Hail bounces.', 'b')
  expect(put.filter((id) => id === 'rain')).toHaveLength(3)
  expect([...kept.keys()]).toEqual(['pack-sun', 'rain'])
})

test('what was kept of a deleted note is thrown away, and a store that fails is passed by', async () => {
  const { store, kept } = keeper()
  const { follower } = follow(stored({ id: 'rain', text: 'Rain falls.', updatedAt: 1 }), undefined, { kept: store })
  await follower.ready
  await settled()
  const later = follow(stored(), undefined, { kept: store })
  await later.follower.ready
  await settled()
  expect([...kept.keys()]).toEqual(['pack-sun'])
  const broken = async () => Promise.reject(new Error('no storage'))
  const none = follow(stored({ id: 'rain', text: 'Rain falls.', updatedAt: 1 }), undefined, {
    kept: { get: broken, put: broken, keepOnly: broken },
  })
  await none.follower.ready
  await settled()
  expect(finds(none.library, 'rain')).toEqual(['rain'])
})

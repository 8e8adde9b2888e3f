import { expect, test } from 'vitest'
import type { NoteDocument, PackedChunks } from '../../../src/notes/document'
import { Follower } from '../../../src/search/follow'
import { Library } from '../../../src/search/library'

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

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

function follow(notes: ReturnType<typeof stored>, pause = async () => {}) {
  const library = new Library([])
  const packed = { document: documentOf({ id: 'pack-sun', text: 'Sun shines.', updatedAt: 0 }), text: '', chunks: [] }
  return { library, follower: new Follower(library, { notes, pack: async () => [packed], pause }) }
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

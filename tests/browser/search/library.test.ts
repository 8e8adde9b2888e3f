import { afterEach, beforeEach, expect, test } from 'vitest'
import { workerPort } from '../../../src/app/worker-port'
import { chunkDocument } from '../../../src/notes/chunk'
import { chunkVersion } from '../../../src/notes/chunk-version'
import type { WholeNote } from '../../../src/notes/store'
import { librarySearch, type LibrarySearch } from '../../../src/search/port'
import type { LibraryCalls } from '../../../src/search/protocol'
import { PreflightDatabase } from '../../../src/storage/database'
import { noteStore } from '../../../src/storage/notes'

let db: PreflightDatabase
let workers: Worker[] = []
let library: LibrarySearch

beforeEach(async () => {
  db = new PreflightDatabase(`library-test-${crypto.randomUUID()}`)
  await db.open()
  library = librarySearch(
    workerPort<LibraryCalls>(() => {
      const url = new URL('../../../src/search/library.worker.ts', import.meta.url)
      const worker = new Worker(url, { type: 'module', name: db.name })
      workers.push(worker)
      return worker
    }),
  )
})

afterEach(async () => {
  for (const worker of workers) worker.terminate()
  workers = []
  db.close()
  await PreflightDatabase.delete(db.name)
})

function note(id: string, text: string, updatedAt = 1): WholeNote {
  const chunks = chunkDocument('markdown', text)
  const document: WholeNote['document'] = {
    id,
    title: id,
    type: 'markdown',
    source: 'file',
    path: '',
    tags: [],
    hash: text,
    characters: text.length,
    passages: chunks.length,
    addedAt: 1,
    updatedAt,
    warnings: [],
  }
  return { document, text, chunks: { documentId: id, version: chunkVersion, chunks }, media: [] }
}

const put = (...notes: WholeNote[]) => noteStore(db, () => 1).put(notes)
/** Own notes that hold a word of the question: by meaning there is always a nearest one. */
const own = async (question: string) =>
  (await library.search({ question, limit: 5, from: 'own' })).passages
    .filter(({ keyword }) => keyword > 0)
    .map(({ documentId }) => documentId)

test('finds stored notes and the pack’s', async () => {
  await put(note('weather', '# Weather\n\nA zephyr is a light wind from the west.'))
  expect((await library.status()).notes).toBeGreaterThan(1)
  await expect.poll(() => own('zephyr')).toEqual(['weather'])
  const { passages, indexed } = await library.search({ question: 'What is retrieval-augmented generation?', limit: 3 })
  expect(passages[0]?.documentId).toMatch(/^pack-/)
  expect(indexed.passages).toBeGreaterThan(50)
})

test('follows what is added, changed and deleted while it is open', async () => {
  expect(await own('zephyr')).toEqual([])
  await put(note('weather', 'A zephyr is a light wind.'))
  await expect.poll(() => own('zephyr')).toEqual(['weather'])
  await put(note('weather', 'A mistral is a strong wind.', 2))
  await expect.poll(() => own('mistral')).toEqual(['weather'])
  expect(await own('zephyr')).toEqual([])
  await noteStore(db, () => 3).remove(['weather'])
  await expect.poll(() => own('mistral')).toEqual([])
})

test('a worker that crashes fails what waits and is started again', async () => {
  await put(note('weather', 'A zephyr is a light wind.'))
  await library.status()
  const pending = library.search({ question: 'zephyr', limit: 1 })
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
  await expect(pending).rejects.toThrow('out of memory')
  await expect.poll(() => own('zephyr')).toEqual(['weather'])
  expect(workers).toHaveLength(2)
})

test('a search that was stopped before it began says so', async () => {
  const control = new AbortController()
  control.abort()
  await expect(library.search({ question: 'wind', limit: 1 }, { signal: control.signal })).rejects.toMatchObject({
    name: 'AbortError',
  })
})

test('sentences are checked against what they cite, by the encoder too', async () => {
  const passages = [{ text: 'A zephyr is a light wind from the west.', title: 'Winds' }]
  const { by, checks } = await library.verify([
    { text: 'A light wind from the west is called a zephyr.', passages },
    { text: 'A zephyr is not a light wind.', passages },
  ])
  expect(by).toBe('instant')
  expect(checks.map(({ support }) => support)).toEqual(['supported', 'unsupported'])
})

test('at the next start the index is read, not made again, and finds the same', async () => {
  await put(note('weather', '# Weather\n\nA zephyr is a light wind from the west.'))
  await expect.poll(() => own('zephyr')).toEqual(['weather'])
  await expect.poll(() => db.indexes.where('documentId').equals('weather').count()).toBe(1)
  workers[0]?.terminate()
  // Were it made again, it would be made of this.
  const kept = (await db.indexes.get('weather'))!
  await db.indexes.put({
    ...kept,
    terms: kept.terms.replace('zephyr', 'sirocco'),
    words: kept.words.replace('zephyr', 'sirocco'),
  })
  workers[0]?.dispatchEvent(new ErrorEvent('error', { message: 'ended' }))
  await expect.poll(() => own('sirocco')).toEqual(['weather'])
  const { passages } = await library.search({ question: 'sirocco', limit: 1, from: 'own' })
  expect(passages[0]?.text).toContain('A zephyr is a light wind')
})

test('notes near to one, cards like one, and how a known question is found', async () => {
  await put(
    note('winds', '# Winds\n\n## Trade winds\n\nSteady winds blow near the equator from the east.'),
    note('breeze', '# Breeze\n\nA breeze is a gentle wind that blows from the sea.'),
    note('bread', '# Bread\n\nBread needs flour, water, salt and yeast.'),
  )
  await expect.poll(() => own('breeze')).toContain('breeze')
  const near = await library.similar({ documentId: 'winds', limit: 60 })
  const order = near.map(({ documentId }) => documentId).filter((id) => ['breeze', 'bread'].includes(id))
  expect(order[0]).toBe('breeze')
  expect(near[0]?.cosine).toBeLessThanOrEqual(1)
  const known = [
    { id: 'a', front: 'What does LoRA freeze?', back: 'The pretrained weights.' },
    { id: 'b', front: 'Who pays for lunch?', back: 'The host.' },
  ]
  const [alike] = await library.duplicates({
    cards: [{ front: 'What is frozen by LoRA?', back: 'The weights.' }],
    known,
  })
  expect(alike).toMatchObject([{ id: 'a', by: 'instant' }])
  const hidden = { documentId: 'winds', chunkIds: ['trade-winds'] }
  const found = await library.test({ question: 'What blows near the equator?', limit: 20, from: 'own', hidden })
  expect(found).toMatchObject({ rank: 1, wordRank: 1, by: 'instant' })
})

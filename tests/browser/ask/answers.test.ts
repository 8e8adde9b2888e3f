import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AskRecord } from '../../../src/ask/answer'
import { answerStore } from '../../../src/storage/answers'
import { PreflightDatabase } from '../../../src/storage/database'

let db: PreflightDatabase

beforeEach(async () => {
  db = new PreflightDatabase(`answers-test-${crypto.randomUUID()}`)
  await db.open()
})
afterEach(async () => {
  db.close()
  await PreflightDatabase.delete(db.name)
})

const record = (id: string, at: number): AskRecord => ({
  id,
  at,
  question: `Question ${id}?`,
  filter: { tags: ['rag'], from: 'own' },
  outcome: 'answered',
  sentences: [{ text: 'So it is.', cites: [1] }],
  sources: [
    {
      documentId: 'note',
      chunkId: 'top',
      title: 'Note',
      headings: [],
      text: 'So it is.',
      quotes: [{ start: 0, end: 9 }],
      score: 1,
    },
  ],
  provenance: 'Extracted from 1 passage, no model used',
})

test('an answer comes back exactly as it was kept, the newest first', async () => {
  const answers = answerStore(db)
  await answers.add(record('a', 1))
  await answers.add(record('b', 2))
  expect(await answers.get('a')).toEqual(record('a', 1))
  expect((await answers.list()).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('an answer is never overwritten', async () => {
  const answers = answerStore(db)
  await answers.add(record('a', 1))
  await expect(answers.add(record('a', 2))).rejects.toThrow()
  expect((await answers.get('a'))?.at).toBe(1)
})

test('what was deleted comes back whole', async () => {
  const answers = answerStore(db)
  await answers.add(record('a', 1))
  const removed = await answers.remove('a')
  expect(await answers.list()).toEqual([])
  await answers.add(removed!)
  expect(await answers.get('a')).toEqual(record('a', 1))
  expect(await answers.remove('gone')).toBeUndefined()
})

test('another connection sees what is added', async () => {
  const other = new PreflightDatabase(db.name)
  await other.open()
  const seen: number[] = []
  const stop = answerStore(other).watch((records) => seen.push(records.length))
  await expect.poll(() => seen.at(-1)).toBe(0)
  await answerStore(db).add(record('a', 1))
  await expect.poll(() => seen.at(-1)).toBe(1)
  stop()
  other.close()
})

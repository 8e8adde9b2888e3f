import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright'
import { compilePack } from '../../content/compile'
import { chunkVersion } from '../../src/notes/chunk-version'
import { median, type Row } from './rows'

const notes = 400
const passagesEach = 50

/** Opening the search index of 20,000 stored passages in the built app: what was kept is read. From the worker's first line until the last note is searchable. */
export async function openBench(browser: Browser, url: string): Promise<Row[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await fill(page)
  await page.goto(`${url}#/ask`)
  await page.reload()
  // The first start makes the index and keeps it.
  await opened(page)
  const times: number[] = []
  for (let n = 0; n < 5; n++) {
    await page.reload()
    times.push(await opened(page))
  }
  await context.close()
  return [
    {
      name: `opening the index of ${(notes * passagesEach).toLocaleString('en-GB')} stored passages at start (median of 5)`,
      value: median(times) / 1000,
      unit: 's',
      goal: 1,
    },
  ]
}

/** Notes as an import would have left them, made from the pack's own sentences. */
async function fill(page: Page) {
  const { pack } = compilePack(resolve('content'))
  const sentences = pack.notes.flatMap(({ body }) => body.split(/(?<=[.:?])\s+/)).filter(({ length }) => length > 40)
  await page.evaluate(
    async ([sentences, notes, each, version]) => {
      const open = indexedDB.open('preflight')
      const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)))
      const transaction = db.transaction(['documents', 'texts', 'chunks'], 'readwrite')
      for (let n = 0; n < notes; n++) {
        const id = `bench-${n}`
        const chunks = Array.from({ length: each }, (_, k) => {
          const at = n * each + k
          const text = Array.from({ length: 9 }, (_, m) => sentences[(at * 31 + m * 977) % sentences.length]).join(' ')
          return { id: `part-${k}`, headings: [], text, start: 0, end: text.length, kind: 'prose' }
        })
        const text = chunks.map((chunk) => chunk.text).join('\n\n')
        const about = { title: `Note ${n}`, type: 'markdown', source: 'file', path: `${id}.md`, tags: [], hash: id }
        const sizes = { characters: text.length, passages: each, addedAt: 1, updatedAt: 1, warnings: [] }
        transaction.objectStore('documents').put({ id, ...about, ...sizes })
        transaction.objectStore('texts').put({ documentId: id, text })
        transaction.objectStore('chunks').put({ documentId: id, version, chunks })
      }
      await new Promise((done) => (transaction.oncomplete = done))
      db.close()
    },
    [sentences, notes, passagesEach, chunkVersion] as const,
  )
}

/** When the worker had every note, in milliseconds of its own life. */
async function opened(page: Page): Promise<number> {
  for (;;) {
    for (const worker of page.workers()) {
      const taken = await worker
        .evaluate(() => performance.getEntriesByName('library-opened')[0]?.duration)
        .catch(() => undefined)
      if (taken !== undefined) return taken
    }
    await page.waitForTimeout(100)
  }
}

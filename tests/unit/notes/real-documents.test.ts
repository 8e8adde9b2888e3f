import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nextStep, sentence } from '../../../src/app/failures'
import { kindOf } from '../../../src/notes/kinds'
import { noteOf, read } from './read-with'

const root = '../shared/data/documents'
const bytesOf = (path: string) => new Uint8Array(readFileSync(path))

/** Real files of other people, which are no part of this repository. */
describe.skipIf(!existsSync(root))('real documents (skipped where ../shared/data is absent)', () => {
  const folder = (name: string) => `${root}/${name}`

  it('each give a note whose passages stand where they say, or a reason', async () => {
    const paths = (readdirSync(root, { recursive: true }) as string[]).map((path) => join(root, path))
    const files = paths.filter((path) => statSync(path).isFile() && kindOf(path).is === 'note')
    const refused: string[] = []
    for (const path of files) {
      const outcome = await read(path, bytesOf(path))
      if (!outcome.ok) {
        expect(`${sentence(outcome.failure)} ${nextStep(outcome.failure)}`, path).toMatch(/\.$/)
        refused.push(outcome.failure.code)
        continue
      }
      const { text, chunks, pages } = outcome.value
      for (const chunk of chunks) {
        expect(chunk.start, path).toBeLessThan(chunk.end)
        expect(chunk.end, path).toBeLessThanOrEqual(text.length)
        if (pages) expect(chunk.page, path).toBeGreaterThan(0)
      }
    }
    expect(files.length).toBeGreaterThan(100)
    expect(new Set(refused)).toEqual(new Set(['file-no-text']))
  }, 300_000)

  it('of two columns are read down the first, then down the second', async () => {
    const { text } = await noteOf('p.pdf', bytesOf(folder('docling-project__docling/amt_handbook_sample.pdf')))
    const order = [
      'The two general types',
      'Boots self-locking nuts are made',
      'Wing-type nuts are made',
      'Elastic Stop Nut',
    ]
    const places = order.map((words) => text.indexOf(words))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('in Arabic read from right to left, and a receipt keeps its lines', async () => {
    const arabic = await noteOf('r.pdf', bytesOf(folder('docling-project__docling/right_to_left_01.pdf')))
    expect(arabic.text).toContain('تعتبر البرمجة بلغة R و Python من الأدوات القوية')
    const receipt = bytesOf(folder('microsoft__markitdown/RECEIPT-2024-TXN-98765_retail_purchase.pdf'))
    expect((await noteOf('receipt.pdf', receipt)).text).toContain('SUBTOTAL')
  })
})

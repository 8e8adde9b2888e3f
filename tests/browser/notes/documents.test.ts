import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Busy } from '../../../src/app/busy.svelte'
import { workerPort } from '../../../src/app/worker-port'
import type { WorkerPort } from '../../../src/app/worker-protocol'
import { Importing } from '../../../src/notes/importing.svelte'
import type { NoteCalls } from '../../../src/notes/protocol'
import { PreflightDatabase } from '../../../src/storage/database'
import { intakeStore } from '../../../src/storage/intake'
import { buildDocx } from '../../unit/notes/build-docx'
import { buildEpub } from '../../unit/notes/build-epub'
import { buildPdf, column, dots } from '../../unit/notes/build-pdf'

let db: PreflightDatabase
let workers: Worker[] = []

beforeEach(async () => {
  db = new PreflightDatabase(`documents-test-${crypto.randomUUID()}`)
  await db.open()
})

afterEach(async () => {
  for (const worker of workers) worker.terminate()
  workers = []
  db.close()
  await PreflightDatabase.delete(db.name)
})

const now = () => Date.now()

/** An import in the real worker, whose progress a test may follow. */
function importer(onprogress: (detail: string) => void = () => undefined) {
  const worker = workerPort<NoteCalls>(() => {
    const url = new URL('./notes-under-test.worker.ts', import.meta.url)
    const started = new Worker(url, { type: 'module', name: db.name })
    workers.push(started)
    return started
  })
  const port: WorkerPort<NoteCalls> = {
    call: (name, input, options = {}) =>
      worker.call(name, input, {
        ...options,
        onprogress(progress) {
          options.onprogress?.(progress)
          if (name === 'run') onprogress((progress as NoteCalls['run']['progress']).detail)
        },
      }),
  }
  return new Importing(port, intakeStore(db, now), new Busy(), () => crypto.randomUUID())
}

function file(path: string, content: string | Uint8Array) {
  return { path, bytes: new Blob([content as BlobPart]) }
}

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
)
/** A photograph of sorts: PNG cannot make it small. */
function noisy(width: number, height: number): string {
  let seed = 1
  const codes = Array.from({ length: width * height * 3 }, (_, n) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return ((n >> 6) & 0x7f) + ((seed >> 16) & 0x3f)
  })
  return codes.map((code) => String.fromCharCode(code)).join('')
}
const words = (what: string) => `${what} speaks of retrieval at some length, so that there is a passage to be found.`

describe('importing documents through the real worker', () => {
  it('knows the fonts of a PDF by their names, though a worker has none of them', async () => {
    const code = ['def embed(text):', '    return model(text)'].map((text, n) => {
      return { text, x: 72 + 20 * n, y: 200 + 12 * n, font: 'mono' as const }
    })
    const heading = { text: 'A bold heading', y: 80, font: 'bold' as const }
    const page = { words: [heading, ...column(words('A paper'), { y: 110 }), ...code] }
    await importer().begin([file('f/fonts.pdf', buildPdf({ pages: [page] }))])
    const { text } = (await db.texts.toArray())[0]!
    expect(text).toMatch(/^#+ A bold heading$/m)
    expect(text).toMatch(/```\ndef embed\(text\):\n +return model\(text\)\n```/)
  })

  it('keeps a picture of a PDF, which the browser can show, as JPEG where that is much smaller', async () => {
    const wide = { width: 600, height: 400, data: noisy(600, 400), at: { x: 72, y: 200, width: 300, height: 200 } }
    const small = { width: 80, height: 64, data: dots(80, 64), at: { x: 72, y: 450, width: 80, height: 64 } }
    const pictures = [
      { name: 'A', ...wide },
      { name: 'B', ...small },
    ]
    const imports = importer()
    await imports.begin([file('f/p.pdf', buildPdf({ pages: [{ words: column(words('A'), { y: 100 }), pictures }] }))])
    expect(imports.report?.items).toMatchObject([{ outcome: 'added', came: { pictures: 2 } }])
    const [one, two] = (await db.media.toArray()).sort((a, b) => a.path.localeCompare(b.path))
    expect([one?.path, two?.path]).toEqual(['f/p.pdf/1.jpg', 'f/p.pdf/2.png'])
    const shown = await Promise.all([one, two].map((media) => createImageBitmap(media!.bytes)))
    expect(shown.map(({ width, height }) => [width, height])).toEqual([
      [600, 400],
      [80, 64],
    ])
  })

  it('brings in a PDF, a Word file, a book, a notebook, a table and a page, each as passages', async () => {
    const notebook = { cells: [{ cell_type: 'markdown', source: [`# Cells\n\n${words('A notebook')}`] }], metadata: {} }
    const imports = importer()
    await imports.begin([
      file('f/paper.pdf', buildPdf({ pages: [{}, { words: column(words('A paper'), { y: 100 }) }], title: 'A paper' })),
      file('f/report.docx', buildDocx(`<w:p><w:r><w:t>${words('A report')}</w:t></w:r></w:p>`)),
      file(
        'f/book.epub',
        buildEpub({ 'one.xhtml': `<h1>One</h1><p>${words('A book')}</p><img src="a.png"/>` }, { 'a.png': png }),
      ),
      file('f/cells.ipynb', JSON.stringify(notebook)),
      file('f/table.csv', 'term;meaning\nRAG;retrieval\nLoRA;adapters\n'),
      file('f/page.html', `<nav>Menu</nav><article><h1>Page</h1><p>${words('A page').repeat(4)}</p></article>`),
    ])
    expect(imports.report?.items.filter(({ failure }) => failure)).toEqual([])
    expect(imports.report?.counts).toMatchObject({ added: 6, refused: 0 })
    const documents = await db.documents.orderBy('path').toArray()
    expect(documents.map(({ type }) => type)).toEqual(['epub', 'notebook', 'web', 'pdf', 'docx', 'csv'])
    const paper = documents.find(({ type }) => type === 'pdf')
    expect(paper).toMatchObject({ pages: 2, passages: 1, title: 'A paper' })
    expect((await db.chunks.get(paper!.id))?.chunks[0]).toMatchObject({ page: 2, text: words('A paper') })
    expect((await db.media.toArray()).map(({ path, type }) => [path, type])).toEqual([
      ['f/book.epub/1.png', 'image/png'],
    ])
    const came = imports.report?.items.find(({ path }) => path === 'f/paper.pdf')?.came
    expect(came).toEqual({ type: 'pdf', pages: 2, passages: 1, pictures: 0 })
  })

  it('leaves a document alone that comes again as it was, pictures and all', async () => {
    const book = (text: string) =>
      file('book.epub', buildEpub({ 'one.xhtml': `<p>${text}</p><img src="a.png"/>` }, { 'a.png': png }))
    const imports = importer()
    await imports.begin([book('First edition.')])
    await imports.begin([book('First edition.')])
    expect(imports.report?.counts).toMatchObject({ added: 0, unchanged: 1 })
    await imports.begin([book('Second edition.')])
    expect(imports.report?.counts).toMatchObject({ updated: 1 })
    expect(await db.media.count()).toBe(1)
  })

  it('refuses a scan and a locked file with their reasons and takes the rest', async () => {
    const imports = importer()
    await imports.begin([
      file('scan.pdf', buildPdf({ pages: [{ draw: '0.5 g 10 10 500 700 re f' }] })),
      file('locked.pdf', buildPdf({ pages: [{ words: [{ text: 'x', y: 100 }] }], encrypted: true })),
      file('half.docx', buildDocx('<w:p/>').slice(0, 300)),
      file('slides.pptx', 'PK'),
      file('deck.apkg', 'PK'),
      file('good.md', 'Good words.'),
    ])
    const codes = imports.report?.items.map(({ failure }) => failure?.code).sort()
    expect(codes).toEqual(['file-anki', 'file-broken', 'file-locked', 'file-no-text', 'file-unsupported'])
    expect(imports.report?.counts).toMatchObject({ added: 1, refused: 5 })
  })

  it('is cancelled in the middle of a long PDF, which leaves nothing behind', async () => {
    const pages = Array.from({ length: 1000 }, (_, n) => ({ words: column(words(`Page ${n}`), { y: 200 }) }))
    let cancelled = 0
    const imports: Importing = importer((detail) => {
      if (!detail.includes('page ')) return
      cancelled++
      imports.cancel()
    })
    await imports.begin([file('a.md', 'Words.'), file('long.pdf', buildPdf({ pages }))])
    expect(cancelled).toBeGreaterThan(0)
    expect(imports.report).toMatchObject({ finished: true, cancelled: 1 })
    expect((await db.documents.toArray()).map(({ path }) => path)).not.toContain('long.pdf')
    expect(await db.intake.count()).toBe(0)
  })

  it('goes on with a PDF that a crash interrupted, and gives one up that brings the worker down again and again', async () => {
    const intake = intakeStore(db, now)
    const pdf = buildPdf({ pages: [{ words: column(words('A paper'), { y: 100 }) }] })
    const wait = (id: string) =>
      intake.stage([{ id, jobId: 'j', name: `${id}.pdf`, path: `${id}.pdf`, bytes: pdf, addedAt: 1 }])
    await wait('once')
    await intake.tried('once')
    const imports = importer()
    await imports.wake()
    expect(imports.report?.counts).toMatchObject({ added: 1 })
    await wait('often')
    await intake.tried('often')
    await intake.tried('often')
    await imports.resume()
    expect(imports.report?.items.map(({ failure }) => failure?.code)).toContain('file-crashes')
    expect(await db.intake.count()).toBe(0)
  })

  it('takes a vault as it is: links, aliases, tags, pictures, and what does not belong', async () => {
    const vault = zipSync({
      'vault/.obsidian/app.json': strToU8('{}'),
      'vault/Home.md': strToU8(
        '---\naliases: [Start]\n---\n# Home\n\nSee [[RAG|retrieval]], [[Nowhere]] and ![[plan.png]] #study/rag',
      ),
      'vault/notes/RAG.md': strToU8(
        '# Retrieval\n\nBack to [[Start]] and [the home](../Home.md). Colour #fff is no tag.',
      ),
      'vault/files/plan.png': png,
      'vault/board.canvas': strToU8('{}'),
    })
    const imports = importer()
    await imports.begin([file('vault.zip', vault)])
    expect(imports.report?.counts).toMatchObject({ added: 2, refused: 1 })
    const [home, rag] = await db.documents.orderBy('path').toArray()
    expect(home).toMatchObject({ tags: ['study/rag'], aliases: ['Start'] })
    expect(home?.warnings).toEqual([
      expect.stringContaining('One link in Home.md leads to notes that are not here (Nowhere)'),
    ])
    expect(rag).toMatchObject({ tags: [], warnings: [] })
    expect(imports.report?.items.map(({ path }) => path)).toEqual(['vault.zip/vault/board.canvas', 'vault/Home.md'])
  })

  it('unpacks the zips of an export, and no deeper', async () => {
    const deepest = zipSync({ 'c.md': strToU8('Too deep.') })
    const inner = zipSync({ 'b.md': strToU8('Inner words.'), 'deepest.zip': deepest })
    const imports = importer()
    await imports.begin([file('export.zip', zipSync({ 'a.md': strToU8('Outer words.'), 'part-1.zip': inner }))])
    expect((await db.documents.toArray()).map(({ path }) => path).sort()).toEqual(['a.md', 'b.md'])
    expect(imports.report?.items.map(({ failure }) => failure?.code)).toEqual(['zip-nested'])
    expect(await db.intake.count()).toBe(0)
  })
})

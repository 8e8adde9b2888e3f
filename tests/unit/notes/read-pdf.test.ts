import { describe, expect, it } from 'vitest'
import { readLimits } from '../../../src/notes/formats/extracted'
import { openPdf } from '../../../src/notes/formats/pdf/engine'
import { readPdf } from '../../../src/notes/formats/pdf/read-pdf'
import { buildPdf, column, type PageSpec, type PdfSpec, type Words } from './build-pdf'
import { about, noteOf, read } from './read-with'

const readBytes = (bytes: Uint8Array<ArrayBuffer>, more = {}) => read('a/paper.pdf', bytes, more)

async function note(spec: PdfSpec | PageSpec[]) {
  return noteOf('a/paper.pdf', buildPdf(Array.isArray(spec) ? { pages: spec } : spec))
}

const sentence = 'Retrieval finds passages and the model answers from them so that nothing has to be made up. '
const prose = (times: number) => sentence.repeat(times).trim()
const bare = (text: string) => text.replace(/\s+/g, ' ')

describe('a PDF', () => {
  it('comes in by page, and its passages know their pages', async () => {
    const { text, chunks, pages } = await note([
      { words: column(prose(4), { y: 100 }) },
      { words: [{ text: 'A different second page speaks of vectors.', y: 100 }] },
    ])
    expect(pages).toBe(2)
    expect(text).toContain('<!-- page 1 -->')
    const found = chunks.find((chunk) => chunk.text.includes('vectors'))
    expect(found?.page).toBe(2)
    expect(text.slice(found?.start, found?.end)).toContain('speaks of vectors')
  })

  it('is read column by column, what goes across both before and after', async () => {
    const left = column(`LEFT ${prose(5)} LEFTEND`, { x: 60, y: 140, width: 46 })
    const right = column(`RIGHT ${prose(5)} RIGHTEND`, { x: 320, y: 146, width: 46 })
    const title: Words = { text: 'A title that stands right across both of the columns below', y: 90, size: 18 }
    const { text } = await note([{ words: [title, ...left.flatMap((line, n) => [line, right[n]!].filter(Boolean))] }])
    const places = ['A title', 'LEFT ', 'LEFTEND', 'RIGHT ', 'RIGHTEND'].map((word) => text.indexOf(word))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(bare(text)).toContain(`LEFT ${prose(5)} LEFTEND`)
  })

  it('is whole again where lines part its words, and keeps the hyphens that are the author’s', async () => {
    const { text } = await note([
      {
        words: [
          { text: 'We speak of fine-tuning, of tuning, and of what is fine, and then of infor-', y: 100 },
          { text: 'mation that is spread over several lines of the page, as it is for fine-', y: 112 },
          { text: 'tuning with adapters.', y: 124 },
        ],
      },
    ])
    expect(text).toContain('of information that')
    expect(text).toContain('for fine-tuning with')
  })

  it('loses its running heads and page numbers, and nothing that only looks like one', async () => {
    const pages = [1, 2, 3, 4].map((n) => ({
      words: [
        { text: `Journal of Tests, volume 7`, y: 40 },
        ...column(`Page body ${'abcd'[n - 1]}: ${prose(3)}`, { y: 100 }),
        { text: '42', y: 300 },
        { text: String(n + 8), x: 300, y: 760 },
      ],
    }))
    const { text } = await note(pages)
    expect(text).not.toContain('Journal')
    expect(text).not.toMatch(/^(?:9|10|11|12)$/m)
    expect(text.match(/^42$/gm)).toHaveLength(4)
  })

  it('gets headings from the size of letters, from numbers and from its outline', async () => {
    const { text, title } = await note({
      pages: [
        {
          words: [
            { text: 'Attention in Practice', y: 80, size: 20 },
            { text: '1 Introduction', y: 120, size: 13 },
            ...column(prose(3), { y: 140 }),
            { text: '1.1 Scope', y: 220, size: 10, font: 'bold' },
            ...column(prose(3), { y: 236 }),
            { text: 'What the outline knows', y: 320 },
            ...column(prose(2), { y: 336 }),
          ],
        },
      ],
      outline: [{ title: 'What the outline knows', page: 1 }],
    })
    expect(title).toBe('Attention in Practice')
    expect(text).toContain('# Attention in Practice')
    expect(text).toContain('\n## 1 Introduction\n')
    expect(text).toContain('\n### 1.1 Scope\n')
    expect(text).toContain('\n## What the outline knows\n')
  })

  it('keeps lists, code and tables', async () => {
    const row = (cells: string[], y: number) => cells.map((text, n) => ({ text, x: 72 + n * 140, y }))
    const { text } = await note([
      {
        words: [
          ...column(prose(2), { y: 80 }),
          { text: '• the first point, which goes on over', y: 140 },
          { text: 'the end of its line', x: 84, y: 152 },
          { text: '• the second point', y: 164 },
          { text: 'def rank(query):', y: 200, font: 'mono' },
          { text: 'return search(query)', x: 96, y: 212, font: 'mono' },
          ...row(['Model', 'Recall', 'Size'], 260),
          ...row(['small', '0.71', '4 MB'], 274),
          ...row(['large', '0.84', '23 MB'], 288),
        ],
      },
    ])
    expect(text).toContain('- the first point, which goes on over the end of its line\n- the second point')
    expect(text).toContain('```\ndef rank(query):\n    return search(query)\n```')
    expect(text).toContain('| Model | Recall | Size |\n| --- | --- | --- |\n| small | 0.71 | 4 MB |')
  })

  it('is upright whichever way its pages are turned', async () => {
    const words = column(prose(3), { y: 100 })
    for (const rotate of [90, 180, 270]) expect(bare((await note([{ words, rotate }])).text)).toContain(prose(3))
    const turned = 'BT /F1 10 Tf 0 1 -1 0 200 100 Tm (Set from the bottom to the top of a page) Tj ET'
    expect((await note([{ draw: turned }])).text).toContain('Set from the bottom to the top of a page')
  })

  it('says which pages have no text, and is refused where none has', async () => {
    const picture: PageSpec = { draw: '0.5 g 50 50 500 600 re f' }
    const { warnings, text, pages } = await note([{ words: column(prose(2), { y: 100 }) }, picture, picture, {}])
    expect(pages).toBe(4)
    expect(warnings).toEqual([expect.stringMatching(/^Pages 2–3 of paper\.pdf have no text layer/)])
    expect(text).toContain('<!-- page 2, no text -->')
    expect(await readBytes(buildPdf({ pages: [picture] }))).toMatchObject({ failure: { code: 'file-no-text' } })
    expect(await readBytes(buildPdf({ pages: [{}] }))).toMatchObject({ failure: { code: 'file-empty' } })
  })

  it('with a password is refused as such', async () => {
    const locked = buildPdf({ pages: [{ words: [{ text: 'Secret', y: 100 }] }], encrypted: true })
    expect(await readBytes(locked)).toMatchObject({ ok: false, failure: { code: 'file-locked', subject: 'paper.pdf' } })
  })

  it('that is damaged gives what can be read of it', async () => {
    const page = (name: string) => ({ words: column(`${name} begins. ${prose(2)}`, { y: 100 }) })
    const whole = buildPdf({ pages: ['Alpha', 'Beta', 'Gamma'].map(page) })
    const cut = await readBytes(whole.slice(0, whole.length * 0.6))
    expect(cut.ok && bare(cut.value.text)).toContain(`Alpha begins. ${prose(2)}`)
    expect(cut.ok && cut.value.warnings).toEqual([
      'paper.pdf stops half-way, so pages may be missing. Download or save it again and import that.',
      expect.stringMatching(/damaged|no text/),
    ])
    const noise = Uint8Array.from({ length: 4000 }, (_, n) => (n * 7919) % 251)
    noise.set(new TextEncoder().encode('%PDF-1.7\n'))
    expect(await readBytes(noise)).toMatchObject({ ok: false, failure: { code: 'file-broken' } })
  })

  it('that is something else is told from a PDF', async () => {
    const page = new TextEncoder().encode('<!DOCTYPE html><title>Log in</title>')
    expect(await readBytes(page)).toMatchObject({ failure: { code: 'file-mistaken' } })
    const pdf = buildPdf({ pages: [{ words: [{ text: 'x', y: 100 }] }] })
    expect(await read('notes.txt', pdf)).toMatchObject({ failure: { code: 'file-mistaken' } })
  })

  it('stops when it is told to, and says how far it is', async () => {
    const control = new AbortController()
    const seen: string[] = []
    const progress = (detail: string) => {
      seen.push(detail)
      if (seen.length === 3) control.abort()
    }
    const pages = Array.from({ length: 200 }, () => ({ words: column(prose(2), { y: 100 }) }))
    const reading = readBytes(buildPdf({ pages }), { signal: control.signal, progress })
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(seen[0]).toBe('page 1 of 200')
    expect(seen.length).toBeLessThan(10)
  })

  it('of 2,000 pages comes in whole', async () => {
    const pages = Array.from({ length: 2000 }, (_, n) => ({
      words: [{ text: `The only words of sheet ${n + 1}.`, y: 100 }],
    }))
    const { chunks, pages: count } = await note(pages)
    expect(count).toBe(2000)
    expect(chunks.at(-1)).toMatchObject({ page: 2000, text: 'The only words of sheet 2000.' })
  })

  it('that is too long is cut, and says where', async () => {
    const pages = Array.from({ length: 150 }, () => ({ words: column(prose(4), { y: 100 }) }))
    const { warnings } = await noteOf('long.pdf', buildPdf({ pages }), {
      limits: { ...readLimits, characters: 10_000 },
    })
    expect(warnings).toEqual([expect.stringMatching(/cut after page 60 of 150/)])
  })
})

describe('a page that never ends', () => {
  const pages = [1, 2, 3, 4, 5].map((n) => ({
    words: column(`${'Alpha Beta Gamma Delta Epsilon'.split(' ')[n - 1]} begins. This is page ${n}.`, {
      y: 90 + n * 60,
    }),
  }))
  /** The pages of these numbers never come; the watch is over for them at once, and for no other. */
  async function readWith(endless: number[], reopens = Infinity) {
    let opened = 0
    let closed = 0
    const open: typeof openPdf = async (bytes, context) => {
      if (opened++ > reopens) throw new Error('no thread')
      const { document, close } = await openPdf(bytes, context)
      const getPage = (page: number) => (endless.includes(page) ? new Promise(() => {}) : document.getPage(page))
      const held = new Proxy(document, {
        get(target, name) {
          const value: unknown = name === 'getPage' ? getPage : Reflect.get(target, name)
          return typeof value === 'function' ? (value as () => void).bind(target) : value
        },
      })
      return { document: held, close: () => (closed++, close()) }
    }
    const watch = (page: number) => ({
      over: endless.includes(page) ? Promise.resolve() : new Promise(() => {}),
      stop: () => undefined,
    })
    const found = await readPdf(buildPdf({ pages }), { ...about, name: 'p.pdf' }, open, watch)
    return { ...found, opened, closed, came: [...found.text.matchAll(/This is page (\d)/g)].map(([, n]) => Number(n)) }
  }

  it('is left out and named, and the others come from a new thread', async () => {
    const { came, warnings, opened, closed } = await readWith([2])
    expect(came).toEqual([1, 3, 4, 5])
    expect(warnings).toEqual([
      'Page 2 of p.pdf took too long to read and was left out. Print the file to a new PDF and import that to have it.',
    ])
    expect([opened, closed]).toEqual([2, 2])
  })

  it('ends the reading where there are too many, or no new thread comes, and says which pages were left out', async () => {
    const many = await readWith([1, 2, 4])
    expect(many.came).toEqual([3])
    expect(many.warnings.join(' ')).toContain('Pages 1–2 and 4 of p.pdf took too long')
    expect(many.warnings.join(' ')).toContain('The pages of p.pdf after page 4 (1) were left out')
    const alone = await readWith([3], 0)
    expect(alone.came).toEqual([1, 2])
    expect(alone.warnings.join(' ')).toContain('after page 3 (2) were left out')
  })

  it('is the whole file: then it is refused', async () => {
    await expect(readWith([1, 2, 3, 4, 5])).rejects.toMatchObject({ failure: { code: 'file-broken' } })
  })
})

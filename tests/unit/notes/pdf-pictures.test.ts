import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPdf } from '../../../src/notes/formats/pdf/engine'
import { dotsOf, joinedBelow } from '../../../src/notes/formats/pdf/pictures/dots'
import { findPictures } from '../../../src/notes/formats/pdf/pictures/find'
import { paintedPictures } from '../../../src/notes/formats/pdf/pictures/painted'
import { withPictures } from '../../../src/notes/formats/pdf/pictures/place'
import { encodePng, type Dots } from '../../../src/notes/formats/pdf/pictures/png'
import { pictureStreams } from '../../../src/notes/formats/pdf/pictures/streams'
import { buildPdf, column, dots, type PageSpec, type PictureSpec } from './build-pdf'
import { about, noteOf } from './read-with'

const filler = 'Retrieval finds passages and the model answers from them so that nothing has to be made up. '
const at = { x: 72, y: 200, width: 120, height: 90 }
const picture = (name: string, more: Partial<PictureSpec> = {}): PictureSpec => ({
  name,
  width: 80,
  height: 64,
  data: dots(80, 64, name.charCodeAt(0)),
  at,
  ...more,
})
const note = (pages: PageSpec[]) => noteOf('a/paper.pdf', buildPdf({ pages }))

/** The dots of a PNG, by the rules of its filters. */
function dotsIn(png: Uint8Array, { width, height, colours, bits }: Dots): number[] {
  const view = new DataView(png.buffer)
  const raw = inflateSync(png.subarray(41, 41 + view.getUint32(33)))
  const row = Math.ceil((width * bits * colours) / 8)
  const step = Math.max(1, (bits * colours) / 8)
  const out: number[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x < row; x++) {
      const filter = raw[y * (row + 1)]
      const before = filter === 1 && x >= step ? out[y * row + x - step]! : filter === 2 ? out[(y - 1) * row + x]! : 0
      out.push((raw[y * (row + 1) + 1 + x]! + before) & 0xff)
    }
  return out
}

describe('the pictures of a PDF', () => {
  const words = [...column(`ABOVE ${filler.repeat(2)}`, { y: 100 }), ...column(`BELOW ${filler.repeat(2)}`, { y: 320 })]

  it('are kept and stand in the text where they stand on the page, and are no words of it', async () => {
    const { text, media, chunks, warnings } = await note([{ words, pictures: [picture('A')] }])
    expect(media).toMatchObject([{ path: 'paper.pdf/1.png', type: 'image/png' }])
    const order = ['ABOVE', '![|160](paper.pdf/1.png)', 'BELOW'].map((part) => text.indexOf(part))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(order).not.toContain(-1)
    expect(chunks.map((chunk) => chunk.text).join(' ')).not.toMatch(/png|paper/)
    expect(warnings).toEqual([])
    const kept = { width: 80, height: 64, colours: 3 as const, bits: 8 as const, data: new Uint8Array() }
    const codes = [...picture('A').data].map((char) => char.charCodeAt(0))
    expect(dotsIn(media![0]!.bytes, kept)).toEqual(codes)
  })

  it('are those alone that show something: no icons, grounds, scans or logos, and it says which were left out', async () => {
    const logo = picture('L', { at: { ...at, y: 30 } })
    const pages = [0, 1, 2, 3].map((n) => ({
      words: words.map((line) => ({ ...line, y: line.y + n })),
      pictures: [logo],
    }))
    const whole = { x: 0, y: 0, width: 612, height: 792 }
    pages[0]!.pictures = [
      logo,
      picture('S', { at: whole }),
      picture('P', { data: '\x80'.repeat(80 * 64 * 3) }),
      picture('I', { width: 20, height: 20, data: dots(20, 20) }),
      picture('T', { at: { ...at, width: 10, height: 10 } }),
      picture('X', { about: '/ColorSpace /DeviceRGB /Filter /JPXDecode', data: 'no such thing' }),
    ]
    const { media, warnings } = await note(pages)
    expect(media).toEqual([])
    expect(warnings.toSorted()).toEqual([
      'One picture of paper.pdf was left out: JPEG 2000 is not read here.',
      'One picture of paper.pdf was left out: it covers its page, as a scan or a background does.',
      'One picture of paper.pdf was left out: it is of one colour, as a ground or a shadow is.',
      'One picture of paper.pdf was left out: it stands on three pages or more, as a logo does.',
    ])
  })

  it('are one file where one stands on two pages, and one picture where it was cut into bands', async () => {
    const data = dots(80, 64, 3)
    const band = (name: string, n: number) =>
      picture(name, {
        height: 32,
        data: data.slice(n * 32 * 240, (n + 1) * 32 * 240),
        at: { ...at, y: 200 + n * 45, height: 45 },
      })
    const { text, media } = await note([
      { words, pictures: [picture('A'), band('B', 0), band('C', 1)] },
      { words: words.map((line) => ({ ...line, y: line.y + 7 })), pictures: [picture('A')] },
    ])
    expect(media?.map(({ path }) => path)).toEqual(['paper.pdf/1.png', 'paper.pdf/2.png'])
    expect(text.match(/paper\.pdf\/1\.png/g)).toHaveLength(2)
    const kept = { width: 80, height: 64, colours: 3 as const, bits: 8 as const, data: new Uint8Array() }
    expect(dotsIn(media![1]!.bytes, kept)).toEqual([...data].map((char) => char.charCodeAt(0)))
  })

  it('never cost the text: where no time is left for them, it says so', async () => {
    const bytes = buildPdf({ pages: [{ pictures: [picture('A')] }, {}, {}] })
    const never = () => new Promise<never>(() => {})
    const context = { ...about, name: 'p.pdf' }
    expect(await findPictures(bytes, context, 3, 0, never)).toEqual({
      placed: [],
      media: [],
      warnings: [
        'Pages 1–3 of p.pdf were not looked through for pictures: it took too long. Split the file and import its parts to have them.',
      ],
    })
    const broken = () => Promise.reject(new Error('no thread'))
    expect((await findPictures(bytes, context, 3, 60_000, broken)).warnings[0]).toBe(
      'Pictures on pages 1–3 of p.pdf could not be read.',
    )
    const failing: typeof openPdf = async (...args) => {
      const { document, close } = await openPdf(...args)
      const getPage = (page: number) => (page === 1 ? broken() : document.getPage(page))
      const held = new Proxy(document, { get: (of, name) => (name === 'getPage' ? getPage : Reflect.get(of, name)) })
      return { document: held, close }
    }
    expect((await findPictures(bytes, context, 3, 60_000, failing)).warnings).toEqual([
      'Pictures on page 1 of p.pdf could not be read.',
    ])
    // A picture that never comes.
    const stuck: typeof openPdf = async (...args) => {
      const { document, close } = await openPdf(...args)
      return {
        document: new Proxy(document, { get: (of, name) => (name === 'getPage' ? never : Reflect.get(of, name)) }),
        close,
      }
    }
    const found = await findPictures(bytes, context, 3, 20, stuck)
    expect(found.warnings[0]).toContain('Pages 1–3 of p.pdf were not looked through')
  })

  it('stop at once when the import is cancelled', async () => {
    const bytes = buildPdf({ pages: [{ pictures: [picture('A')] }] })
    const stop = new AbortController()
    const found = findPictures(
      bytes,
      { ...about, name: 'p.pdf', signal: stop.signal },
      1,
      60_000,
      () => new Promise(() => {}),
    )
    stop.abort()
    await expect(found).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the bytes of a PDF', () => {
  const jpeg = '\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x40\x00\x50\x03...\xff\xd9'
  const streams = (about: string, data = jpeg) =>
    pictureStreams(buildPdf({ pages: [{ pictures: [picture('A', { about, data })] }] }))

  it('give a JPEG as it stands, unless the PDF changes its colours or cuts it out', () => {
    const of = (about: string) => streams(`/Filter /DCTDecode ${about}`)[0]?.jpeg
    expect(String.fromCharCode(...of('/ColorSpace /DeviceRGB')!).trimEnd()).toBe(jpeg)
    expect(of('/ColorSpace [/ICCBased 9 0 R]')).toBeDefined()
    expect(of('/ColorSpace /DeviceCMYK')).toBeUndefined()
    expect(of('/ColorSpace /DeviceGray')).toBeUndefined()
    expect(of('/ColorSpace /DeviceRGB /SMask 3 0 R')).toBeUndefined()
    expect(of('/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]')).toBeUndefined()
    expect(streams('/ColorSpace /DeviceRGB /Filter [/FlateDecode /DCTDecode]')[0]?.jpeg).toBeUndefined()
    expect(streams('/ColorSpace /DeviceRGB /Filter /DCTDecode', 'encrypted')[0]?.jpeg).toBeUndefined()
  })

  it('tell size and filters of each picture, and leave masks out', () => {
    expect(streams('/Filter /JPXDecode')).toMatchObject([{ width: 80, height: 64, filters: ['JPXDecode'] }])
    expect(streams('/ImageMask true')).toEqual([])
  })

  it('may be any', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void pictureStreams(Uint8Array.from(bytes))))
    const word = fc.constantFrom(
      'obj',
      '1 0 obj',
      '<<',
      '/Subtype /Image',
      '/Width 9',
      'stream\n',
      '\xff\xd8',
      '>>',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(word), (words) => {
        pictureStreams(Uint8Array.from(words.join(' '), (char) => char.charCodeAt(0)))
      }),
    )
  })
})

describe('dots', () => {
  it('are the same in the PNG that is made of them', async () => {
    const some = fc
      .record({
        width: fc.integer({ min: 1, max: 20 }),
        height: fc.integer({ min: 1, max: 6 }),
        colours: fc.constantFrom(1 as const, 3 as const, 4 as const),
      })
      .chain((size) =>
        fc
          .uint8Array({
            minLength: size.width * size.height * size.colours,
            maxLength: size.width * size.height * size.colours,
          })
          .map((data) => ({ ...size, bits: 8 as const, data })),
      )
    await fc.assert(
      fc.asyncProperty(some, async (dots) => {
        expect(dotsIn(await encodePng(dots), dots)).toEqual([...dots.data])
      }),
      { numRuns: 50 },
    )
  })

  it('lose colours and opacity that they do not use, and are none where they are of one colour', () => {
    const of = (kind: number, data: number[], width = 2) =>
      dotsOf({ width, height: 1, kind, data: Uint8Array.from(data) })
    expect(of(2, [1, 2, 3, 200, 5, 6])).toMatchObject({ colours: 3 })
    expect(of(2, [9, 9, 9, 200, 200, 200])).toMatchObject({ colours: 1, data: Uint8Array.of(9, 200) })
    expect(of(3, [9, 9, 9, 255, 200, 200, 200, 255])).toMatchObject({ colours: 1 })
    expect(of(3, [1, 2, 3, 255, 200, 5, 6, 99])).toMatchObject({ colours: 4 })
    expect(of(3, [1, 2, 3, 255, 3, 2, 1, 40])).toBeUndefined()
    expect(of(2, [1, 2, 3])).toBeUndefined()
    expect(of(1, [0b10000000, 1], 16)).toMatchObject({ colours: 1, bits: 1 })
  })

  it('of two bands are one, without the rows that both have', () => {
    const band = (rows: number[]) => ({
      width: 1,
      height: rows.length,
      kind: 2,
      data: Uint8Array.from(rows.flatMap((n) => [n, n, n])),
    })
    expect(joinedBelow(band([1, 2]), band([2, 3]), 1)).toEqual(band([1, 2, 3]))
    expect(joinedBelow(band([1]), { ...band([2]), width: 2 }, 0)).toBeUndefined()
  })
})

describe('places', () => {
  const ops = {
    save: 1,
    restore: 2,
    transform: 3,
    paintFormXObjectBegin: 4,
    paintFormXObjectEnd: 5,
    beginGroup: 6,
    endGroup: 7,
    paintImageXObject: 8,
    paintInlineImageXObject: 9,
    paintImageXObjectRepeat: 10,
  }
  const view = [1, 0, 0, -1, 0, 100]

  it('of pictures follow what moves and turns them, and what only cuts others out is no picture', () => {
    const run = (...steps: [number, ...unknown[]][]) =>
      paintedPictures({ fnArray: steps.map(([op]) => op), argsArray: steps.map(([, ...args]) => args) }, ops, view)
    const [one, two, ...rest] = run(
      [ops.save],
      [ops.transform, 20, 0, 0, 10, 5, 50],
      [ops.paintImageXObject, 'a', 80, 64],
      [ops.restore],
      [ops.beginGroup, { smask: {} }],
      [ops.paintImageXObject, 'mask', 80, 64],
      [ops.endGroup, { smask: {} }],
      [ops.paintFormXObjectBegin, [0, 10, -10, 0, 30, 0], null],
      [ops.paintImageXObject, 'b', 80, 64],
      [ops.paintFormXObjectEnd],
    )
    expect(one).toMatchObject({ id: 'a', left: 5, right: 25, top: 40, bottom: 50 })
    expect(two).toMatchObject({ id: 'b', left: 20, right: 30, top: 90, bottom: 100 })
    expect(rest).toEqual([])
  })

  it('in the text are those of their column', () => {
    const block = (text: string, top: number, left: number) => ({
      kind: 'prose' as const,
      text,
      at: { top, left, right: left + 200 },
    })
    const blocks = [block('l1', 10, 0), block('l2', 200, 0), block('r1', 10, 300), block('r2', 200, 300)]
    const page = { page: 1, mark: '', text: 'x', blocks, width: 600, turned: false, mirrored: false }
    const shown = (left: number, top: number, more = {}) =>
      withPictures({ ...page, ...more }, [{ page: 1, address: 'p', left, right: left + 100, top, bottom: top + 50 }])
        .split('\n\n')
        .map((part) => part.replace('![|133](p)', '*'))
        .join(' ')
    expect(shown(20, 50)).toBe('l1 * l2 r1 r2')
    expect(shown(320, 50)).toBe('l1 l2 r1 * r2')
    expect(shown(320, 400)).toBe('l1 l2 r1 r2 *')
    expect(shown(20, 0)).toBe('* l1 l2 r1 r2')
    expect(shown(20, 50, { turned: true })).toBe('l1 l2 r1 r2 *')
    expect(shown(480, 50, { mirrored: true })).toBe('l1 * l2 r1 r2')
  })
})

import { pageMark } from '../../page-marks'
import { breather, type Extracted, type ReadContext } from '../extracted'
import { Refused } from '../refused'
import { Blocks, rejoined, type Block } from './blocks'
import { openPdf, unlessAborted } from './engine'
import { lettersOf } from './glyphs'
import { Words } from './hyphens'
import { outlineOf, type Outline } from './outline'
import { PageReader, type ReadPage, type Watch } from './page-reader'
import { findPictures } from './pictures/find'
import { withPictures, type WrittenPage } from './pictures/place'
import { Remarks } from './remarks'
import { endsEarly } from './repair'
import { Repeats } from './repeats'
import { BodySize } from './style'
import { chosenTitle, LargestHeading } from './title'
import { written } from './write-page'

/** Pages that are held at a time: enough to see what repeats on them, and few enough for a phone. */
const stretch = 60

/** Looking for pictures takes about as long as reading the text at most: so much of it, within these limits. */
const pictureTime = { share: 1, least: 10_000, most: 40_000 }

/** A PDF as Markdown, page by page, with a mark where each begins, and its pictures. */
export async function readPdf(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadContext,
  open = openPdf,
  watch?: (page: number) => Watch,
): Promise<Extracted> {
  const started = performance.now()
  const found = await textOf(bytes, context, open, watch)
  const { share, least, most } = pictureTime
  const longest = Math.min(most, Math.max(least, (performance.now() - started) * share))
  const { placed, media, warnings } = await findPictures(bytes, context, found.read, longest, open)
  const parts = found.written.map((page) => withPictures(page, placed))
  const { title, pages } = found
  return {
    title,
    pages,
    tags: [],
    text: parts.join('\n\n'),
    media,
    warnings: [...cutShort(bytes, context), ...found.warnings, ...warnings],
  }
}

function cutShort(bytes: Uint8Array<ArrayBuffer>, { name }: ReadContext): string[] {
  if (!endsEarly(bytes)) return []
  return [`${name} stops half-way, so pages may be missing. Download or save it again and import that.`]
}

async function textOf(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadContext,
  open: typeof openPdf,
  watch?: (page: number) => Watch,
): Promise<Awaited<ReturnType<PdfText['read']>>> {
  const pdf = await open(bytes, context)
  const pages = new PageReader(pdf, () => open(bytes, context), watch)
  const read = async () => new PdfText(pages, await outlineOf(pdf.document), context).read()
  try {
    return await unlessAborted(context.signal, read())
  } finally {
    await pages.close()
  }
}

class PdfText {
  #repeats = new Repeats()
  #body = new BodySize()
  #words = new Words()
  #title = new LargestHeading()
  #remarks: Remarks
  #written: WrittenPage[] = []
  #characters = 0

  constructor(
    readonly pages: PageReader,
    readonly outline: Outline,
    readonly context: ReadContext,
  ) {
    this.#remarks = new Remarks(context.name, pages.count)
  }

  async read() {
    const { count } = this.pages
    let from = 1
    while (from <= count && this.#characters <= this.context.limits.characters) {
      const part = await this.#stretch(from)
      this.#write(part)
      from += part.length
      if (this.pages.hung) break
    }
    if (from <= count) this.#remarks.cutAfter(from - 1, this.pages.hung)
    if (!this.#remarks.readable) throw this.#nothing()
    const written = this.#written
    const text = written.map((page) => page.text).join('\n\n')
    const title = chosenTitle(await this.pages.declaredTitle(), this.#title.largest, text)
    return { title, written, warnings: this.#remarks.warnings(), read: from - 1, pages: count }
  }

  async #stretch(from: number): Promise<ReadPage[]> {
    const { count } = this.pages
    const breathe = breather(this.context.signal)
    const read: ReadPage[] = []
    for (let page = from; page <= count && read.length < stretch && !this.pages.hung; page++) {
      await breathe()
      this.context.progress(`page ${page} of ${count}`)
      read.push(await this.pages.read(page))
    }
    return read
  }

  #write(read: ReadPage[]) {
    for (const { flows } of read)
      for (const flow of flows) {
        this.#body.add(flow)
        this.#words.add(flow.map(({ text }) => text))
      }
    const stripped = this.#repeats.without(read)
    for (const [n, page] of read.entries()) {
      const blocks = this.#blocksOf(page.page, stripped[n]?.flows ?? [])
      const text = written(blocks)
      const letters = lettersOf(text)
      this.#remarks.add(page, letters)
      const textless = letters < 3
      if (textless && !page.drawn && !page.failed && !page.endless) continue
      const { width, turned, mirrored } = page
      const mark = pageMark({ page: page.page, textless })
      this.#written.push({ page: page.page, mark, text: textless ? '' : text, blocks, width, turned, mirrored })
      this.#characters += text.length
    }
  }

  #blocksOf(page: number, flows: ReadPage['flows']): Block[] {
    const own = new BodySize()
    for (const flow of flows) own.add(flow)
    // A slide, or a page of large print, is measured by itself.
    const style = { body: Math.max(this.#body.size, own.dominant), outlined: this.outline.entries > 4 }
    const titles = this.outline.byPage.get(page) ?? []
    const blocks = flows.map((flow) => new Blocks(flow, style, titles, this.#words).all())
    const whole = rejoined(blocks, this.#words)
    if (page <= 2) this.#title.look(whole)
    return whole
  }

  #nothing(): Refused {
    const { name } = this.context
    const { count } = this.pages
    const { unread, pictures } = this.#remarks
    if (unread === count || (unread && !pictures))
      return new Refused('file-broken', name, 'none of its pages can be read')
    if (!pictures) return new Refused('file-empty', name)
    return new Refused('file-no-text', name, count === 1 ? 'its page is a picture' : `its ${count} pages are pictures`)
  }
}

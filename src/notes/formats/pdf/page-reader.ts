import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api'
import { flowsOf } from './columns'
import { annotationsOf } from './annotations'
import type { OpenPdf } from './engine'
import { lettersOf, senselessShare } from './glyphs'
import { uprightTexts, type TextPiece, type Upright } from './runs'
import { segmentsOf } from './segments'
import { lookOf, textLine, type FontLook, type PageLines, type TextLine } from './text-line'

export interface ReadPage extends PageLines {
  /** Something is drawn on it. */
  drawn: boolean
  failed: boolean
  /** It never came to an end. */
  endless: boolean
  /** Much of its text is glyphs whose letters the file does not tell. */
  garbled: boolean
  comments: number
  /** Its text runs across it, so that places on it are not those of what is drawn. */
  turned: boolean
  /** Right to left: its places are measured from the right edge. */
  mirrored: boolean
}

/** A page that takes longer has brought its thread to a stop. */
const longestMs = 60_000
/** Each costs its minute: a file with more of them is not read to its end. */
const mostEndless = 3
/** Fonts are looked at by drawing a page that has new ones; past this they are taken for plain. */
const mostDrawn = 60
const plain: FontLook = { bold: false, mono: false, symbols: false }

/** Ends when a page has taken too long. */
export interface Watch {
  over: Promise<unknown>
  stop(): void
}

/** Reads the pages of a PDF one by one, in a new thread after a page that never ends. */
export class PageReader {
  /** Too many pages never came, or the file cannot be opened again: no other page will come. */
  hung = false
  readonly count: number
  #looks = new Map<string, FontLook>()
  #drawn = 0
  #endless = 0

  constructor(
    private pdf: OpenPdf,
    private reopen: () => Promise<OpenPdf>,
    private watch: (page: number) => Watch = watchFor,
  ) {
    this.count = pdf.document.numPages
  }

  close(): Promise<void> {
    return this.pdf.close()
  }

  async declaredTitle(): Promise<string> {
    if (this.hung) return ''
    const { info } = await this.pdf.document.getMetadata().catch(() => ({ info: {} }))
    const { Title } = info as { Title?: unknown }
    return typeof Title === 'string' ? Title : ''
  }

  /** A page that cannot be read comes empty: the others are still there. */
  async read(page: number): Promise<ReadPage> {
    const about = {
      page,
      width: 0,
      height: 0,
      flows: [],
      drawn: true,
      garbled: false,
      comments: 0,
      turned: false,
      mirrored: false,
    }
    const watch = this.watch(page)
    const endless = watch.over.then(() => ({ ...about, failed: false, endless: true }))
    const read = this.#read(page).catch(() => ({ ...about, failed: true, endless: false }))
    const result = await Promise.race([read, endless])
    watch.stop()
    if (result.endless) await this.#startAgain()
    // Fonts and pictures that pages share would otherwise pile up.
    else if (page % 40 === 0) await this.pdf.document.cleanup().catch(() => undefined)
    return result
  }

  async #startAgain() {
    await this.pdf.close()
    this.#endless++
    const next = this.#endless < mostEndless ? await this.reopen().catch(() => undefined) : undefined
    if (next) this.pdf = next
    else this.hung = true
  }

  async #read(page: number): Promise<ReadPage> {
    const proxy = await this.pdf.document.getPage(page)
    const view = proxy.getViewport({ scale: 1 })
    const { items, styles } = await proxy.getTextContent()
    const { filled, comments } = await annotationsOf(proxy)
    const pieces = [...items.filter((item): item is TextPiece & (typeof items)[number] => 'str' in item), ...filled]
    const drawn = await this.#lookAtFonts(proxy, Object.keys(styles), pieces)
    const texts = uprightTexts(pieces, (font) => styles[font]?.vertical === true, view)
    const flows = texts.flatMap((text) => this.#flows(text))
    const raw = pieces.map(({ str }) => str).join('')
    proxy.cleanup()
    const { width = view.width, height = view.height, mirrored = false, turned = false } = texts[0] ?? {}
    const garbled = senselessShare(raw) > 0.3
    return { page, width, height, flows, drawn, failed: false, endless: false, garbled, comments, turned, mirrored }
  }

  #flows({ runs, mirrored }: Upright): TextLine[][] {
    return flowsOf(segmentsOf(runs))
      .map((flow) => flow.flatMap((line) => textLine(line, (font) => this.#looks.get(font) ?? plain, mirrored) ?? []))
      .filter(({ length }) => length)
  }

  /** Whether anything is drawn on the page, as far as that was looked at; on the way, what its new fonts are called. */
  async #lookAtFonts(page: PDFPageProxy, fonts: string[], pieces: TextPiece[]): Promise<boolean> {
    const unknown = fonts.filter((font) => !this.#looks.has(font))
    const sparse = lettersOf(pieces.map(({ str }) => str).join('')) < 60
    if (!sparse && (!unknown.length || this.#drawn > mostDrawn)) return true
    this.#drawn++
    const operators = await page.getOperatorList().catch(() => undefined)
    for (const font of unknown) this.#looks.set(font, lookOf(fontName(page, font)))
    return (operators?.fnArray.length ?? 1) > 0
  }
}

function watchFor(): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise((resolve) => (timer = setTimeout(resolve, longestMs)))
  return { over, stop: () => clearTimeout(timer) }
}

function fontName(page: PDFPageProxy, font: string): string {
  if (!page.commonObjs.has(font)) return ''
  const { name } = page.commonObjs.get(font) as { name?: unknown }
  return typeof name === 'string' ? name : ''
}

import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api'
import { flowsOf } from './columns'
import { annotationsOf } from './annotations'
import { lettersOf, senselessShare } from './glyphs'
import { uprightTexts, type TextPiece, type Upright } from './runs'
import { segmentsOf } from './segments'
import { lookOf, textLine, type FontLook, type PageLines, type TextLine } from './text-line'

export interface ReadPage extends PageLines {
  /** Something is drawn on it. */
  drawn: boolean
  failed: boolean
  /** Much of its text is glyphs whose letters the file does not tell. */
  garbled: boolean
  comments: number
}

/** A page that takes longer has brought its thread to a stop. */
const longestMs = 60_000
/** Fonts are looked at by drawing a page that has new ones; past this they are taken for plain. */
const mostDrawn = 60
const plain: FontLook = { bold: false, mono: false, symbols: false }

/** Reads the pages of an open PDF one by one. */
export class PageReader {
  /** A page never came: no other will. */
  hung = false
  readonly count: number
  #looks = new Map<string, FontLook>()
  #drawn = 0

  constructor(
    readonly document: PDFDocumentProxy,
    readonly name: string,
  ) {
    this.count = document.numPages
  }

  async declaredTitle(): Promise<string> {
    if (this.hung) return ''
    const { info } = await this.document.getMetadata().catch(() => ({ info: {} }))
    const { Title } = info as { Title?: unknown }
    return typeof Title === 'string' ? Title : ''
  }

  /** A page that cannot be read comes empty: the others are still there. */
  async read(page: number): Promise<ReadPage> {
    const none = { page, width: 0, height: 0, flows: [], drawn: true, failed: true, garbled: false, comments: 0 }
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<typeof none>((resolve) => {
      timer = setTimeout(() => {
        this.hung = true
        resolve(none)
      }, longestMs)
    })
    try {
      return await Promise.race([this.#read(page), late])
    } catch {
      return none
    } finally {
      clearTimeout(timer)
      // Fonts and pictures that pages share would otherwise pile up.
      if (page % 40 === 0 && !this.hung) await this.document.cleanup().catch(() => undefined)
    }
  }

  async #read(page: number): Promise<ReadPage> {
    const proxy = await this.document.getPage(page)
    const view = proxy.getViewport({ scale: 1 })
    const { items, styles } = await proxy.getTextContent()
    const { filled, comments } = await annotationsOf(proxy)
    const pieces = [...items.filter((item): item is TextPiece & (typeof items)[number] => 'str' in item), ...filled]
    const drawn = await this.#lookAtFonts(proxy, Object.keys(styles), pieces)
    const texts = uprightTexts(pieces, (font) => styles[font]?.vertical === true, view)
    const flows = texts.flatMap((text) => this.#flows(text))
    const raw = pieces.map(({ str }) => str).join('')
    proxy.cleanup()
    const { width = view.width, height = view.height } = texts[0] ?? {}
    return { page, width, height, flows, drawn, failed: false, garbled: senselessShare(raw) > 0.3, comments }
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

function fontName(page: PDFPageProxy, font: string): string {
  if (!page.commonObjs.has(font)) return ''
  const { name } = page.commonObjs.get(font) as { name?: unknown }
  return typeof name === 'string' ? name : ''
}

import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/types/src/display/api'
import { breather, type ExtractedMedia, type ReadContext } from '../../extracted'
import { Pictures } from '../../pictures'
import { openPdf, unlessAborted } from '../engine'
import { dotsOf, joinedBelow, keyOf, type Decoded } from './dots'
import { packed } from './pack'
import { paintedPictures, type Box, type Painted } from './painted'
import { PictureRemarks, whyUnread } from './remarks'
import { pictureStreams, type PictureStream } from './streams'

/** A picture of a page, with the address by which the text refers to it. */
export interface PlacedPicture extends Box {
  page: number
  address: string
}

export interface FoundPictures {
  placed: PlacedPicture[]
  media: ExtractedMedia[]
  warnings: string[]
}

/** Dots: smaller ones are icons, lines and corners; larger ones take too much memory. */
const leastDots = 64
export const mostDots = 6_000_000
/** Some programs cut a picture into bands. */
const leastBand = 4
/** Points on the page. */
const leastSize = 24
/** Of the page: what covers more is a scan or a background. */
const covering = 0.8
/** On so many pages a picture is a logo or an ornament. */
const repeats = 3
const mostPictures = 300
/** Once all were seen, logos show themselves on the pages that follow. */
const pagesAfter = 12
const mostBytes = 32 * 1024 * 1024

/**
 * The pictures of a PDF that are large enough to show something, as far as they are found within `longestMs`. It opens the
 * file anew: whatever becomes of them, the text is there already.
 */
export async function findPictures(
  bytes: Uint8Array<ArrayBuffer>,
  context: ReadContext,
  pages: number,
  longestMs: number,
  open = openPdf,
): Promise<FoundPictures> {
  const streams = pictureStreams(bytes).filter(({ width, height }) => width >= leastDots && height >= leastBand)
  if (!streams.length) return { placed: [], media: [], warnings: [] }
  const search = new PictureSearch(streams, context, pages)
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<'over'>((resolve) => (timer = setTimeout(() => resolve('over'), longestMs)))
  const opening = open(bytes, context, mostDots)
  try {
    await unlessAborted(context.signal, search.through(opening, over))
  } finally {
    clearTimeout(timer)
    // Also in the middle of a picture that never comes.
    void opening.then((pdf) => pdf.close()).catch(() => undefined)
  }
  return search.result()
}

class PictureSearch {
  #unseen: Set<string>
  #places: (Box & { page: number; key: string })[] = []
  #files = new Map<string, Uint8Array<ArrayBuffer>>()
  #bytes = 0
  #lastNew = 1
  #remarks: PictureRemarks

  constructor(
    readonly streams: PictureStream[],
    readonly context: ReadContext,
    readonly pages: number,
  ) {
    this.#remarks = new PictureRemarks(context.name, pages)
    const large = streams.filter(({ width, height }) => width * height > mostDots)
    for (const { object } of large) this.#remarks.leftOut('large', nameOf(object))
    this.#unseen = new Set(streams.filter((one) => !large.includes(one)).map(({ object }) => nameOf(object)))
  }

  /** Page by page, until all pictures were seen, and none of them again for a while, or time is over. */
  async through(opening: ReturnType<typeof openPdf>, over: Promise<'over'>) {
    const breathe = breather(this.context.signal)
    const pdf = await Promise.race([opening.catch(() => undefined), over])
    if (pdf === 'over') return this.#remarks.stoppedAt(1)
    if (!pdf) return this.#remarks.failedOn(...Array.from({ length: this.pages }, (_, n) => n + 1))
    for (let page = 1; page <= this.pages && (this.#unseen.size || page - this.#lastNew <= pagesAfter); page++) {
      await breathe()
      this.context.progress(`pictures of page ${page} of ${this.pages}`)
      const look = this.#look(pdf.document, page).catch(() => this.#remarks.failedOn(page))
      const came = await Promise.race([look, over])
      if (came === 'over') return this.#unseen.size ? this.#remarks.stoppedAt(page) : undefined
    }
  }

  result(): FoundPictures {
    const { name, limits } = this.context
    const most = Math.min(limits.mediaBytes, mostBytes)
    const pictures = new Pictures({ name, limits: { ...limits, mediaBytes: most } }, '')
    const pagesOf = new Map<string, Set<number>>()
    for (const { key, page } of this.#places) pagesOf.set(key, (pagesOf.get(key) ?? new Set()).add(page))
    const addresses = new Map<string, string | undefined>()
    for (const [key, on] of pagesOf) {
      const file = this.#files.get(key)
      if (on.size >= repeats) this.#remarks.leftOut('repeated', key)
      else if (!file || pictures.media.length >= mostPictures) this.#remarks.leftOut('many', key)
      else addresses.set(key, pictures.keep(file, 'a.png'))
    }
    const placed = this.#places.flatMap(({ key, ...place }) => {
      const address = addresses.get(key)
      return address ? [{ ...place, address }] : []
    })
    return { placed, media: pictures.media, warnings: [...this.#remarks.sentences(), ...pictures.warnings()] }
  }

  async #look(document: PDFDocumentProxy, page: number) {
    const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const proxy = await document.getPage(page)
    const view = proxy.getViewport({ scale: 1 })
    const painted = paintedPictures(await proxy.getOperatorList(), OPS, view.transform)
    let last: Part | undefined
    for (const one of painted.filter(({ width, height }) => width >= leastDots && height >= leastBand)) {
      const part = await this.#partOf(one, proxy, page)
      const whole = part && last && continued(last, part)
      if (last && !whole) await this.#take(last, page, view)
      last = whole ?? part
    }
    if (last) await this.#take(last, page, view)
    proxy.cleanup()
  }

  async #partOf(painted: Painted, proxy: PDFPageProxy, page: number): Promise<Part | undefined> {
    const { width, height, left, right, top, bottom } = painted
    const decoded = await decodedOf(painted, proxy)
    const key = decoded && (decoded.ref ?? keyOf(decoded))
    if (key && this.#unseen.delete(key)) this.#lastNew = page
    if (!key && height >= leastDots)
      this.#remarks.leftOut(whyUnread(this.streams, width, height), `${width}×${height} on ${page}`)
    return decoded && key ? { decoded, key, box: { left, right, top, bottom } } : undefined
  }

  async #take({ decoded, key, box: painted }: Part, page: number, view: { width: number; height: number }) {
    if (decoded.height < leastDots) return
    const box = onPage(painted, view)
    const [across, down] = [box.right - box.left, box.bottom - box.top]
    if (across < leastSize || down < leastSize) return
    if (across * down > covering * view.width * view.height) return this.#remarks.leftOut('covering', key)
    const file = this.#files.get(key) ?? (await this.#fileOf(key, decoded))
    if (file === 'plain') this.#remarks.leftOut('plain', key)
    else this.#places.push({ ...box, page, key })
  }

  async #fileOf(key: string, decoded: Decoded): Promise<Uint8Array | 'plain' | undefined> {
    const dots = dotsOf(decoded)
    if (!dots) return 'plain'
    if (this.#bytes > mostBytes || this.#files.size > 2 * mostPictures) return undefined
    const file = this.streams.find(({ object }) => nameOf(object) === key)?.jpeg ?? (await packed(dots))
    this.#bytes += file.length
    this.#files.set(key, file)
    return file
  }
}

/** A picture, or a part of one, on a page. */
interface Part {
  decoded: Decoded
  key: string
  box: Box
}

/** Both as one, where the second goes on right below the first: bands that a picture was cut into, often a little over each other. */
function continued(first: Part, second: Part): Part | undefined {
  const { box, decoded } = first
  const close = (a: number, b: number) => Math.abs(a - b) < 1
  const over = box.bottom - second.box.top
  if (!close(box.left, second.box.left) || !close(box.right, second.box.right) || over < -1 || over > 3)
    return undefined
  if (decoded.width * (decoded.height + second.decoded.height) > mostDots) return undefined
  const dot = (second.box.bottom - second.box.top) / second.decoded.height
  const joined = joinedBelow(decoded, second.decoded, Math.max(0, Math.round(over / dot)))
  return joined && { decoded: joined, key: `${first.key}+${second.key}`, box: { ...box, bottom: second.box.bottom } }
}

const nameOf = (object: number) => `${object}R`

function onPage({ left, right, top, bottom }: Box, view: { width: number; height: number }): Box {
  return {
    left: Math.max(0, left),
    right: Math.min(view.width, right),
    top: Math.max(0, top),
    bottom: Math.min(view.height, bottom),
  }
}

/** A picture's dots, when they have come; undefined where pdf.js cannot read them. */
function decodedOf({ id, inline }: Painted, page: PDFPageProxy): Promise<Decoded | undefined> {
  if (!id) return Promise.resolve((inline as Decoded | undefined) ?? undefined)
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs
  return new Promise((resolve) => objects.get(id, (found: unknown) => resolve((found as Decoded | null) ?? undefined)))
}

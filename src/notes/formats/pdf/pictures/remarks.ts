import { counted } from '../../../../app/words'
import { ranges } from '../remarks'
import type { PictureStream } from './streams'

export type LeftOut = 'repeated' | 'covering' | 'plain' | 'large' | 'jpeg2000' | 'jbig2' | 'broken' | 'many'

const reasons: Record<LeftOut, [one: string, several: string]> = {
  repeated: ['it stands on three pages or more, as a logo does', 'they stand on three pages or more, as logos do'],
  covering: ['it covers its page, as a scan or a background does', 'each covers its page, as scans and backgrounds do'],
  plain: ['it is of one colour, as a ground or a shadow is', 'each is of one colour, as grounds and shadows are'],
  large: ['it has more than 6 million dots', 'they have more than 6 million dots'],
  jpeg2000: ['JPEG 2000 is not read here', 'JPEG 2000 is not read here'],
  jbig2: ['JBIG2 is not read here', 'JBIG2 is not read here'],
  broken: ['its data cannot be read', 'their data cannot be read'],
  many: ['no more are kept of one file', 'no more are kept of one file'],
}

/** Which pictures of a PDF were not kept, told in sentences. */
export class PictureRemarks {
  #left = new Map<LeftOut, Set<string>>()
  #stopped = 0
  #failed: number[] = []

  constructor(
    readonly name: string,
    readonly pages: number,
  ) {}

  leftOut(why: LeftOut, key: string) {
    this.#left.set(why, (this.#left.get(why) ?? new Set()).add(key))
  }

  /** Time was over at this page. */
  stoppedAt(page: number) {
    this.#stopped = page
  }

  /** What is drawn on these pages could not be read. */
  failedOn(...pages: number[]) {
    this.#failed = [...this.#failed, ...pages]
  }

  sentences(): string[] {
    const { name, pages } = this
    const left = [...this.#left].map(([why, { size }]) =>
      size === 1
        ? `One picture of ${name} was left out: ${reasons[why][0]}.`
        : `${counted(size, 'picture')} of ${name} were left out: ${reasons[why][1]}.`,
    )
    const which = this.#failed.length === 1 ? 'page' : 'pages'
    if (this.#failed.length) left.push(`Pictures on ${which} ${ranges(this.#failed)} of ${name} could not be read.`)
    const where = this.#stopped === pages ? `Page ${pages}` : `Pages ${this.#stopped}–${pages}`
    const stopped = `${where} of ${name} ${this.#stopped === pages ? 'was' : 'were'} not looked through for pictures: it took too long. Split the file and import its parts to have them.`
    return this.#stopped ? [...left, stopped] : left
  }
}

/** Why pdf.js gave no dots for a picture of this size. */
export function whyUnread(streams: PictureStream[], width: number, height: number): LeftOut {
  const filters = streams.filter((one) => one.width === width && one.height === height).flatMap((one) => one.filters)
  if (filters.includes('JPXDecode')) return 'jpeg2000'
  return filters.includes('JBIG2Decode') ? 'jbig2' : 'broken'
}

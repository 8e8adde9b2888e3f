import type { Chunk, DocumentType } from './document'
import type { Heading } from './chunk'
import { markedPart } from './embed-part'
import { layOut, type LaidBlock, type Layout } from './layout'
import { locate, type Place } from './locate'

/** What the reader needs to know of a document before it shows any of it. */
export interface Overview {
  /** Where the slices end; the first begins at `start`. */
  start: number
  ends: number[]
  headings: Heading[]
  definitions: string
}

/** A slice's own text, and its blocks by their places in the document. */
export interface SliceContent {
  start: number
  text: string
  blocks: LaidBlock[]
}

/** A document divided for reading: here when it is short, in the worker when it is long. */
export interface LaidText {
  overview: Overview
  slice(n: number): SliceContent | Promise<SliceContent>
  place(address: string): Place | undefined | Promise<Place | undefined>
}

/** More headings than this are more than an outline can show; addresses lead to all of them. */
const mostHeadings = 2_000

export function layText(
  type: DocumentType,
  text: string,
  chunks: Chunk[],
): LaidText & { slice(n: number): SliceContent } {
  const layout = layOut(type, text)
  return {
    overview: overviewOf(layout),
    slice(n) {
      const { start, end, blocks } = layout.slices[n] ?? { start: 0, end: 0, blocks: [] }
      return { start, text: text.slice(start, end), blocks }
    },
    place: (address) => locate(address, chunks, layout.headings) ?? marked(text, address),
  }
}

/** A block that has a mark of its own, or a page. */
function marked(text: string, address: string): Place | undefined {
  const part = markedPart(text, address)
  return part && { start: part.start, end: part.end, under: '' }
}

function overviewOf({ slices, headings, definitions }: Layout): Overview {
  const ends = slices.map(({ end }) => end)
  return { start: slices[0]?.start ?? 0, ends, headings: headings.slice(0, mostHeadings), definitions }
}

import { scanBlocks } from './blocks'
import { headingsOfPieces, type Heading } from './chunk'
import { cutPoints } from './cut'
import type { DocumentType } from './document'
import { formOf } from './form'
import { articleRange } from './html-pieces'
import { piecesOf, withoutInlineImages } from './pieces'

export interface LaidBlock {
  start: number
  end: number
  /** Shown as its source: it is too long or too tangled to be rendered without holding up the screen. */
  raw: boolean
}

/** A stretch of a document that the reader renders at one go. */
export interface Slice {
  start: number
  end: number
  blocks: LaidBlock[]
}

export interface Layout {
  slices: Slice[]
  headings: Heading[]
  /** Link definitions (`[a]: https://…`), which any block may use. */
  definitions: string
}

/** Characters of source: a slice is rendered within a frame or two. A book gets longer ones, so that there are not too many. */
const shortestSlice = 6_000
const longestSlice = 20_000
const mostSlices = 2_000
const longestBlock = 30_000
/** Marks that renderers look for partners of, in quadratic time at worst; and levels that they recurse into. */
const mostMarks = 3_000
const mostLevels = 60

/** How the reader divides a document, in the same blocks and with the same addresses as its chunks. */
export function layOut(type: DocumentType, text: string): Layout {
  const pieces = piecesOf(type, text)
  const source = withoutInlineImages(text)
  const starts =
    formOf(type) === 'markdown'
      ? markdownStarts(source)
      : pieces.filter((piece) => piece.heading || !piece.goesOn).map(({ start }) => start)
  const [first, last] = type === 'html' ? articleRange(text) : [0, text.length]
  const inside = starts.filter((start) => start >= first && start < last)
  const blocks = inside.flatMap((start, n) => laidBlocks(source, start, inside[n + 1] ?? last))
  const size = Math.min(longestSlice, Math.max(shortestSlice, text.length / mostSlices))
  return {
    slices: slicesOf(blocks, size),
    headings: headingsOfPieces(pieces),
    definitions: definitionsOf(type, source),
  }
}

function markdownStarts(source: string): number[] {
  return scanBlocks(source).flatMap(({ kind, start }) => (kind === 'meta' ? [] : [start]))
}

function laidBlocks(source: string, start: number, end: number): LaidBlock[] {
  const text = source.slice(start, end)
  // An inline picture is long and still quick to show.
  const long = text.length > longestBlock && text.replace(/ {200,}/g, '').length > longestBlock
  if (!long) return [{ start, end, raw: tangled(text) }]
  const cuts = [...cutPoints(text, longestBlock / 2, 'lines'), text.length]
  return cuts.map((cut, n) => ({ start: start + (cuts[n - 1] ?? 0), end: start + cut, raw: true }))
}

function tangled(text: string): boolean {
  if (text.length < mostLevels) return false
  if (new RegExp(`(?:>[ \\t]*){${mostLevels}}`).test(text.slice(0, 2_000))) return true
  if (new RegExp(`(?:[-*+][ \\t]+){${mostLevels}}|^[ \\t]{${mostLevels * 4}}`, 'm').test(text)) return true
  return text.length > mostMarks && (text.match(/[[\]*_<`]/g)?.length ?? 0) > mostMarks
}

function slicesOf(blocks: LaidBlock[], size: number): Slice[] {
  const slices: Slice[] = []
  for (const block of blocks) {
    const current = slices.at(-1)
    if (current && block.end - current.start <= size) {
      current.blocks.push(block)
      current.end = block.end
    } else slices.push({ start: block.start, end: block.end, blocks: [block] })
  }
  return slices
}

function definitionsOf(type: DocumentType, text: string): string {
  if (formOf(type) !== 'markdown') return ''
  const lines = text.matchAll(/^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*\S[^\n]{0,500}$/gm)
  return [...lines]
    .slice(0, 300)
    .map((match) => match[0])
    .join('\n')
}

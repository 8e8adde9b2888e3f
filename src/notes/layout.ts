import { scanBlocks } from './blocks'
import { headingsOfPieces, type Heading } from './chunk'
import type { DocumentType } from './document'
import { articleRange } from './html-pieces'
import { piecesOf, type Piece } from './pieces'

/** A stretch of a document that the reader renders at one go. */
export interface Slice {
  start: number
  end: number
  /** Where in the source each of its blocks begins. */
  blocks: number[]
}

export interface Layout {
  slices: Slice[]
  headings: Heading[]
  /** Link definitions (`[a]: https://…`), which any block may use. */
  definitions: string
}

/** Characters of source to a slice: rendered well within a frame or two. */
const sliceCharacters = 6_000

/** How the reader divides a document, in the same blocks and with the same addresses as its chunks. */
export function layOut(type: DocumentType, text: string): Layout {
  const pieces = piecesOf(type, text)
  const starts = type === 'markdown' ? scanBlocks(text).flatMap(shown) : pieces.filter(begins).map(({ start }) => start)
  const [first, last] = type === 'html' ? articleRange(text) : [0, text.length]
  const blocks = starts.filter((start) => start >= first && start < last)
  return { slices: slicesOf(blocks, last), headings: headingsOfPieces(pieces), definitions: definitionsOf(type, text) }
}

function shown({ kind, start }: { kind: string; start: number }): number[] {
  return kind === 'meta' ? [] : [start]
}

function begins(piece: Piece): boolean {
  return piece.heading || !piece.goesOn
}

function slicesOf(starts: number[], end: number): Slice[] {
  const slices: Slice[] = []
  for (const [n, start] of starts.entries()) {
    const current = slices.at(-1)
    const next = starts[n + 1] ?? end
    if (current && next - current.start <= sliceCharacters) {
      current.blocks.push(start)
      current.end = next
    } else slices.push({ start, end: next, blocks: [start] })
  }
  return slices
}

function definitionsOf(type: DocumentType, text: string): string {
  if (type !== 'markdown') return ''
  const lines = text.matchAll(/^ {0,3}\[[^\]^\n][^\]\n]{0,200}\]:[ \t]*\S[^\n]{0,500}$/gm)
  return [...lines]
    .slice(0, 300)
    .map((match) => match[0])
    .join('\n')
}

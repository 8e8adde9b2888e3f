import { scanBlocks, type Block } from './blocks'
import type { Chunk, DocumentType } from './document'
import { cutPoints } from './cut'
import { formOf } from './form'
import { htmlPieces } from './html-pieces'
import { readPageMark } from './page-marks'
import { plainHeading, plainText } from './plain'

/** The smallest thing a chunk is made of: a heading, or a block (or a part that goes on with one that was too long). */
export type Piece = { start: number; end: number; text: string; page?: number } & (
  { heading: true; depth: number } | { heading: false; kind: Chunk['kind']; goesOn?: boolean }
)

/** Characters: prose is cut above the first, code and tables (kept whole where possible) above the second. */
export const mostProse = 1200
export const mostWhole = 2400

/** A document as headings and blocks with their plain text, in order. */
export function piecesOf(type: DocumentType, text: string): Piece[] {
  const form = formOf(type)
  if (form === 'html') return htmlPieces(text)
  if (form === 'text') return textPieces(text)
  const source = withoutInlineImages(text)
  if (type === 'pdf') return pagedPieces(source)
  return scanBlocks(source).flatMap((block) => markdownPieces(source, block))
}

/** Each piece with the page that it stands on. */
function pagedPieces(source: string): Piece[] {
  let page: number | undefined
  return scanBlocks(source).flatMap((block) => {
    const mark = block.kind === 'html' ? readPageMark(source.slice(block.start, block.end)) : undefined
    page = mark?.page ?? page
    return mark ? [] : markdownPieces(source, block).map((piece) => ({ ...piece, page }))
  })
}

/** An image written out in base64 is no text: its place is kept, and its description. */
export function withoutInlineImages(markdown: string): string {
  if (!markdown.includes('data:image')) return markdown
  return markdown
    .replace(/!\[([^\]]*)\]\(\s*data:image[^)\s]*[^)]*\)/g, (whole, alt: string) => alt.padEnd(whole.length))
    .replace(/data:image\/[\w.+-]+;base64,[\w+/=]+/g, (whole) => ' '.repeat(whole.length))
}

const kinds: Record<Block['kind'], Chunk['kind']> = {
  heading: 'prose',
  prose: 'prose',
  code: 'code',
  table: 'table',
  list: 'list',
  quote: 'prose',
  html: 'prose',
  math: 'prose',
  rule: 'prose',
  meta: 'prose',
}

function markdownPieces(source: string, block: Block): Piece[] {
  const { start, end, kind } = block
  if (kind === 'meta' || kind === 'rule') return []
  if (kind === 'heading') {
    const text = plainHeading(source.slice(start, Math.min(end, start + 500)))
    return text ? [{ heading: true, start, end, text, depth: block.depth ?? 1 }] : []
  }
  if (kind === 'code' && /^ {0,3}(?:`{3,}|~{3,})svg\b/.test(source.slice(start, start + 20)))
    return diagram(source, block)
  const [from, to] = kind === 'code' ? insideFence(source, start, end) : [start, end]
  return split(source.slice(from, to), kinds[kind]).flatMap((part) => {
    const text = plainText(part.text, kind).trim()
    const piece = { start: from + part.start, end: from + part.end, goesOn: part.start > 0 }
    return text ? [{ heading: false as const, ...piece, text, kind: kinds[kind] }] : []
  })
}

/** Of a drawing, what can be read is its title and description. */
function diagram(source: string, { start, end }: Block): Piece[] {
  const named = source.slice(start, end).matchAll(/<(?:title|desc)\b[^>]*>([^<]*)</g)
  const text = [...named].map((match) => match[1]?.trim()).join(' ')
  return text ? [{ heading: false, start, end, text, kind: 'prose' }] : []
}

function insideFence(source: string, start: number, end: number): [number, number] {
  const lines = source.slice(start, end).split('\n')
  const marks = /^ {0,3}(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1]
  if (!marks) return [start, end]
  const last = lines.at(-1) ?? ''
  const closed = lines.length > 1 && last.trim().startsWith(marks)
  const from = Math.min(end, start + (lines[0] ?? '').length + 1)
  return [from, closed ? Math.max(from, end - last.length - 1) : end]
}

/** Plain text: paragraphs between blank lines. */
function textPieces(text: string): Piece[] {
  return [...text.matchAll(/[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g)].flatMap((match) =>
    split(match[0], 'prose').map((part) => ({
      heading: false as const,
      start: match.index + part.start,
      end: match.index + part.end,
      goesOn: part.start > 0,
      text: part.text.trim(),
      kind: 'prose' as const,
    })),
  )
}

interface Part {
  start: number
  end: number
  text: string
}

/** A block's text in parts that fit a chunk; one part as a rule. */
export function split(text: string, kind: Chunk['kind']): Part[] {
  const cuts = cutPoints(text, kind === 'prose' ? mostProse : mostWhole, kind === 'prose' ? 'sentences' : 'lines')
  return [...cuts, text.length].map((end, n) => {
    const start = cuts[n - 1] ?? 0
    return { start, end, text: text.slice(start, end) }
  })
}

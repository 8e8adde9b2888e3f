import { linkTo } from '../app/route'
import type { Source } from './answer'
import { plainFormula } from './formula'

const longestQuote = 240

/** The reader, open at the passage, with the quoted words marked. */
export function sourceLink({ documentId, chunkId, text, quotes }: Source): string {
  const [quote] = quotes
  const words = quote ? text.slice(quote.start, Math.min(quote.end, quote.start + longestQuote)) : ''
  return linkTo('notes', [documentId], words ? { p: chunkId, quote: words } : { p: chunkId })
}

/** Headings above the passage, without the title again: "Decision › Freshness". */
export function headingPath({ title, headings, page }: Pick<Source, 'title' | 'headings' | 'page'>): string {
  const path = headings.filter((heading) => heading !== title).join(' › ')
  return [page === undefined ? '' : `p. ${page}`, path].filter(Boolean).join(', ')
}

export interface Piece {
  text: string
  quoted: boolean
}

const around = 140

/** The quoted words with some of the passage around them. */
export function excerpt({ text, quotes }: Pick<Source, 'text' | 'quotes'>): Piece[] {
  if (!quotes.length) return [{ text: cut(text, 0, 360), quoted: false }]
  const pieces: Piece[] = []
  let at = startNear(text, Math.max(0, quotes[0]!.start - around))
  if (at > 0) pieces.push({ text: '… ', quoted: false })
  for (const { start, end } of [...quotes].sort((a, b) => a.start - b.start)) {
    const gap = text.slice(at, start)
    const short =
      gap.length > 2 * around ? `${cut(gap, 0, around)} ${gap.slice(startNear(gap, gap.length - around / 2))}` : gap
    pieces.push({ text: short, quoted: false }, { text: text.slice(Math.max(at, start), end), quoted: true })
    at = end
  }
  pieces.push({ text: cut(text, at, at + around), quoted: false })
  return pieces.filter((piece) => piece.text).map((piece) => ({ ...piece, text: plainFormula(piece.text) }))
}

/** The beginning of a word. */
function startNear(text: string, at: number): number {
  const space = at > 0 ? text.indexOf(' ', at) : -1
  return space < 0 ? at : space + 1
}

function cut(text: string, from: number, to: number): string {
  return to >= text.length ? text.slice(from) : `${text.slice(from, to).replace(/\s+\S*$/, '')} …`
}

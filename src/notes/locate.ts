import type { Chunk } from './document'
import type { Heading } from './chunk'

/** A stretch of a document's source that an address leads to. */
export interface Place {
  start: number
  end: number
  /** The heading it stands under. */
  under: string
  chunk?: Chunk
}

/** What `?p=` means in a document: a chunk, else a heading of that address. */
export function locate(address: string, chunks: Chunk[], headings: Heading[]): Place | undefined {
  const chunk = chunks.find(({ id }) => id === address)
  if (chunk) return { start: chunk.start, end: chunk.end, under: chunk.headings.at(-1) ?? '', chunk }
  // A passage that an edit took away: its section is still the best place to look.
  const slug = address.replace(/\.\d+$/, '')
  const n = headings.findIndex((heading) => heading.slug === slug)
  const heading = headings[n]
  if (!heading) return undefined
  const end = slug === address ? heading.start + 1 : (headings[n + 1]?.start ?? Infinity)
  return { start: heading.start, end, under: heading.text }
}

/** The last heading that begins at or before a place. */
export function headingAt(headings: Heading[], offset: number): Heading | undefined {
  let found: Heading | undefined
  for (const heading of headings) {
    if (heading.start > offset) break
    found = heading
  }
  return found
}

/**
 * Where quoted words stand in texts that together show them (text nodes, say). Only letters and digits are compared, so
 * that marks, line breaks and typographic quotes cannot hide them. Undefined where they are not there.
 */
export function findQuote(texts: string[], quote: string): { text: number; start: number; end: number }[] | undefined {
  const wanted = lettersOf(quote)
  if (!wanted) return undefined
  const places: [text: number, start: number, end: number][] = []
  let all = ''
  for (const [n, text] of texts.entries())
    for (const match of text.matchAll(/[\p{L}\p{N}]/gu)) {
      const letter = match[0].toLowerCase()
      all += letter
      for (let unit = 0; unit < letter.length; unit++) places.push([n, match.index, match.index + match[0].length])
    }
  const at = all.indexOf(wanted)
  if (at < 0) return undefined
  return rangesOf(texts, places.slice(at, at + wanted.length))
}

function lettersOf(text: string): string {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).map((letter) => letter.toLowerCase()).join('')
}

/** One range to a text; what stands between two of them (spaces, quotes) belongs to the quotation too. */
function rangesOf(texts: string[], places: [text: number, start: number, end: number][]) {
  const ranges: { text: number; start: number; end: number }[] = []
  for (const [text, start, end] of places) {
    const last = ranges.at(-1)
    if (last?.text === text) last.end = end
    else {
      if (last) last.end = texts[last.text]?.length ?? last.end
      ranges.push({ text, start: last ? 0 : start, end })
    }
  }
  return ranges
}

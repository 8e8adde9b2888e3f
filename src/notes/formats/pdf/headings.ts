import { lettersOf } from './glyphs'
import type { TextLine } from './text-line'

export interface OutlineEntry {
  title: string
  /** 0 for the outermost. */
  level: number
}

/** What is known of a whole document when one of its pages is written. */
export interface Style {
  /** The size in which most of the text is set. */
  body: number
  /** Whether it has an outline of its own: then bold lines alone are no headings. */
  outlined: boolean
}

const longest = 160
const numbered = /^(?:(?:chapter|section|part|appendix)\s+)?((?:\d{1,2}|[A-Z])(?:\.\d{1,3})*)[.:)]?\s+(?=\S*\p{L})/iu
const listed =
  /^(?:abstract|introduction|conclusions?|references|bibliography|acknowledge?ments?|appendix|summary|contents|index|glossary|preface|foreword)$/i

/** How deep a heading a line is; undefined where it is none. `above` is the empty space over it, in its own size. */
export function headingDepth(line: TextLine, style: Style, above: number, titles: OutlineEntry[]): number | undefined {
  const { text, size, cells } = line
  if (text.length > longest || lettersOf(text) < 2) return undefined
  const entry = titles.find(({ title }) => isTitle(text, title))
  if (entry) return Math.min(6, entry.level + 2)
  if (isContentsEntry(text)) return undefined
  if (cells.length > 2 || line.mono || isCaption(text) || /[,;:]$/.test(text)) return undefined
  const ratio = size / style.body
  const number = numbered.exec(text)?.[1]
  const worded = lettersOf(text) > text.replace(/\s/g, '').length * 0.55
  const startsLow = /^\p{Ll}/u.test(text) && ratio < 1.5
  if (ratio >= 1.14 && worded && !startsLow && !/\p{L}\p{Ll}+\.$/u.test(text))
    return number && ratio < 1.6 ? depthOf(number) : depthOfRatio(ratio)
  if (ratio < 0.9 || above < 1.15 || /[.]$/.test(text) || text.length > 90 || !worded) return undefined
  if (listed.test(text) && (line.bold || text === text.toUpperCase())) return 2
  if (!line.bold || style.outlined || !/^[\p{Lu}\d]/u.test(text)) return undefined
  return number ? depthOf(number) : 4
}

/** "3.1" stands below "3", which stands below the document's title. */
function depthOf(number: string): number {
  return Math.min(6, number.split('.').length + 1)
}

function depthOfRatio(ratio: number): number {
  if (ratio >= 1.6) return 1
  return ratio >= 1.3 ? 2 : 3
}

export function isCaption(text: string): boolean {
  return /^(?:fig(?:ure)?|table|listing|algorithm|exhibit|chart)\.?\s*\d+/i.test(text)
}

/** A line of a table of contents: dots that lead to a page number. */
export function isContentsEntry(text: string): boolean {
  return /(?:\s?[.·…]){4,}\s*[\divxlc]{0,5}$/i.test(text)
}

/** The same letters, with or without a number before them. */
function isTitle(text: string, title: string): boolean {
  const [line, wanted] = [bare(text), bare(title)]
  if (wanted.length < 3) return false
  if (line === wanted) return true
  return line.endsWith(wanted) && /^(?:chapter|section|part|appendix)?[\da-z]{0,4}$/.test(line.slice(0, -wanted.length))
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

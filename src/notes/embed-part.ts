import { scanBlocks } from './blocks'
import type { Heading } from './chunk'
import { readPageMark } from './page-marks'
import { slugOf } from '../../content/slug'

interface Part {
  start: number
  end: number
}

/** What `[[note#section]]` means of a note's text: a heading with all under it, a block (`^id`), a page (`page=3`), or all of it. */
export function partOf(text: string, section: string, headings: Heading[]): Part | undefined {
  if (!section) return { start: 0, end: text.length }
  const marked = markedPart(text, section)
  if (marked || section.startsWith('^')) return marked
  const wanted = slugOf(section)
  const n = headings.findIndex(({ slug }) => slug === wanted)
  const heading = headings[n]
  if (!heading) return undefined
  const next = headings.slice(n + 1).find(({ depth }) => depth <= heading.depth)
  return { start: heading.start, end: next?.start ?? text.length }
}

/** A part that is told by a mark in the text: `^id` at the end of a block, or a page's beginning. */
export function markedPart(text: string, section: string): Part | undefined {
  const page = /^page=(\d{1,7})$/.exec(section)?.[1]
  if (page) return pagePart(text, Number(page))
  const id = /^\^([\w-]{1,100})$/.exec(section)?.[1]
  return id ? blockPart(text, id) : undefined
}

function blockPart(text: string, id: string): Part | undefined {
  const mark = new RegExp(`(?:^|[ \\t])\\^${id}[ \\t]*$`, 'm').exec(text)
  if (!mark) return undefined
  const blocks = scanBlocks(text)
  const n = blocks.findIndex(({ start, end }) => start <= mark.index && mark.index <= end)
  const block = blocks[n]
  if (!block) return undefined
  // A mark that stands alone is that of the table, quote or list before it.
  const alone = text.slice(block.start, block.end).trim() === `^${id}`
  if (alone) return blocks[n - 1]
  return block.kind === 'list' ? itemPart(text, block, mark.index) : block
}

/** An item of a list, with what is indented under it. */
function itemPart(text: string, list: Part, at: number): Part {
  const start = text.lastIndexOf('\n', at - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(start))![0].length
  let end = lineEnd(text, start)
  while (end < list.end) {
    const line = text.slice(end + 1, lineEnd(text, end + 1))
    if (!line.trim() || /^[ \t]*/.exec(line)![0].length <= indent) break
    end += 1 + line.length
  }
  return { start: Math.max(start, list.start), end }
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}

function pagePart(text: string, page: number): Part | undefined {
  const marks = scanBlocks(text, false).flatMap(({ start, end }) => {
    const mark = readPageMark(text.slice(start, end))
    return mark ? { start, page: mark.page } : []
  })
  const n = marks.findIndex((mark) => mark.page === page)
  const from = marks[n]
  return from && { start: from.start, end: marks[n + 1]?.start ?? text.length }
}

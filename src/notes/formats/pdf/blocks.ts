import { headingDepth, isCaption, isContentsEntry, type OutlineEntry, type Style } from './headings'
import type { Words } from './hyphens'
import { tableAt } from './tables'
import type { TextLine } from './text-line'

/** Where a block begins on its page. */
export interface Place {
  top: number
  left: number
  right: number
}

export type Block = Written & { at?: Place }

type Written =
  | { kind: 'picture'; address: string; width: number }
  | { kind: 'heading'; depth: number; text: string; size: number }
  | { kind: 'prose'; text: string }
  | { kind: 'item'; marker: string; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'table'; rows: string[][] }

const bullet = /^([•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔]|[–—*-](?=\s))\s*/
const number = /^\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]\s+(?=\S)/
const counted = /^(\d{1,3})[.)]\s+(?=\S)/
const reference = /^\[\d{1,3}\]\s/

/** Lines that are read one after another as headings, paragraphs, items, code and tables. */
export class Blocks {
  readonly #left: number
  readonly #right: number
  readonly #leadings = new Map<number, number>()

  constructor(
    readonly lines: TextLine[],
    readonly style: Style,
    readonly titles: OutlineEntry[],
    readonly words: Words,
  ) {
    this.#left = quantile(
      lines.map(({ left }) => left),
      0.1,
    )
    this.#right = quantile(
      lines.map(({ right }) => right),
      0.9,
    )
  }

  all(): Block[] {
    const blocks: Block[] = []
    for (let n = 0; n < this.lines.length;) {
      const { block, next } = this.#at(n)
      blocks.push({ ...block, at: placeOf(this.lines.slice(n, next)) })
      n = next
    }
    return blocks
  }

  #at(n: number): { block: Block; next: number } {
    const depth = this.#headingAt(n)
    if (depth !== undefined) return this.#heading(n, depth)
    const table = tableAt(this.lines, n)
    if (table) return { block: { kind: 'table', rows: table.rows }, next: table.next }
    return this.#codeAt(n) ?? this.#paragraph(n)
  }

  #headingAt(n: number): number | undefined {
    const [line, before] = [this.lines[n], this.lines[n - 1]]
    if (!line || this.#headsTable(n)) return undefined
    const above = before ? (line.base - before.base) / line.size : Infinity
    return headingDepth(line, this.style, above < 0 ? Infinity : above, this.titles)
  }

  /** Bold names over columns. */
  #headsTable(n: number): boolean {
    const [line, next] = [this.lines[n], this.lines[n + 1]]
    return !!line && !!next && line.cells.length > 1 && next.cells.length >= line.cells.length && next.base > line.base
  }

  /** A heading may take several lines of the same look; a page of nothing else is no heading. */
  #heading(from: number, depth: number): { block: Block; next: number } {
    const first = this.lines[from]
    let text = first?.text ?? ''
    let next = from + 1
    while (first && this.#headingGoesOn(first, next)) text = this.words.join(text, this.lines[next++]?.text ?? '')
    const block: Block =
      text.length > 180 ? { kind: 'prose', text } : { kind: 'heading', depth, text, size: first?.size ?? 0 }
    return { block, next }
  }

  #headingGoesOn(first: TextLine, n: number): boolean {
    const [line, before] = [this.lines[n], this.lines[n - 1]]
    if (!line || !before) return false
    const large = first.size > this.style.body * 1.4
    const gap = line.base - before.base
    if (gap <= 0 || gap > (large ? 1.9 : 1.5) * line.size) return false
    if (Math.abs(line.size - first.size) > 0.4 || line.bold !== first.bold) return false
    if (/^(?:\d|[A-Z]\.)/.test(line.text) && /^(?:\d|[A-Z]\.)/.test(first.text)) return false
    if (large) return this.#headingAt(n) !== undefined && this.lines[n + 2]?.size !== first.size
    const wraps = !this.#deliberate(n) || /^\p{Ll}/u.test(line.text)
    return wraps && (this.#headingAt(n) !== undefined || line.bold)
  }

  /** Lines of a typewriter's letters, as they were indented. */
  #codeAt(from: number): { block: Block; next: number } | undefined {
    let next = from
    while (this.lines[next]?.mono && this.#closeToCode(from, next)) next++
    const part = this.lines.slice(from, next)
    if (part.length < 2 && !/[(){};=<>$]/.test(part[0]?.text ?? '')) return undefined
    const left = Math.min(...part.map((line) => line.left))
    const widths = part.map((line) => (line.right - line.left) / Math.max(1, line.text.length))
    const step = quantile(widths, 0.5) || 1
    const lines = part.map((line, n) => {
      const before = part[n - 1]
      const blank = before && line.base - before.base > 1.8 * this.#leading(line) ? '\n' : ''
      return `${blank}${' '.repeat(Math.min(40, Math.round((line.left - left) / step)))}${spaced(line, step)}`
    })
    return { block: { kind: 'code', text: lines.join('\n') }, next }
  }

  #closeToCode(from: number, n: number): boolean {
    const [line, before] = [this.lines[n], this.lines[n - 1]]
    return n === from || (!!line && !!before && line.base > before.base && line.base - before.base < 3.5 * line.size)
  }

  #paragraph(from: number): { block: Block; next: number } {
    let next = from + 1
    while (next < this.lines.length && !this.#breaks(from, next)) next++
    const text = this.lines.slice(from, next).reduce((sum, line) => this.words.join(sum, line.text), '')
    const listed = /(?:\s?[.·…]){4,}\s*([\divxlc]{1,5})?$/i.exec(text)
    if (listed) {
      const entry = text.slice(0, listed.index).replace(/(?:\s?\.){4,}/g, ' … ')
      return { block: { kind: 'item', marker: '-', text: [entry, listed[1]].filter(Boolean).join(' … ') }, next }
    }
    const bulleted = bullet.exec(text)
    if (bulleted) return { block: { kind: 'item', marker: '-', text: text.slice(bulleted[0].length) }, next }
    const numbered = counted.exec(text)
    if (numbered)
      return { block: { kind: 'item', marker: `${numbered[1]}.`, text: text.slice(numbered[0].length) }, next }
    return { block: { kind: 'prose', text }, next }
  }

  /** Whether a line begins a new block after the one that began at `from`. */
  #breaks(from: number, n: number): boolean {
    const [line, before, first] = [this.lines[n], this.lines[n - 1], this.lines[from]]
    if (!line || !before || !first) return true
    const gap = line.base - before.base
    if (gap <= 0 || gap > Math.max(this.#leading(line) * 1.3, line.size * 1.25) + 0.5) return true
    if (Math.abs(line.size - before.size) > 0.12 * before.size) return true
    if (isContentsEntry(before.text)) return true
    if (begins(line.text) || isCaption(line.text) || this.#headingAt(n) !== undefined) return true
    if (line.bold !== before.bold && (this.#deliberate(n) || before.bold)) return true
    if (line.mono !== before.mono && (line.mono ? this.#codeAt(n) : true)) return true
    if (tableAt(this.lines, n)) return true
    // The lines of an item stand under its text.
    if (
      (bullet.test(first.text) || counted.test(first.text)) &&
      line.left > first.left + 0.5 * line.size &&
      line.left < first.left + 6 * line.size
    )
      return false
    if (this.#deliberate(n) && !line.mono && !midSentence(before.text, line.text)) return true
    return !begins(first.text) && this.#indented(first, line, before)
  }

  /** From one baseline to the next, as a rule, for lines of this one's size. */
  #leading({ size }: TextLine): number {
    const key = Math.round(size * 2)
    const known = this.#leadings.get(key)
    if (known !== undefined) return known
    const gaps = this.lines.flatMap((line, n) => {
      const before = this.lines[n - 1]
      const alike = before && Math.abs(line.size - size) < 0.06 * size && Math.abs(before.size - size) < 0.06 * size
      const gap = alike ? line.base - before.base : 0
      return gap > 0 && gap < 2.6 * size ? [gap] : []
    })
    const leading = gaps.length ? quantile(gaps, 0.4) : size * 1.25
    this.#leadings.set(key, leading)
    return leading
  }

  /** Whether a line was begun although its first word had room on the one before. */
  #deliberate(n: number): boolean {
    const [line, before] = [this.lines[n], this.lines[n - 1]]
    if (!line || !before || before.text.length < 2) return false
    const near = this.lines.slice(Math.max(0, n - 4), n + 4)
    const right = Math.min(this.#right, Math.max(...near.map((other) => other.right)))
    // Set around a picture: both lines end at its edge.
    if (Math.abs(line.right - before.right) < 1.5 * line.size && line.text.length > 25) return false
    const word = /^\S+/.exec(line.text)?.[0].length ?? 0
    const letter = (line.right - line.left) / Math.max(1, line.text.length)
    return before.right + (word + 1) * letter + 2 * line.size < right
  }

  /** A paragraph's first line, by its indentation or by the short line before it. */
  #indented(first: TextLine, line: TextLine, before: TextLine): boolean {
    const em = line.size
    const width = this.#right - this.#left
    const indented =
      line.left > before.left + 0.8 * em && line.left < before.left + 4 * em && before.left < this.#left + 0.5 * em
    if (indented && first !== before) return true
    if (indented && before.right < this.#right - 0.1 * width) return true
    const short = before.right < this.#right - 0.22 * width
    return short && /[.!?:。؟]["”’)\]]?$/.test(before.text) && /^[\p{Lu}\p{N}"“(]/u.test(line.text)
  }
}

function placeOf(lines: TextLine[]): Place {
  const [first] = lines
  const left = Math.min(...lines.map((line) => line.left))
  return { top: (first?.base ?? 0) - (first?.size ?? 0), left, right: Math.max(...lines.map((line) => line.right)) }
}

/** A long line that ends nothing, and one that begins nothing: set narrower than what stands around them. */
function midSentence(before: string, text: string): boolean {
  return before.length > 40 && /[\p{Ll},]$/u.test(before) && /^\p{Ll}/u.test(text)
}

function begins(text: string): boolean {
  return bullet.test(text) || number.test(text) || reference.test(text)
}

/** Wide gaps in a line of code stay, as they line things up. */
function spaced({ cells }: TextLine, step: number): string {
  return cells.reduce((text, cell, n) => {
    const before = cells[n - 1]
    const gap = before ? Math.max(1, Math.min(40, Math.round((cell.left - before.right) / step))) : 0
    return text + ' '.repeat(gap) + cell.text
  }, '')
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The blocks of flows, one after another; a paragraph that a column's end parted is whole again. */
export function rejoined(flows: Block[][], words: Words): Block[] {
  const out: Block[] = []
  for (const blocks of flows)
    for (const [n, block] of blocks.entries()) {
      const last = out.at(-1)
      if (last && goesOn(last, block, n === 0))
        out[out.length - 1] = { ...last, text: words.join(last.text, (block as Text).text) }
      else out.push(block)
    }
  return out
}

type Text = Extract<Block, { kind: 'prose' | 'item' }>

function goesOn(last: Block, block: Block, newFlow: boolean): last is Text {
  if (block.kind !== 'prose' || (last.kind !== 'prose' && last.kind !== 'item')) return false
  const open = newFlow ? !/(?:[.!?:;؟。]["”’)\]]*|\d)$/.test(last.text) : /\p{L}[-\u2010]$/u.test(last.text)
  return open && last.text.length > 40 && /^\p{Ll}/u.test(block.text) && !isCaption(block.text)
}

/** A top-level piece of a Markdown document: what is rendered, anchored and chunked as one. */
export interface Block {
  kind: 'heading' | 'prose' | 'code' | 'table' | 'list' | 'quote' | 'html' | 'math' | 'rule' | 'meta'
  /** UTF-16 offsets into the source, the last line break left out. */
  start: number
  end: number
  /** 1-6, for headings. */
  depth?: number
}

const fence = /^ {0,3}(`{3,}|~{3,})/
const heading = /^ {0,3}(#{1,6})(?:[ \t]|$)/
const rule = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/
const quote = /^ {0,3}>/
const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/
const delimiterRow = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
const underline = /^ {0,3}(=+|-+)[ \t]*$/
const definition = /^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S/
const moduleLine = /^(?:import\s.*\sfrom\s+['"]|import\s+['"]|export\s+(?:const|default|function|\{))/
const rawHtml = /^ {0,3}<(pre|script|style|textarea)(?=[\s>]|$)/i
const htmlLine = /^ {0,3}<(?:!--|!\[CDATA|\?|\/?([a-z][\w.-]*))/i
const loneTag = /^ {0,3}<\/?[a-z][^<>]*>[ \t]*$/i
const blockTags = new Set(
  (
    'address article aside base blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu nav ol ' +
    'option p section summary table tbody td tfoot th thead title tr ul'
  ).split(' '),
)
/** How far an opening `$$` may look for its end: unclosed ones must not make a long file slow. */
const mathLines = 200

/**
 * Splits Markdown (line breaks as \n) into its top-level blocks in one pass over the lines, so that a file of any size
 * takes linear time. Rendering stays the renderer's business; only where blocks begin and end is decided here.
 */
export function scanBlocks(text: string, atStart = true): Block[] {
  const lines = new Lines(text)
  const blocks: Block[] = []
  if (atStart) frontMatter(lines, blocks)
  while (!lines.done) {
    if (lines.blank) lines.next()
    else blocks.push(readBlock(lines))
  }
  return blocks
}

/** A cursor over the lines of a text; `line` is the current one without its break. */
class Lines {
  start = 0
  end = 0
  line = ''

  constructor(readonly text: string) {
    this.goTo(0)
  }

  get done(): boolean {
    return this.start >= this.text.length
  }

  get blank(): boolean {
    return this.line.trim() === ''
  }

  goTo(start: number) {
    const found = this.text.indexOf('\n', start)
    this.start = start
    this.end = found < 0 ? this.text.length : found
    this.line = this.text.slice(start, this.end)
  }

  next() {
    this.goTo(this.end + 1)
  }

  /** The line after the current one. */
  peek(): string {
    if (this.end >= this.text.length) return ''
    const found = this.text.indexOf('\n', this.end + 1)
    return this.text.slice(this.end + 1, found < 0 ? undefined : found)
  }
}

function frontMatter(lines: Lines, blocks: Block[]) {
  if (!/^---[ \t]*$/.test(lines.line)) return
  const start = lines.start
  const close = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(lines.text.slice(0, 20_000))
  if (!close) return
  const end = close.index + close[0].trimEnd().length
  // A rule at the top of a page is not front matter: that has keys.
  if (!/^\s*(?:[\w-]+[ \t]*:|#|$)/.test(lines.text.slice(lines.end + 1, end))) return
  blocks.push({ kind: 'meta', start, end })
  lines.goTo(end)
  lines.next()
}

function readBlock(lines: Lines): Block {
  const { start, line } = lines
  const fenced = fence.exec(line)
  if (fenced) return { kind: 'code', start, end: closeFence(lines, fenced[1] ?? '```') }
  const head = heading.exec(line)
  if (head) return { kind: 'heading', start, end: oneLine(lines), depth: head[1]?.length ?? 1 }
  if (/^ {0,3}\$\$/.test(line)) {
    const end = closeMath(lines)
    if (end) return { kind: 'math', start, end }
  }
  if (rule.test(line)) return { kind: 'rule', start, end: oneLine(lines) }
  if (quote.test(line)) return { kind: 'quote', start, end: takeWhile(lines, (next) => !interrupts(next)) }
  if (item.test(line)) return { kind: 'list', start, end: closeList(lines) }
  if (isHtml(line)) return { kind: 'html', start, end: closeHtml(lines) }
  if (definition.test(line) || moduleLine.test(line)) return { kind: 'meta', start, end: oneLine(lines) }
  if (line.includes('|') && isTable(line, lines.peek()))
    return { kind: 'table', start, end: takeWhile(lines, (next) => !interrupts(next)) }
  if (/^(?: {4}|\t)/.test(line)) return { kind: 'code', start, end: closeIndented(lines) }
  return paragraph(lines)
}

function oneLine(lines: Lines): number {
  const { end } = lines
  lines.next()
  return end
}

/** The current line and all that follow while they are not blank and `goes`. */
function takeWhile(lines: Lines, goes: (line: string) => boolean): number {
  let end = oneLine(lines)
  while (!lines.done && !lines.blank && goes(lines.line)) end = oneLine(lines)
  return end
}

/** Whether a line ends a paragraph, a quote or a table without a blank line before it. */
function interrupts(line: string): boolean {
  return fence.test(line) || heading.test(line) || rule.test(line)
}

function closeFence(lines: Lines, marks: string): number {
  const closing = new RegExp(`^\\s*${marks[0] === '`' ? '`' : '~'}{${marks.length},}[ \\t]*$`)
  let end = oneLine(lines)
  while (!lines.done) {
    const last = closing.test(lines.line)
    end = oneLine(lines)
    if (last) break
  }
  return end
}

function closeMath(lines: Lines): number | undefined {
  const { start } = lines
  if (/\$\$.*\S.*\$\$[ \t]*[.,;]?[ \t]*$/.test(lines.line)) return oneLine(lines)
  lines.next()
  for (let n = 0; n < mathLines && !lines.done; n++) {
    if (lines.line.includes('$$')) return oneLine(lines)
    lines.next()
  }
  lines.goTo(start)
  return undefined
}

/** A list goes on over indented lines, further items, and blank lines that one of these follows. */
function closeList(lines: Lines): number {
  let end = lines.end
  let afterBlank = false
  for (let first = true; !lines.done; first = false) {
    const indented = /^(?: {2,}|\t)/.test(lines.line)
    if (lines.blank) afterBlank = true
    else if (first || indented || (item.test(lines.line) && !rule.test(lines.line))) {
      const inner = /^\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/.exec(lines.line)
      end = inner ? closeInnerFence(lines, inner[1] ?? '```') : lines.end
      afterBlank = false
    } else if (afterBlank || interrupts(lines.line) || quote.test(lines.line)) break
    else end = lines.end
    lines.next()
  }
  return end
}

/** A fence inside a list item; one that is never closed ends with the item's indentation. */
function closeInnerFence(lines: Lines, marks: string): number {
  let end = lines.end
  while (lines.end < lines.text.length) {
    const following = lines.peek()
    if (following.trim() && !/^\s/.test(following) && !following.startsWith(marks)) return end
    lines.next()
    end = lines.end
    if (lines.line.trim().startsWith(marks)) return end
  }
  return end
}

function isHtml(line: string): boolean {
  const match = htmlLine.exec(line)
  if (!match) return false
  const tag = match[1]
  return !tag || blockTags.has(tag.toLowerCase()) || rawHtml.test(line) || loneTag.test(line) || /^[A-Z]/.test(tag)
}

function closeHtml(lines: Lines): number {
  const raw = rawHtml.exec(lines.line)
  const closing = raw ? `</${raw[1]?.toLowerCase()}>` : /^ {0,3}<!--/.test(lines.line) ? '-->' : ''
  if (!closing) return takeWhile(lines, (line) => !fence.test(line) && !heading.test(line))
  while (!lines.done) {
    const last = lines.line.toLowerCase().includes(closing)
    const end = oneLine(lines)
    if (last) return end
  }
  return lines.text.length
}

function isTable(line: string, following: string): boolean {
  if (!delimiterRow.test(following) || !following.includes('-')) return false
  return following.includes('|') || line.trim().startsWith('|')
}

function closeIndented(lines: Lines): number {
  let end = oneLine(lines)
  while (!lines.done && (lines.blank || /^(?: {4}|\t)/.test(lines.line))) {
    if (!lines.blank) end = lines.end
    lines.next()
  }
  return end
}

function paragraph(lines: Lines): Block {
  const { start } = lines
  let end = oneLine(lines)
  while (!lines.done && !lines.blank) {
    const under = underline.exec(lines.line)
    if (under) return { kind: 'heading', start, end: oneLine(lines), depth: under[1]?.startsWith('=') ? 1 : 2 }
    const { line } = lines
    if (interrupts(line) || quote.test(line) || (isHtml(line) && !loneTag.test(line))) break
    // A list may follow a paragraph at once; "1986. What a year" may not.
    if (/^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(line)) break
    if (line.includes('|') && isTable(line, lines.peek())) break
    end = oneLine(lines)
  }
  return { kind: 'prose', start, end }
}

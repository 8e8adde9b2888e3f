import { escapeStart } from './escape'
import { inlineText, lineBreak, type Addresses } from './inline'
import { childElements, descendants, find, isElement, textOf, type Element, type Node } from './tree'

type ToBlocks = (nodes: Node[], to: Addresses) => string[]

interface Cell {
  text: string
  heads: boolean
  columns: number
  rows: number
}

/** Wider than this nobody can read; it is then told row by row. */
const mostColumns = 40
const mostSpan = 100

/** A table as Markdown; one that only lays a page out as the blocks in it. */
export function tableBlocks(table: Element, to: Addresses, toBlocks: ToBlocks): string[] {
  const rows = rowsOf(table)
  const caption = childElements(table, 'caption').flatMap((node) => toBlocks([node], to))
  if (!rows.length)
    return [
      ...caption,
      ...toBlocks(
        table.children.filter((node) => node !== caption[0]),
        to,
      ),
    ]
  if (layOut(table, rows))
    return [...caption, ...rows.flatMap((row) => cellsOf(row).flatMap((cell) => toBlocks(cell.children, to)))]
  return [...caption, ...written(grid(rows.map((row) => cellsOf(row).map((cell) => readCell(cell, to)))))]
}

/** Of the table itself, not of those inside it. */
function rowsOf(table: Element): Element[] {
  return childElements(table).flatMap((part) => {
    if (part.name === 'tr') return part
    return /^(?:thead|tbody|tfoot)$/.test(part.name) ? childElements(part, 'tr') : []
  })
}

function cellsOf(row: Element): Element[] {
  return childElements(row).filter(({ name }) => name === 'td' || name === 'th')
}

/** One column, or cells that hold headings, code or whole pages: not a table of facts. */
function layOut(table: Element, rows: Element[]): boolean {
  if (/^(?:presentation|none)$/.test(table.attributes.role ?? '')) return true
  if (rows.every((row) => cellsOf(row).length < 2)) return true
  const cells = rows.flatMap(cellsOf)
  return cells.some((cell) => /\n\s*\S/.test(textOf(find(cell, 'pre')).trim()) || hasHeading(cell))
}

function hasHeading(cell: Element): boolean {
  return ['h1', 'h2', 'h3', 'h4'].some((name) => find(cell, name))
}

function readCell(cell: Element, to: Addresses): Cell {
  const span = (name: string) => Math.min(mostSpan, Math.max(1, Number.parseInt(cell.attributes[name] ?? '1', 10) || 1))
  return { text: cellText(cell, to), heads: cell.name === 'th', columns: span('colspan'), rows: span('rowspan') }
}

/** All that a cell holds, on one line: blocks, list items and the rows of a table inside it are set apart by breaks. */
function cellText(cell: Element, to: Addresses): string {
  return inlineText(flat(cell), to)
    .split(lineBreak)
    .map((line) => line.trim())
    .filter(Boolean)
    .join('<br>')
    .replace(/(?<!\\)\|/g, '\\|')
}

function flat(parent: Element): Node[] {
  const { children } = parent
  const line: Element = { name: 'br', attributes: {}, children: [] }
  return children.flatMap((node): Node[] => {
    if (!isElement(node)) return [node]
    if (node.name === 'li') return [line, markerOf(node, parent), ...flat(node)]
    if (node.name === 'tr')
      return [line, ...cellsOf(node).flatMap((cell, n) => [n ? ' · ' : '', ...onOneLine(flat(cell))])]
    if (/^(?:p|div|ul|ol|table|thead|tbody|tfoot|dl|dt|dd|blockquote|section|figure|h[1-6]|pre)$/.test(node.name))
      return [line, ...flat(node), line]
    return [descendants(node, 'p').length ? { ...node, children: flat(node) } : node]
  })
}

/** "3. " in a numbered list, else a bullet. */
function markerOf(item: Element, list: Element): string {
  if (list.name !== 'ol') return '• '
  const start = Number.parseInt(list.attributes.start ?? '1', 10)
  return `${(Number.isNaN(start) ? 1 : start) + childElements(list, 'li').indexOf(item)}. `
}

function onOneLine(nodes: Node[]): Node[] {
  return nodes.map((node) => (isElement(node) && node.name === 'br' ? ' ' : node))
}

interface Grid {
  head: string[]
  body: string[][]
}

/** Spans are written out: a cell over several columns leaves the others empty, over several rows it is repeated. */
function grid(rows: Cell[][]): Grid {
  const filled: string[][] = []
  const pending: { column: number; text: string; left: number }[] = []
  for (const cells of rows) {
    const line: string[] = []
    for (const below of pending.splice(0)) {
      line[below.column] = below.text
      if (below.left > 1) pending.push({ ...below, left: below.left - 1 })
    }
    let column = 0
    for (const cell of cells) {
      while (line[column] !== undefined) column++
      for (let n = 0; n < cell.columns; n++) {
        const text = n === 0 ? cell.text : ''
        line[column + n] = text
        if (cell.rows > 1) pending.push({ column: column + n, text, left: cell.rows - 1 })
      }
      column += cell.columns
    }
    filled.push(Array.from(line, (text) => text ?? ''))
  }
  const wanted = filled.filter((line) => line.some(Boolean))
  return { head: wanted[0] ?? [], body: wanted.slice(1) }
}

function written({ head, body }: Grid): string[] {
  const width = Math.max(head.length, ...body.map((line) => line.length))
  if (!width) return []
  // A header alone is no table: one row of words.
  if (!body.length && head.filter(Boolean).length < 2) return head.filter(Boolean).map(escapeStart)
  if (width > mostColumns) return [head, ...body].map((line) => escapeStart(line.filter(Boolean).join(' · ')))
  return [pipeTable(head, body, width)]
}

/** Rows whose cells are escaped already. */
export function pipeTable(head: string[], body: string[][], width = head.length): string {
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, n) => cells[n] ?? '').join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n')
}

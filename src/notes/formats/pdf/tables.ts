import type { LineCell, TextLine } from './text-line'

export interface FoundTable {
  rows: string[][]
  /** The first line after it. */
  next: number
}

const mostColumns = 15
const leastRows = 3

/** A table that begins at a line: rows whose cells stand under each other. */
export function tableAt(lines: TextLine[], from: number): FoundTable | undefined {
  if ((lines[from]?.cells.length ?? 0) < 2) return undefined
  const next = endOf(lines, from)
  const part = lines.slice(from, next)
  const many = part.filter(({ cells }) => cells.length > 1)
  const wide = many.filter(({ cells }) => cells.length > 2).length >= 2
  if (many.length < (wide ? leastRows - 1 : leastRows)) return undefined
  const columns = columnsOf(many)
  if (columns.length < 2 || columns.length > mostColumns) return undefined
  const rows = rowsOf(part, columns)
  const filled = rows.filter((row) => row.filter(Boolean).length > 1).length
  return filled >= 2 && filled >= rows.length * 0.4 ? { rows, next } : undefined
}

/** Lines of one cell may stand between those of several: words that go on, or a heading over rows. */
function endOf(lines: TextLine[], from: number): number {
  let end = from + 1
  let alone = 0
  for (let n = from + 1; n < lines.length && alone < 3; n++) {
    const [line, before, row] = [lines[n], lines[n - 1], lines[end - 1]]
    if (!line || !before || line.base - before.base > 3.2 * Math.max(line.size, before.size)) break
    if (line.cells.length > 1) {
      end = n + 1
      alone = 0
    } else if (line.text.length > 90) break
    else if (!goesOnInCell(line, before, row)) alone++
  }
  // Words below the last row that go on in one of its cells.
  const last = lines[end - 1]
  for (let line = lines[end]; line; line = lines[++end]) {
    const before = lines[end - 1]
    if (!before || line.cells.length > 1 || !goesOnInCell(line, before, last)) break
  }
  return end
}

/** Close below, and not under the first cell: the words of one of the others go on. */
function goesOnInCell(line: TextLine, before: TextLine, row: TextLine | undefined): boolean {
  const close = line.base - before.base < 1.5 * line.size
  return close && line.left > (row?.cells[0]?.right ?? Infinity)
}

/** Where cells stand: stretches that more than a few lines cover, the gutters between them that almost none does. */
function columnsOf(lines: TextLine[]): { left: number; right: number }[] {
  const cells = lines.flatMap((line) => line.cells)
  const start = Math.min(...cells.map(({ left }) => left))
  const bins = new Uint16Array(Math.min(4000, Math.ceil(Math.max(...cells.map(({ right }) => right)) - start) + 1))
  for (const { left, right } of cells)
    for (let x = Math.floor(left - start); x <= right - start && x < bins.length; x++) bins[x] = (bins[x] ?? 0) + 1
  const few = Math.floor(lines.length * 0.12)
  const columns: { left: number; right: number }[] = []
  let open = -1
  for (let x = 0; x <= bins.length; x++) {
    const covered = x < bins.length && (bins[x] ?? 0) > few
    if (covered && open < 0) open = x
    if (!covered && open >= 0) {
      columns.push({ left: start + open, right: start + x })
      open = -1
    }
  }
  return columns
}

function rowsOf(lines: TextLine[], columns: { left: number; right: number }[]): string[][] {
  const rows: string[][] = []
  let before: TextLine | undefined
  for (const line of lines) {
    const row = columns.map(() => '')
    for (const cell of line.cells) {
      const column = columnOf(cell, columns)
      row[column] = [row[column], cell.text].filter(Boolean).join(' ')
    }
    const above = rows.at(-1)
    const close = before && line.base - before.base < 1.35 * Math.max(line.size, before.size)
    // No row of its own: the words of one above it go on.
    const goesOn = above && close && !row[0] && row.every((text, n) => !text || above[n])
    // Names of groups of rows stand between their baselines.
    const between =
      above && before && line.base - before.base < 0.85 * line.size && row.every((text, n) => !text || !above[n])
    if (above && (goesOn || between))
      for (const [n, text] of row.entries()) above[n] = [above[n], text].filter(Boolean).join(' ')
    else rows.push(row)
    before = line
  }
  return rows
}

function columnOf(cell: LineCell, columns: { left: number; right: number }[]): number {
  const shared = columns.map(({ left, right }) => Math.min(right, cell.right) - Math.max(left, cell.left))
  const most = Math.max(...shared)
  if (most > 0) return shared.findIndex((overlap) => overlap > 0 && overlap > most * 0.3)
  const middle = (cell.left + cell.right) / 2
  const away = columns.map(({ left, right }) => Math.abs((left + right) / 2 - middle))
  return away.indexOf(Math.min(...away))
}

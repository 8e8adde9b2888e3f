import type { PageLines, TextLine } from './text-line'

/** How far from the edge (0-1 of the height) headers and footers stand, and how many lines they have at most. */
const margin = 0.14
/** A lone number at the very end of a page may stand this far from it. */
const numberMargin = 0.2
const mostRows = 3
/** On so many pages the same line is no coincidence. */
const enough = 3

/** What repeats at the edges of a document's pages; remembered from one stretch of pages to the next. */
export class Repeats {
  #known = new Set<string>()
  /** By side: how far the numbers in running heads are ahead of the pages of the file. */
  #offsets = new Map<string, number>()

  /** The pages without their running headers, footers and page numbers. */
  without(pages: PageLines[]): PageLines[] {
    const counts = new Map<string, number>()
    for (const page of pages)
      for (const key of new Set(edgesOf(page).map(({ key }) => key))) counts.set(key, (counts.get(key) ?? 0) + 1)
    const least = pages.length < 2 * enough ? Math.max(2, Math.ceil(pages.length * 0.6)) : enough
    for (const [key, count] of counts) if (count >= least) this.#known.add(key)
    this.#countOffsets(pages)
    return pages.map((page) => this.#strip(page))
  }

  /** Heads that change with the chapter still carry the number of the page. */
  #countOffsets(pages: PageLines[]) {
    for (const page of pages)
      for (const edge of edgesOf(page)) {
        const key = offsetOf(edge, page.page)
        if (key) this.#offsets.set(key, (this.#offsets.get(key) ?? 0) + 1)
      }
  }

  #strip(page: PageLines): PageLines {
    const large = 1.2 * medianSize(page)
    const repeated = edgesOf(page).filter((edge) => {
      const { key, lines, outermost } = edge
      const numbered = this.#offsets.get(offsetOf(edge, page.page) ?? '') ?? 0
      if (numbered >= 2 * enough && (lines[0]?.size ?? 0) <= large) return true
      // The same title over several slides is a title.
      const running = this.#known.has(key) && (lines[0]?.size ?? 0) <= large
      return running || isPageNumber(lines, page.page, outermost)
    })
    if (!repeated.length) return page
    const rows = repeated.flatMap(({ lines }) => lines)
    // What changes its number from page to page may be all that a page says.
    const all = rows.length === page.flows.flat().length
    const dropped = new Set(all ? repeated.filter(isFixed).flatMap(({ lines }) => lines) : rows)
    const flows = page.flows.map((flow) => flow.filter((line) => !dropped.has(line))).filter(({ length }) => length)
    return { ...page, flows }
  }
}

/** "top:2" for the page 14 whose first line begins or ends with 16. */
function offsetOf({ lines, outermost, key }: Edge, page: number): string | undefined {
  const text = lines.map((line) => line.text).join(' ')
  const number = /^(\d{1,4})(?=\s)|(?<=\s)(\d{1,4})$/.exec(text)?.[0]
  if (!outermost || !number || text.length > 120) return undefined
  return `${key.slice(0, key.indexOf(':'))}:${Number(number) - page}`
}

function medianSize({ flows }: PageLines): number {
  const sizes = flows
    .flat()
    .map(({ size }) => size)
    .toSorted((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

function isFixed({ key }: Edge): boolean {
  return !key.includes('#') || !/\p{L}/u.test(key.slice(key.indexOf(':')))
}

interface Edge {
  key: string
  lines: TextLine[]
  /** No other line stands between it and the page's edge. */
  outermost: boolean
}

/** The rows in the margins: the same words in the same place have the same key, whatever their numbers. */
function edgesOf({ flows, height }: PageLines): Edge[] {
  const rows = rowsOf(flows.flat())
  const edge = (side: string) => (row: TextLine[], n: number) => {
    const base = row[0]?.base ?? 0
    const away = (side === 'top' ? base : height - base) / height
    if (away > margin && !(n === 0 && away < numberMargin && standsApart(rows, side))) return []
    return [{ key: `${side}:${wordsOf(row)}`, lines: row, outermost: n === 0 }]
  }
  const bottom = rows.slice(-mostRows).reverse()
  return [...rows.slice(0, mostRows).flatMap(edge('top')), ...bottom.flatMap(edge('bottom'))]
}

/** Whether the first or last row has nothing near it. */
function standsApart(rows: TextLine[][], side: string): boolean {
  const [outer, inner] = side === 'top' ? [rows[0], rows[1]] : [rows.at(-1), rows.at(-2)]
  const [line, next] = [outer?.[0], inner?.[0]]
  return !!line && line.text.length < 12 && (!next || Math.abs(line.base - next.base) > 2.2 * line.size)
}

function rowsOf(lines: TextLine[]): TextLine[][] {
  const rows: TextLine[][] = []
  for (const line of lines.toSorted((a, b) => a.base - b.base || a.left - b.left)) {
    const row = rows.at(-1)
    if (row?.[0] && line.base - row[0].base < 2) row.push(line)
    else rows.push([line])
  }
  return rows
}

function wordsOf(row: TextLine[]): string {
  return row
    .map(({ text }) => text)
    .join(' ')
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/(?<![a-z])[ivxlc]+(?![a-z])/g, '#')
    .replace(/[^\p{L}#]+/gu, '')
}

/** "12", "Page 3 of 9", "- 4 -", "7-45", "iv", and nothing else. */
function isPageNumber(lines: TextLine[], page: number, outermost: boolean): boolean {
  const text = lines.map((line) => line.text).join(' ')
  if (/^(?:page|seite|página)\s*\d{1,4}(?:\s*(?:\/|of|von|de)\s*\d{1,4})?$/i.test(text)) return true
  if (!outermost) return false
  if (/^[-–—|\s]*[-–—|][-–—|\s]*(?:\d{1,4}|[ivxl]{1,6})[-–—|\s]*$|^\d{1,4}\s*(?:\/|of)\s*\d{1,4}$/i.test(text))
    return true
  if (/^(?:[ivxl]{1,6}|[\dA-Z]{1,2}[-–.]\d{1,3})$/i.test(text)) return true
  // A lone figure may be a result; one that counts as the file does is not.
  return /^\d{1,4}$/.test(text) && (Math.abs(Number(text) - page) < 3 || lines[0]?.cells.length === 1)
}

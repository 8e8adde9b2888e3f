const delimiters = [',', ';', '\t', '|']

/** The character that parts the first rows into the same number of cells most often. */
export function bestDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024)
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(parseRows(sample, delimiter).rows) }))
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

/** How many rows have as many cells as the first, weighed by how many that are; one column says nothing. */
function evenness(rows: string[][]): number {
  const sample = rows.slice(0, 50)
  const columns = sample[0]?.length ?? 0
  if (columns < 2) return 0
  const even = sample.filter((row) => row.length === columns).length / sample.length
  return even * even * Math.log2(columns + 1)
}

interface Rows {
  rows: string[][]
  /** The last quotes are never closed. */
  open: boolean
  cut: boolean
}

/** Rows by RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes. Blank lines are no rows. */
export function parseRows(text: string, delimiter: string, mostCharacters = Infinity): Rows {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  let open = false
  const endRow = () => {
    if (row.length > 1 || row[0]?.trim()) rows.push(row)
    row = []
  }
  while (at < text.length && at < mostCharacters) {
    const quoted = text[at] === '"' ? readQuoted(text, at) : undefined
    open = quoted?.open ?? false
    let end = quoted?.end ?? at
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++
    row.push(quoted ? quoted.text + text.slice(quoted.end, end).trimEnd() : text.slice(at, end))
    at = end + 1
    if (text[end] === delimiter && at < text.length) continue
    if (text[end] === delimiter) row.push('')
    endRow()
  }
  endRow()
  return { rows, open, cut: at < text.length }
}

function readQuoted(text: string, start: number): { text: string; end: number; open: boolean } {
  let at = start + 1
  let found = ''
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return { text: found + text.slice(at), end: text.length, open: true }
    found += text.slice(at, quote)
    if (text[quote + 1] !== '"') return { text: found, end: quote + 1, open: false }
    found += '"'
    at = quote + 2
  }
}

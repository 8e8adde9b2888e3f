import { decodeText } from '../decode'
import type { Result } from '../../app/failures'
import { titleOfName } from '../parse'
import { bestDelimiter, parseRows } from './delimited'
import { escapeInline, escapeStart } from './escape'
import type { Extracted, ReadContext } from './extracted'
import { pipeTable } from './table'

/** A table longer than this is shown and searched in parts, each with the header. */
const partCharacters = 1_600
const partRows = 40
/** Rows of long texts read better as records. */
const longRow = 500
const mostColumns = 60

/** A CSV or TSV file as Markdown tables with its header, or as one record a row where the cells are long. */
export function readCsv(bytes: Uint8Array, context: ReadContext): Result<Extracted> {
  const decoded = decodeText(bytes, context.name)
  if (!decoded.ok) return decoded
  const { rows, warnings } = readRows(decoded.value.text, context)
  const [head = [], ...body] = rows
  const columns = Math.min(mostColumns, Math.max(head.length, ...body.slice(0, 1000).map((row) => row.length)))
  const names = Array.from({ length: columns }, (_, n) => head[n]?.trim() || `Column ${n + 1}`)
  const ragged = body.filter((row) => row.length !== head.length).length
  if (ragged)
    warnings.push(
      `${ragged === 1 ? 'One row' : `${ragged} rows`} of ${context.name} ${ragged === 1 ? 'has' : 'have'} more or fewer cells than the header: they were kept as they are. Check the quotes in the file if the columns look wrong.`,
    )
  if (head.length > mostColumns)
    warnings.push(
      `${context.name} has ${head.length} columns; those after the first ${mostColumns} were left out: nobody could read the table. Import the columns that you need as a file of their own.`,
    )
  const long = body.length > 0 && body.reduce((sum, row) => sum + size(row), 0) / body.length > longRow
  const parts = !body.length ? [pipeTable(names.map(cell), [])] : long ? records(names, body) : tables(names, body)
  const title = titleOfName(context.name)
  const text = [`# ${escapeInline(title)}`, ...parts].join('\n\n')
  return { ok: true, value: { title, tags: [], text, media: [], warnings: [...decoded.value.warnings, ...warnings] } }
}

function readRows(text: string, { name, limits }: ReadContext): { rows: string[][]; warnings: string[] } {
  const declared = /^sep=(.)\n/.exec(text)
  const source = declared ? text.slice(declared[0].length) : text
  const tabs = /\.(?:tsv|tab)$/i.test(name)
  const { rows, open, cut } = parseRows(
    source,
    declared?.[1] ?? (tabs ? '\t' : bestDelimiter(source)),
    limits.characters,
  )
  const warnings: string[] = []
  if (open)
    warnings.push(
      `A quoted cell of ${name} is never closed, so all that follows it is in that cell. Close its quotes and import the file again.`,
    )
  if (cut)
    warnings.push(
      `${name} is too long to be kept whole: it was cut after ${rows.length.toLocaleString('en-GB')} rows. Split it and import the rest by itself.`,
    )
  return { rows, warnings }
}

function size(row: string[]): number {
  return row.reduce((sum, text) => sum + text.length + 3, 0)
}

/** Tables of some forty rows, so that a passage is a few rows under their header. */
function tables(names: string[], body: string[][]): string[] {
  const parts: { from: number; rows: string[][]; characters: number }[] = []
  for (const [n, row] of body.entries()) {
    const part = parts.at(-1)
    const fits = part && part.rows.length < partRows && part.characters + size(row) <= partCharacters
    if (fits) {
      part.rows.push(row)
      part.characters += size(row)
    } else parts.push({ from: n + 1, rows: [row], characters: size(row) })
  }
  const head = names.map(cell)
  return parts.flatMap(({ from, rows }) => {
    const table = pipeTable(
      head,
      rows.map((row) => row.slice(0, names.length).map(cell)),
    )
    const heading = rows.length > 1 ? `## Rows ${from}–${from + rows.length - 1}` : `## Row ${from}`
    return parts.length > 1 ? [heading, table] : [table]
  })
}

/** Each row under the words of its first cell. */
function records(names: string[], body: string[][]): string[] {
  return body.flatMap((row, n) => {
    const called = row
      .find((text) => text.trim() && text.length <= 120)
      ?.replace(/\s+/g, ' ')
      .trim()
    const heading = called ? `## ${escapeInline(called)}` : `## Row ${n + 1}`
    const lines = names.flatMap((name, column) => {
      const text = row[column]?.trim()
      return text ? [`**${escapeInline(name)}:** ${paragraphs(text)}`] : []
    })
    return [heading, ...lines]
  })
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => escapeStart(escapeInline(line.trim())))
        .join('  \n'),
    )
    .join('\n\n')
}

function cell(text: string): string {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => escapeInline(line))
    .join('<br>')
    .replace(/\|/g, '\\|')
}

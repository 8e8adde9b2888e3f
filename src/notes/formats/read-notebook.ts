import { decodeText } from '../decode'
import type { Result } from '../../app/failures'
import { baseName } from '../paths'
import { escapeAddress, fenced } from './escape'
import type { Extracted, ReadContext } from './extracted'
import { Outputs } from './outputs'
import { Pictures } from './pictures'
import { Refused } from './refused'

/** Of a notebook's JSON, what is read; nothing in it is trusted to be there. */
interface Cell {
  cell_type?: unknown
  source?: unknown
  input?: unknown
  level?: unknown
  outputs?: unknown
  attachments?: unknown
}

/** A Jupyter notebook as Markdown: its text, its code, and what the code printed and drew. */
export function readNotebook(bytes: Uint8Array, context: ReadContext): Result<Extracted> {
  const decoded = decodeText(bytes, context.name)
  if (!decoded.ok) return decoded
  const notebook = parsed(decoded.value.text, context.name)
  const cells = cellsOf(notebook)
  if (!cells) throw new Refused('file-broken', context.name, 'it has no cells')
  const pictures = new Pictures(context, 'Put them into the notebook as attachments to have them.')
  const outputs = new Outputs(context.name, pictures)
  const language = languageOf(notebook)
  const text = cells
    .flatMap((cell) => cellBlocks(cell, language, pictures, outputs))
    .filter((block) => block.trim())
    .join('\n\n')
  const warnings = [...decoded.value.warnings, ...outputs.warnings(), ...pictures.warnings()]
  return { ok: true, value: { title: '', tags: [], text, media: pictures.media, warnings } }
}

function parsed(text: string, name: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch {
    // Told below.
  }
  throw new Refused('file-broken', name, 'it is not a notebook’s JSON')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Cells stand in the notebook itself, or, in the third format, in its worksheets. */
function cellsOf(notebook: Record<string, unknown>): Cell[] | undefined {
  const sheets = Array.isArray(notebook.worksheets) ? notebook.worksheets.filter(isRecord) : []
  const cells = Array.isArray(notebook.cells)
    ? notebook.cells
    : sheets.length
      ? sheets.flatMap((sheet) => sheet.cells)
      : undefined
  return cells?.filter(isRecord)
}

function languageOf({ metadata }: Record<string, unknown>): string {
  if (!isRecord(metadata)) return 'python'
  const { language_info: info, kernelspec: kernel } = metadata
  const name = (isRecord(info) && info.name) || (isRecord(kernel) && kernel.language)
  return typeof name === 'string' && /^[\w+#-]{1,20}$/.test(name) ? name.toLowerCase() : 'python'
}

function cellBlocks(cell: Cell, language: string, pictures: Pictures, outputs: Outputs): string[] {
  const source = joined(cell.source ?? cell.input)
  if (cell.cell_type === 'heading') return [`${'#'.repeat(Number(cell.level) || 1)} ${source}`]
  if (cell.cell_type === 'markdown') return [withAttachments(source.trim(), cell.attachments, pictures)]
  if (cell.cell_type === 'raw') return source.trim() ? [fenced(source)] : []
  const code = source.trim() ? [fenced(source, magicLanguage(source) ?? language)] : []
  return [
    ...code,
    ...(Array.isArray(cell.outputs) ? cell.outputs.filter(isRecord).flatMap((output) => outputs.blocks(output)) : []),
  ]
}

/** Text stands in one piece or as a list of lines. */
export function joined(source: unknown): string {
  if (typeof source === 'string') return source
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : ''
}

function magicLanguage(source: string): string | undefined {
  return /^\s*%%(bash|sh|sql|html|javascript|latex|markdown|R)\b/.exec(source)?.[1]?.toLowerCase()
}

/** Pictures that were pasted into a cell: `![](attachment:image.png)`. */
function withAttachments(source: string, attachments: unknown, pictures: Pictures): string {
  if (!isRecord(attachments)) return source
  return source.replace(/\]\(attachment:([^)\s]+)\)/g, (whole, reference: string) => {
    const held = attachments[reference] ?? attachments[baseName(decoded(reference))]
    const [type, data] = (isRecord(held) && Object.entries(held)[0]) || []
    const address = type && pictures.fromBase64(joined(data), type)
    return address ? `](${escapeAddress(address)})` : whole
  })
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference)
  } catch {
    return reference
  }
}

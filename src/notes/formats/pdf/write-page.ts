import { escapeInline, escapeStart, fenced } from '../escape'
import { pipeTable } from '../table'
import type { Block } from './blocks'

/** Blocks as Markdown; neighbouring items make one list. */
export function written(blocks: Block[]): string {
  let text = ''
  let last: Block | undefined
  for (const block of blocks) {
    const inList = block.kind === 'item' && last?.kind === 'item' && (block.marker === '-') === (last.marker === '-')
    text += `${text && (inList ? '\n' : '\n\n')}${writtenBlock(block)}`
    last = block
  }
  return text
}

function writtenBlock(block: Block): string {
  if (block.kind === 'heading') return `${'#'.repeat(block.depth)} ${escapeInline(block.text)}`
  if (block.kind === 'code') return fenced(block.text)
  if (block.kind === 'item') return `${block.marker} ${escapeStart(escapeInline(block.text))}`
  if (block.kind === 'table') return table(block.rows)
  // As wide as on the page (points are 4/3 of a screen's dot). What it shows is told nowhere: the reader says so.
  if (block.kind === 'picture') return `![|${Math.round((block.width * 4) / 3)}](${block.address})`
  return escapeStart(escapeInline(block.text))
}

function table(rows: string[][]): string {
  const cells = rows.map((row) => row.map((text) => escapeInline(text).replace(/(?<!\\)\|/g, '\\|')))
  return pipeTable(cells[0] ?? [], cells.slice(1))
}

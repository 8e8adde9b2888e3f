import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { compilePack } from '../../../content/compile.ts'
import type { Source } from './passages'

/** The sources in a folder: Markdown, plain text and JSON lines; judgements, queries and sets kept to measure are left out. */
export function readFolder(folder: string): Source[] {
  const files = (readdirSync(folder, { recursive: true }) as string[]).map((file) => file.replaceAll('\\', '/')).sort()
  return files.filter(isText).flatMap((file) => {
    const path = join(folder, file)
    const name = `${basename(folder)}/${relative(folder, path).replaceAll('\\', '/')}`
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
    return file.endsWith('.jsonl') ? rowsOf(name, text) : [{ name, blocks: blocksOf(text) }]
  })
}

function isText(file: string): boolean {
  const name = basename(file)
  return /\.(mdx?|txt|jsonl)$/.test(name) && !/^(LICEN[CS]E|queries|qrels)|-dev\.jsonl$/i.test(name)
}

/** Blocks as blank lines part them; front matter, comments and import lines say nothing. WikiText's spacing is undone. */
function blocksOf(text: string): string[] {
  return text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^import .* from .*$/gm, '')
    .replace(/ @([-,.])@ /g, '$1')
    .replace(/ ([,.;:)!?])/g, '$1')
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => /\p{L}{2}/u.test(block) && (block.match(/<unk>/g)?.length ?? 0) < 3)
    .map((block) => block.replaceAll('<unk>', '').replace(/  +/g, ' '))
}

type Row = Record<string, unknown>

/** Rows with the same file or question stand together, so that they are held out together. */
function rowsOf(name: string, text: string): Source[] {
  const sources = new Map<string, Source>()
  for (const line of text.split('\n').filter(Boolean)) {
    const row = JSON.parse(line) as Row
    const key = `${name}#${String(row.source ?? row.question_id ?? row._id)}`
    const source = sources.get(key) ?? { name: key, blocks: [] }
    source.blocks.push(...wordsOf(row))
    sources.set(key, source)
  }
  return [...sources.values()].map((source) => ({ ...source, blocks: [...new Set(source.blocks)] }))
}

function wordsOf(row: Row): string[] {
  const fields = [row.title, row.text, row.question, row.reference_answers, row.student_answer, row.answer_feedback]
  return fields
    .flat()
    .filter((field) => typeof field === 'string')
    .map((field) => field.trim())
    .filter(Boolean)
}

/** The content pack: every note, card, question with its rubric, scenario and term. */
export function readPack(root: string): Source[] {
  const { pack } = compilePack(root)
  const notes = pack.notes.map((note) => ({ name: `pack/${note.id}`, blocks: blocksOf(note.body) }))
  const rest = [...pack.cards, ...pack.questions, ...pack.scenarios, ...pack.terms].map((item, index) => ({
    name: `pack/${(item as { id?: string }).id ?? index}`,
    blocks: prose(item),
  }))
  return [...notes, ...rest]
}

function prose(value: unknown): string[] {
  if (typeof value === 'string') return value.includes(' ') ? blocksOf(value) : []
  if (Array.isArray(value)) return value.flatMap(prose)
  return value && typeof value === 'object' ? Object.values(value).flatMap(prose) : []
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

import { createReadStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'

/** A marked answer as the files have it, whatever names their authors gave the fields. */
export interface GradedRow {
  id: string
  file: string
  /** The same for all answers to one question. */
  question: string
  asked: string
  references: string[]
  /** A written rubric, where there is one: lines of text, or statements with paraphrases and wrong claims. */
  rubric: string[] | RubricLine[]
  answer: string
  /** What kind of answer it is, and the shares that it should get, where its author says so. */
  kind?: string
  band?: { low: number; high: number }
  /** The share of full marks that a person gave, 0-1; undefined where the row has no mark. */
  target?: number
  /** How many marks above the lowest there are to get; 1 for a label. */
  marks: number
}

export interface RubricLine {
  statement: string
  paraphrases: string[]
  wrong: string[]
}

type Raw = Record<string, unknown>

/** Reads files of graded answers, a JSON object a line; a line that is none is named. */
export async function readGraded(files: readonly string[]): Promise<GradedRow[]> {
  const rows: GradedRow[] = []
  for (const file of files) {
    if (!existsSync(file)) throw new Error(`${file} is missing.`)
    const raws = await linesOf(file)
    const most = largestScore(raws)
    for (const [n, raw] of raws.entries()) rows.push(rowOf(raw, basename(file).replace(/\.jsonl?$/, ''), n + 1, most))
  }
  return rows
}

async function linesOf(file: string): Promise<Raw[]> {
  const raws: Raw[] = []
  let at = 0
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    at++
    if (!line.trim()) continue
    try {
      raws.push(JSON.parse(line.replace(/^\ufeff/, '')) as Raw)
    } catch {
      throw new Error(`${file}, line ${at}: not a JSON object.`)
    }
  }
  return raws
}

function largestScore(raws: Raw[]): number {
  let most = 1
  for (const raw of raws) most = Math.max(most, number(raw.score) ?? 0)
  return most
}

function rowOf(raw: Raw, file: string, n: number, most: number): GradedRow {
  const asked = text(raw.question)
  const least = number(raw.score_min) ?? 0
  const score = number(raw.score)
  const marks = (number(raw.score_max) ?? most) - least
  const share = score === undefined || !(marks > 0) ? undefined : Math.min(1, Math.max(0, (score - least) / marks))
  const target = share ?? shareOf(raw.label_2way) ?? shareOf(raw.label) ?? shareOf(raw.label_3way)
  return {
    id: raw.id === undefined ? `${file}:${n}` : text(raw.id),
    file,
    question: raw.question_id === undefined ? asked : text(raw.question_id),
    asked,
    references: texts(raw.reference_answers ?? raw.reference_answer ?? raw.reference),
    rubric: rubricOf(raw.rubric),
    answer: text(raw.student_answer ?? raw.answer),
    kind: raw.kind === undefined ? undefined : text(raw.kind),
    band: bandOf(raw),
    target,
    marks: share === undefined ? 1 : marks,
  }
}

function bandOf(raw: Raw): GradedRow['band'] {
  const [low, high] = [number(raw.low), number(raw.high)]
  return low === undefined || high === undefined ? undefined : { low, high }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)
}

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list
    .map((one: unknown) => (typeof one === 'object' && one !== null ? text((one as Raw).text) : text(one)).trim())
    .filter(Boolean)
}

function number(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || !value.trim())) return undefined
  return Number.isFinite(Number(value)) ? Number(value) : undefined
}

/** What a label in words is worth. */
function shareOf(label: unknown): number | undefined {
  if (typeof label === 'boolean') return label ? 1 : 0
  if (typeof label === 'number') return Math.min(1, Math.max(0, label))
  if (typeof label !== 'string') return undefined
  const word = label.trim().toLowerCase()
  if (/^(?:correct|right|true|yes|1|1\.0)$/.test(word)) return 1
  if (/part/.test(word)) return 0.5
  return word ? 0 : undefined
}

function rubricOf(value: unknown): string[] | RubricLine[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/\n+/) : []
  const lines = list.flatMap((one): RubricLine[] => {
    if (typeof one !== 'object' || one === null || !text((one as Raw).statement)) return []
    const { statement, paraphrases, wrong } = one as Raw
    return [{ statement: text(statement), paraphrases: lineTexts(paraphrases), wrong: lineTexts(wrong) }]
  })
  return lines.length ? lines : texts(list)
}

const lineTexts = (value: unknown) => (value === undefined ? [] : texts(value))

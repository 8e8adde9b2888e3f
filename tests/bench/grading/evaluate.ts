import { coefficients } from '../../../src/interview/assess/reference/coefficients'
import type { System } from '../../../src/interview/assess/reference/features'
import { bestShare, type Coefficients } from '../../../src/interview/assess/reference/model'
import { instantEncoder } from './encoder'
import { nodeEmbedder } from '../eval-embedder'
import { examplesOf, repeatKey } from './examples'
import { featuresOfRows, type Featured } from './featured'
import { fitWithin } from './fit'
import { foldsOf, groupsOf } from './folds'
import { kindsOf, type Kinds } from './kinds'
import { figuresOf, type Figures } from './measures'
import { shareByRubric, statementsOf } from './rubric'
import type { GradedRow } from './rows'

export type Systems<T> = Partial<Record<System, T>>

export interface GradingReport {
  answers: number
  questions: number
  /** Rows that could not be used, and why. */
  leftOut: { rows: number; why: string }[]
  systems: Systems<Figures>
  files: Record<string, { answers: number; questions: number; systems: Systems<Figures> }>
  /** The same over each different answer to a question once. */
  distinct: { answers: number; systems: Systems<Figures> }
  /** By the kinds of answer and the bands that a file names. */
  kinds: Kinds
}

export interface Graded {
  report: GradingReport
  predictions: { id: string; system: System; score: number }[]
}

export interface GradingOptions {
  /** None: the shipped coefficients, nothing learnt from the data. */
  folds?: number
  models?: string
  /** Written rubrics are left out: the reference answer decides alone. */
  referenceAlone?: boolean
  systems?: readonly System[]
  log?: (line: string) => void
}

/** Grades every answer by each system and compares with the people who marked. */
export async function evaluateGrading(all: readonly GradedRow[], options: GradingOptions): Promise<Graded> {
  const { rows, leftOut } = usable(all)
  if (!rows.length) throw new Error('No row has an answer with a mark and a reference or a rubric.')
  const shares: Systems<number[]> = {}
  for (const system of options.systems ?? (['keyword', 'instant', 'embedder'] as const)) {
    const featured = await featuresBy(system, rows, options)
    if (featured) shares[system] = sharesOf(rows, featured, system, options.folds)
    if (featured && !options.referenceAlone) shares[system] = withRubrics(rows, shares[system]!, system !== 'keyword')
  }
  return { report: reportOf(rows, leftOut, shares), predictions: predictionsOf(rows, shares) }
}

/** A rubric stands in for a reference that is not there. */
function usable(all: readonly GradedRow[]) {
  const referenced = all.map((row) => (row.references.length ? row : { ...row, references: fromRubric(row) }))
  const rows = referenced.filter(({ references, target }) => references.length && target !== undefined)
  const count = (without: (row: GradedRow) => boolean) => referenced.filter(without).length
  const leftOut = [
    { rows: count(({ references }) => !references.length), why: 'no reference answer and no rubric' },
    { rows: count(({ references, target }) => !!references.length && target === undefined), why: 'no mark' },
  ]
  return { rows, leftOut: leftOut.filter((one) => one.rows) }
}

function fromRubric({ rubric }: GradedRow): string[] {
  const lines = rubric.map((line) => (typeof line === 'string' ? line : line.statement))
  return lines.length ? [lines.join('\n')] : []
}

async function featuresBy(system: System, rows: GradedRow[], { models, log }: GradingOptions) {
  const encoder = instantEncoder()
  const embedder = system === 'embedder' ? await nodeEmbedder(models) : undefined
  if (system === 'embedder' && !embedder) return undefined
  let told = Date.now()
  return featuresOfRows(rows, system, encoder, embedder, (done) => {
    if (Date.now() - told < 5000) return
    told = Date.now()
    log?.(`${system}: ${done} of ${rows.length} answers`)
  })
}

/** Where statements are written down, they judge and not the reference. */
function withRubrics(rows: GradedRow[], shares: number[], withMeaning: boolean): number[] {
  return rows.map((row, n) => {
    const lines = statementsOf(row)
    return lines ? shareByRubric(row, lines, withMeaning) : shares[n]!
  })
}

/** A refused answer has nothing. */
function sharesOf(rows: GradedRow[], featured: Featured, system: System, folds?: number): number[] {
  if (folds === undefined) return featured.map((found) => share(coefficients.systems[system], found))
  const questions = new Set(groupsOf(rows)).size
  if (questions < 2) throw new Error('Folds need answers to at least two questions.')
  const count = Math.min(folds, questions)
  const fold = foldsOf(rows, count)
  const fitted = Array.from({ length: count }, (_, k) => fitWithin(examplesOf(rows, featured, (n) => fold[n] !== k)))
  return featured.map((found, n) => share(fitted[fold[n]!]!, found))
}

const share = (by: Coefficients, found?: Featured[number]) =>
  found ? bestShare(by, found.references) * found.leaves : 0

function reportOf(rows: GradedRow[], leftOut: GradingReport['leftOut'], shares: Systems<number[]>): GradingReport {
  const seen = new Set<string>()
  const first = rows.map((row) => {
    const key = repeatKey(row)
    return !seen.has(key) && !!seen.add(key)
  })
  const files = [...new Set(rows.map(({ file }) => file))]
  const count = (keep: (n: number) => boolean) => rows.filter((_, n) => keep(n)).length
  return {
    answers: rows.length,
    questions: questionsOf(rows),
    leftOut,
    systems: measure(rows, shares, () => true),
    files: Object.fromEntries(
      files.map((file) => {
        const own = rows.filter((row) => row.file === file)
        const systems = measure(rows, shares, (n) => rows[n]!.file === file)
        return [file, { answers: own.length, questions: questionsOf(own), systems }]
      }),
    ),
    kinds: kindsOf(rows, shares),
    distinct: { answers: count((n) => first[n]!), systems: measure(rows, shares, (n) => first[n]!) },
  }
}

const questionsOf = (rows: GradedRow[]) => new Set(rows.map(({ file, question }) => `${file}\n${question}`)).size

function measure(rows: GradedRow[], shares: Systems<number[]>, keep: (n: number) => boolean): Systems<Figures> {
  return Object.fromEntries(
    Object.entries(shares).map(([system, given]) => [
      system,
      figuresOf(
        rows.flatMap(({ target, marks }, n) => (keep(n) ? [{ given: given[n]!, target: target!, marks }] : [])),
      ),
    ]),
  )
}

function predictionsOf(rows: GradedRow[], shares: Systems<number[]>): Graded['predictions'] {
  return Object.entries(shares).flatMap(([system, given]) =>
    rows.map(({ id }, n) => ({ id, system: system as System, score: Math.round(given[n]! * 10_000) / 10_000 })),
  )
}

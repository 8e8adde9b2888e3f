import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { table } from '../eval-table'
import { evaluateGrading, type GradingReport, type Systems } from './evaluate'
import type { System } from '../../../src/interview/assess/reference/features'
import type { Kinds } from './kinds'
import type { Figures } from './measures'
import { readGraded } from './rows'

/**
 * `npm run eval -- grading [--folds K] [--reference-alone] --data FILE.jsonl… [--json FILE] [--predictions FILE] [--models
 * DIR]`: one answer against reference answers, by the assessor that ships; with --folds by one trained on the other questions.
 */
export async function evalGrading(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      data: { type: 'string', multiple: true, default: [] },
      folds: { type: 'string' },
      'reference-alone': { type: 'boolean', default: false },
      json: { type: 'string' },
      predictions: { type: 'string' },
      models: { type: 'string' },
    },
    allowPositionals: true,
  })
  const files = [...values.data, ...positionals]
  const folds = values.folds === undefined ? undefined : Number(values.folds)
  if (!files.length || (folds !== undefined && !(Number.isInteger(folds) && folds >= 2))) {
    console.error('Usage: npm run eval -- grading [--folds K, at least 2] --data FILE.jsonl… [--json FILE]')
    return 2
  }
  const log = (line: string) => console.error(line)
  const { report, predictions } = await evaluateGrading(await readGraded(files), {
    folds,
    models: values.models,
    referenceAlone: values['reference-alone'],
    log,
  })
  console.log(showGrading(report, folds))
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  if (values.predictions)
    writeFileSync(values.predictions, predictions.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return 0
}

export function showGrading(report: GradingReport, folds?: number): string {
  const how = folds ? `trained on the other questions, ${folds} folds` : 'the shipped assessor as it is'
  const parts = Object.entries(report.files).map(
    ([file, { answers, questions, systems }]) =>
      `${file}: ${answers} answers, ${questions} questions\n${rows(systems)}`,
  )
  if (parts.length > 1) parts.push(`All: ${report.answers} answers\n${rows(report.systems)}`)
  if (report.distinct.answers < report.answers)
    parts.push(`All, repeated answers once: ${report.distinct.answers} answers\n${rows(report.distinct.systems)}`)
  const left = report.leftOut.map(({ rows, why }) => `Left out: ${rows} rows (${why}).`)
  if (!report.systems.embedder)
    left.push('Left out: embedder (no model in --models, ../shared/models or public/models).')
  return [`Grading against reference answers, ${how}.`, ...parts, ...kindRows(report.kinds), ...left].join('\n\n')
}

function kindRows({ shares, bands }: Kinds): string[] {
  const kinds = Object.entries(shares)
  if (!kinds.length) return []
  const systems = Object.keys(kinds[0]![1])
  const cells = kinds.map(([kind, by]) => [kind, ...systems.map((name) => (by[name as System] ?? 0).toFixed(2))])
  const banded = Object.entries(bands).filter(([, { of }]) => of)
  return [
    table(['mean share', ...systems], cells),
    ...banded.map(([name, { inside, of, outside }]) =>
      [`${name}: inside their band ${inside} of ${of}`, ...outside.map((line) => `  outside: ${line}`)].join('\n'),
    ),
  ]
}

function rows(systems: Systems<Figures>): string {
  const cell = (value: number | null) => (value === null ? '-' : value.toFixed(3))
  const cells = Object.entries(systems).map(([name, { middle, ...all }]) => [
    name,
    ...[all.pearson, all.qwk, all.rmse, all.auc, all.f1].map(cell),
    String(middle.answers),
    cell(middle.pearson),
    cell(middle.rmse),
  ])
  return table(['system', 'Pearson', 'QWK', 'RMSE', 'AUC', 'F1', 'mid-range', 'Pearson', 'RMSE'], cells)
}

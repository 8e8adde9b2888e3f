import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Question } from '../../content/format'
import { assess, type Knowledge } from '../../src/interview/assess/assess'
import type { FittedSystems } from '../../src/interview/assess/likelihood'
import { fitted as shipped } from '../../src/interview/assess/weights'
import { embeddedFor, shippedKnowledge } from './assessor-examples'
import { inputOf, readRows, type CriteriaRow } from './criteria-data'
import { judgedRow, measureCriteria, type CriteriaFigures, type JudgedRow } from './criteria-measures'
import { modelAnswers } from './made-answers'
import { fittedQuestions, otherAnswers, ownAnswers, storiesInView } from './own-answers'

/**
 * `npm run eval -- criteria --data FILE.jsonl… [--json FILE] [--predictions FILE] [--heldout] [--models DIR]`: the shipped assessor
 * against labelled criteria. `--heldout` judges each question by weights that were fitted without it. `own`,
 * `stories`, `stories-aside`, `hostile`, `fresh` and `model-answers` in place of a file are our own answers to the pack's
 * questions, `other-answers` and `other-hostile` those to questions that the pack does not have.
 */
export async function evalCriteria(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      data: { type: 'string', multiple: true },
      json: { type: 'string' },
      predictions: { type: 'string' },
      models: { type: 'string' },
      heldout: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const { pack, wording, instant } = shippedKnowledge()
  const files = [...(values.data ?? []), ...positionals]
  const rows = files.flatMap((file) => rowsOf(file, pack.questions))
  const weightsFor = values.heldout ? await (await import('./fit-heldout')).heldOutWeights() : () => shipped
  const embedded = await embeddedFor(rows, values.models)
  const judged = {
    instant: judgeAll(rows, instant, weightsFor),
    ...(embedded && { embedder: judgeAll(rows, { ...instant, embedded }, weightsFor) }),
    keyword: judgeAll(rows, wording, weightsFor),
  }
  const figures = Object.entries(judged).map(([name, list]) => [name, measureCriteria(list)])
  const systems = Object.fromEntries(figures) as Record<string, CriteriaFigures>
  const criteria = rows.reduce((sum, row) => sum + inputOf(row).criteria.length, 0)
  const report = { answers: rows.length, criteria, systems }
  show(report.answers, criteria, systems, values.heldout)
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  if (values.predictions) writeFileSync(values.predictions, predictions(judged))
}

/** A file, or one of our own sets; `own` leaves out the questions that the assessor was fitted on. */
function rowsOf(file: string, questions: Question[]): CriteriaRow[] {
  if (file === 'other-answers' || file === 'other-hostile') return otherAnswers(file)
  if (file === 'hostile' || file === 'fresh') return ownAnswers(file, questions)
  if (file === 'stories' || file === 'stories-aside')
    return ownAnswers('stories', questions).filter(
      ({ question_id }) => storiesInView.includes(question_id) === (file === 'stories'),
    )
  if (file === 'model-answers') return modelAnswers(questions)
  if (file !== 'own' && file !== 'own-all') return readRows([file])
  const all = ownAnswers('answers', questions)
  return file === 'own' ? all.filter((row) => !fittedQuestions.includes(row.question_id)) : all
}

function judgeAll(
  rows: CriteriaRow[],
  knowledge: Knowledge,
  weightsFor: (question: string) => FittedSystems,
): JudgedRow[] {
  return rows.map((row) => judgedRow(row, assess(inputOf(row), knowledge, weightsFor(row.question_id))))
}

function show(answers: number, criteria: number, systems: Record<string, CriteriaFigures>, heldout: boolean) {
  console.log(`${answers} answers, ${criteria} criteria.`)
  const embedder = systems.embedder
    ? 'embedder: these and MiniLM.'
    : 'embedder: left out, no model in --models, ../shared/models or public/models.'
  console.log(
    `instant: wording and the instant encoder. ${embedder} keyword: wording alone. No language model is used.`,
  )
  console.log(heldout ? 'Each question judged by weights fitted without it.' : 'The weights as shipped.')
  const figures = Object.entries(systems).map(([name, { kinds: _, bands: __, ...rest }]) => [name, rest])
  console.table(Object.fromEntries(figures))
  for (const [name, { kinds, bands }] of Object.entries(systems)) {
    console.log(name)
    console.table(kinds)
    if (bands.of) console.log(`Inside their band: ${bands.inside} of ${bands.of}`)
    for (const line of bands.outside) console.log(`  outside: ${line}`)
  }
}

function predictions(judged: Record<string, JudgedRow[]>): string {
  const lines = Object.entries(judged).flatMap(([system, rows]) =>
    rows.map(({ row: { id }, score, judgements }) => ({
      id,
      system,
      score,
      criteria: judgements.map(({ verdict, likelihood, contradiction, evidence, doubted }) => ({
        verdict,
        ...(doubted && { doubted }),
        likelihood: Number(likelihood.toFixed(4)),
        ...(contradiction && { contradiction }),
        evidence,
      })),
    })),
  )
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

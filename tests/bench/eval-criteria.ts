import { parseArgs } from 'node:util'
import { writeFileSync } from 'node:fs'
import { compilePack } from '../../content/compile'
import { assess, type Judgement, type Knowledge } from '../../src/interview/assess/assess'
import { knowledgeFrom } from '../../src/interview/assess/knowledge'
import { inputOf, readRows, type CriteriaRow } from './criteria-data'

interface Judged {
  row: CriteriaRow
  judgements: Judgement[]
  score: number
}

const credit = { met: 1, partly: 0.5, unsure: 0, missed: 0 }

/** `npm run eval -- criteria --data FILE.jsonl…`: the shipped assessor against labelled criteria. */
export function evalCriteria(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    options: { data: { type: 'string', multiple: true }, json: { type: 'string' } },
    allowPositionals: true,
  })
  const rows = readRows([...(values.data ?? []), ...positionals])
  const { questions, scenarios, terms } = compilePack('content').pack
  const knowledge = knowledgeFrom({ questions, scenarios, glossary: terms })
  const system = measure(rows, knowledge)
  const report = { answers: rows.length, criteria: rows.flatMap((row) => row.met).length, systems: { keyword: system } }
  console.log(`${report.answers} answers, ${report.criteria} criteria. System: keyword (wording alone, no model).`)
  const { kinds, bands, ...figures } = system
  console.table({ keyword: figures })
  console.table(kinds)
  console.log(`Inside their band: ${bands.inside} of ${bands.of}`)
  for (const line of bands.outside) console.log(`  outside: ${line}`)
  if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2))
}

function measure(rows: CriteriaRow[], knowledge: Knowledge) {
  const judged = rows.map((row) => judgeRow(row, knowledge))
  const points = judged.flatMap(({ row, judgements }) =>
    judgements.map(({ likelihood, verdict }, index) => ({ kind: row.kind, likelihood, verdict, met: row.met[index]! })),
  )
  const fair = points.filter(({ kind }) => kind !== 'wrong')
  const suggested = fair.filter(({ verdict }) => verdict === 'met')
  const covered = fair.filter(({ met }) => met)
  const hits = suggested.filter(({ met }) => met).length
  const some = (kind: string) => points.filter((point) => point.kind === kind).map(({ likelihood }) => likelihood)
  return {
    auc: auc(points.filter(({ met }) => met).map(likely), points.filter(({ met }) => !met).map(likely)),
    aucWithoutWrong: auc(covered.map(likely), fair.filter(({ met }) => !met).map(likely)),
    metPrecision: ratio(hits, suggested.length),
    metRecall: ratio(hits, covered.length),
    unsure: ratio(points.filter(({ verdict }) => verdict === 'unsure').length, points.length),
    excellentOverWrong: auc(some('excellent'), some('wrong')),
    pearson: pearson(judged.filter(({ row }) => row.score !== undefined).map(({ row, score }) => [score, row.score!])),
    kinds: Object.fromEntries([...new Set(rows.map(({ kind }) => kind))].map((kind) => [kind, shares(judged, kind)])),
    bands: bandsOf(judged),
  }
}

function judgeRow(row: CriteriaRow, knowledge: Knowledge): Judged {
  const judgements = assess(inputOf(row), knowledge)
  const score = judgements.reduce((sum, { verdict }) => sum + credit[verdict], 0) / judgements.length
  return { row, judgements, score }
}

function shares(judged: Judged[], kind: string) {
  const of = judged.filter(({ row }) => row.kind === kind)
  const all = of.flatMap(({ judgements }) => judgements)
  const share = (verdict: string) => ratio(all.filter((each) => each.verdict === verdict).length, all.length)
  return {
    met: share('met'),
    partly: share('partly'),
    missed: share('missed'),
    unsure: share('unsure'),
    contradicted: ratio(all.filter((each) => each.contradiction).length, all.length),
    score: ratio(
      of.reduce((sum, { score }) => sum + score, 0),
      of.length,
    ),
  }
}

function bandsOf(judged: Judged[]) {
  const banded = judged.filter(({ row }) => row.low !== undefined && row.high !== undefined)
  const outside = banded.filter(({ row, score }) => score < row.low! || score > row.high!)
  return {
    inside: banded.length - outside.length,
    of: banded.length,
    outside: outside.map(({ row, score }) => `${row.id} ${score.toFixed(2)} not in ${row.low}-${row.high}`),
  }
}

const likely = ({ likelihood }: { likelihood: number }) => likelihood

function ratio(part: number, whole: number): number | null {
  return whole ? Math.round((part / whole) * 1000) / 1000 : null
}

/** The chance that a positive stands above a negative; ties count half. */
export function auc(positives: number[], negatives: number[]): number | null {
  let wins = 0
  for (const a of positives) for (const b of negatives) wins += a > b ? 1 : a === b ? 0.5 : 0
  return ratio(wins, positives.length * negatives.length)
}

function pearson(pairs: number[][]): number | null {
  if (pairs.length < 3) return null
  const mean = (index: number) => pairs.reduce((sum, pair) => sum + pair[index]!, 0) / pairs.length
  const [x, y] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [a, b] of pairs as [number, number][]) {
    xy += (a - x) * (b - y)
    xx += (a - x) ** 2
    yy += (b - y) ** 2
  }
  return xx && yy ? Math.round((xy / Math.sqrt(xx * yy)) * 1000) / 1000 : null
}

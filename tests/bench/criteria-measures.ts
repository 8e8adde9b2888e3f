import type { Judgement } from '../../src/interview/assess/assess'
import { suggestedShare } from '../../src/interview/assess/suggested-share'
import type { CriteriaRow } from './criteria-data'
import { auc as exactAuc } from './eval-measures'

/** One answer as it was judged. */
export interface JudgedRow {
  row: CriteriaRow
  judgements: Judgement[]
  /** The suggested share of the whole, as the app shows it. */
  score: number
}

export function judgedRow(row: CriteriaRow, judgements: Judgement[]): JudgedRow {
  return { row, judgements, score: suggestedShare(judgements) }
}

/** The figures of one system, as the design defines them; null where the data do not say. */
export function measureCriteria(judged: JudgedRow[]) {
  const points = judged.flatMap(({ row, judgements }) =>
    judgements.map(({ likelihood, verdict }, index) => ({
      row,
      likelihood,
      verdict,
      met: row.met?.[index] ?? undefined,
    })),
  )
  const labelled = points.filter(({ met }) => met !== undefined)
  const fair = labelled.filter(({ row }) => row.kind !== 'wrong')
  const suggested = fair.filter(({ verdict }) => verdict === 'met')
  const hits = suggested.filter(({ met }) => met).length
  const chances = (list: typeof points) => list.map(({ likelihood }) => likelihood)
  const over = (list: typeof points) =>
    auc(chances(list.filter(({ met }) => met)), chances(list.filter(({ met }) => !met)))
  const ofKind = (kind: string) => chances(points.filter(({ row }) => row.kind === kind))
  return {
    auc: over(labelled),
    aucWithoutWrong: over(fair),
    metPrecision: ratio(hits, suggested.length),
    metRecall: ratio(hits, fair.filter(({ met }) => met).length),
    unsure: ratio(points.filter(({ verdict }) => verdict === 'unsure').length, points.length),
    excellentOverWrong: auc(ofKind('excellent'), ofKind('wrong')),
    pearson: pearson(judged.filter(({ row }) => row.score !== undefined).map(({ row, score }) => [score, row.score!])),
    kinds: kindsOf(judged),
    bands: bandsOf(judged),
  }
}
export type CriteriaFigures = ReturnType<typeof measureCriteria>

function kindsOf(judged: JudgedRow[]) {
  const kinds = [...new Set(judged.map(({ row }) => row.kind ?? 'other'))]
  return Object.fromEntries(
    kinds.map((kind) => [kind, shares(judged.filter(({ row }) => (row.kind ?? 'other') === kind))]),
  )
}

function shares(of: JudgedRow[]) {
  const all = of.flatMap(({ judgements }) => judgements)
  const share = (verdict: string) => ratio(all.filter((each) => each.verdict === verdict).length, all.length)
  const total = of.reduce((sum, { score }) => sum + score, 0)
  return {
    met: share('met'),
    partly: share('partly'),
    missed: share('missed'),
    unsure: share('unsure'),
    contradicted: ratio(all.filter((each) => each.contradiction).length, all.length),
    score: ratio(total, of.length),
  }
}

function bandsOf(judged: JudgedRow[]) {
  const banded = judged.filter(({ row }) => typeof row.low === 'number' && typeof row.high === 'number')
  const outside = banded.filter(({ row, score }) => score < row.low! - 1e-9 || score > row.high! + 1e-9)
  return {
    inside: banded.length - outside.length,
    of: banded.length,
    outside: outside.map(({ row, score }) => `${row.id} ${score.toFixed(2)} not in ${row.low}-${row.high}`),
  }
}

function ratio(part: number, whole: number): number | null {
  return whole ? rounded(part / whole) : null
}

const rounded = (value: number) => Math.round(value * 1000) / 1000

function auc(positive: number[], negative: number[]): number | null {
  return positive.length && negative.length ? rounded(exactAuc(positive, negative)) : null
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
  return xx && yy ? rounded(xy / Math.sqrt(xx * yy)) : null
}

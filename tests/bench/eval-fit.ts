import { signals, type Evidence, type Meaning, type Regression } from '../../src/search/abstain'
import { weighCollection, type Weighed } from './eval-abstain'
import { askOwnQuestions } from './eval-questions'

const steps = 6000
const rate = 4
/** Keeps the weights from growing without end. */
const ridge = 3e-4
/** At most this share of a collection's answerable questions is refused. */
const mostRefused = 0.095

/**
 * Fits the regressions of src/search/abstain.ts: a collection's questions, and our own over real notes at half the weight
 * of the whole collection, by plain gradient descent from zero. The same data give the same weights.
 */
export async function fitAbstaining(collection: string, notes: string, models?: string) {
  const many = await weighCollection(collection, models)
  const own = await askOwnQuestions(notes, models)
  const fitted: Partial<Record<Meaning, Regression>> = {}
  for (const [kind, rows] of many) fitted[kind] = fit(rows, own.get(kind) ?? [])
  return fitted
}

function fit(many: Weighed[], own: Weighed[]): Regression {
  const rows = [
    ...many.map((row) => ({ row, weight: 1 })),
    ...own.map((row) => ({ row, weight: many.length / own.length / 2 })),
  ]
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const keys = [...signals, 'constant'] as const
  const weights: Regression = { coverage: 0, ofIdeal: 0, gap: 0, cosine: 0, cosineGap: 0, constant: 0, sure: 0 }
  const value = (evidence: Evidence, key: (typeof keys)[number]) => (key === 'constant' ? 1 : evidence[key])
  const likely = ({ evidence }: Weighed) =>
    1 / (1 + Math.exp(-keys.reduce((all, key) => all + weights[key] * value(evidence, key), 0)))
  for (let step = 0; step < steps; step++) {
    const slope = { ...weights, coverage: 0, ofIdeal: 0, gap: 0, cosine: 0, cosineGap: 0, constant: 0 }
    for (const { row, weight } of rows) {
      const error = weight * (likely(row) - Number(row.answerable))
      for (const key of keys) slope[key] += error * value(row.evidence, key)
    }
    for (const key of keys)
      weights[key] -= rate * (slope[key] / total + (key === 'constant' ? 0 : ridge * weights[key]))
  }
  const answerable = many.filter((row) => row.answerable).map(likely)
  weights.sure = answerable.sort((a, b) => a - b)[Math.floor(answerable.length * mostRefused)]!
  return weights
}

import { signals, type Evidence, type Meaning, type Regression } from '../../src/search/abstain'
import { weighCollection, type Weighed } from './eval-abstain'
import { auc } from './eval-measures'
import { askOwnQuestions } from './eval-questions'

const folds = 5
const steps = 6000
/** Enough to judge by: five fits more for each way of searching. */
const heldOutSteps = 400
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
  const heldOut: Partial<Record<Meaning, ReturnType<typeof crossValidated>>> = {}
  for (const [kind, rows] of many) {
    fitted[kind] = fit(rows, own.get(kind) ?? [])
    heldOut[kind] = crossValidated(rows, own.get(kind) ?? [])
  }
  return { fitted, heldOut }
}

/** Both sets judged by regressions that did not see the questions: split by question, a fifth at a time. */
function crossValidated(many: Weighed[], own: Weighed[]) {
  const scored = { collection: [] as Scored[], own: [] as Scored[] }
  // A question stands twice in the collection, with its documents and without: both go to one side.
  const [foldOfMany, foldOfOwn] = [(n: number) => Math.floor(n / 2) % folds, (n: number) => n % folds]
  for (let fold = 0; fold < folds; fold++) {
    const weights = fit(
      many.filter((_, n) => foldOfMany(n) !== fold),
      own.filter((_, n) => foldOfOwn(n) !== fold),
      heldOutSteps,
    )
    const score = (row: Weighed): Scored => ({ ...row, score: likelihood(weights, row.evidence), sure: weights.sure })
    scored.collection.push(...many.filter((_, n) => foldOfMany(n) === fold).map(score))
    scored.own.push(...own.filter((_, n) => foldOfOwn(n) === fold).map(score))
  }
  return { collection: judged(scored.collection), own: judged(scored.own) }
}

type Scored = Weighed & { score: number; sure: number }

function judged(rows: Scored[]) {
  const [yes, no] = [rows.filter(({ answerable }) => answerable), rows.filter(({ answerable }) => !answerable)]
  const scores = (some: Scored[]) => some.map(({ score }) => score)
  return {
    auc: auc(scores(yes), scores(no)),
    answeredWrongly: no.filter(({ score, sure }) => score >= sure).length / no.length,
    refusedWrongly: yes.filter(({ score, sure }) => score < sure).length / yes.length,
  }
}

function likelihood(weights: Regression, evidence: Evidence): number {
  return 1 / (1 + Math.exp(-signals.reduce((sum, key) => sum + weights[key] * evidence[key], weights.constant)))
}

function fit(many: Weighed[], own: Weighed[], rounds = steps): Regression {
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
  for (let step = 0; step < rounds; step++) {
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

import { signals, type Signal, type Evidence, type Meaning, type Regression } from '../../src/search/abstain'
import { weighCollection, type Weighed } from './eval-abstain'
import { auc } from './eval-measures'
import { askOwnQuestions } from './eval-questions'
import { fitLogistic } from './ridge'

const folds = 5
/** Keeps the weights from growing without end. */
const ridge = 3e-4
/** At most this share of a collection's answerable questions is refused. */
const mostRefused = 0.05
/** What our own questions weigh, of the whole collection. */
const ownShare = 0.6

/**
 * Fits the regressions of src/search/abstain.ts: a collection's questions, and our own over real notes at three fifths
 * of the weight of the whole collection, by Newton's method. The same data give the same weights.
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
    curve: [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55].map((bar) => ({
      sure: bar,
      answeredWrongly: no.filter(({ score }) => score >= bar).length / no.length,
      refusedWrongly: yes.filter(({ score }) => score < bar).length / yes.length,
    })),
  }
}

function likelihood(weights: Regression, evidence: Evidence): number {
  return 1 / (1 + Math.exp(-signals.reduce((sum, key) => sum + weights[key] * evidence[key], weights.constant)))
}

function fit(many: Weighed[], own: Weighed[]): Regression {
  const rows = [...many, ...own]
  const importance = rows.map((_, n) => (n < many.length ? 1 : (ownShare * many.length) / own.length))
  const total = importance.reduce((sum, weight) => sum + weight, 0)
  const [constant = 0, ...weights] = fitLogistic(
    rows.map(({ evidence }) => signals.map((signal) => evidence[signal])),
    rows.map(({ answerable }) => Number(answerable)),
    importance,
    ridge * total,
  )
  const named = Object.fromEntries(signals.map((signal, n) => [signal, weights[n]!])) as Record<Signal, number>
  const fitted = { ...named, constant, sure: 0 }
  const answerable = many.flatMap((row) => (row.answerable ? [likelihood(fitted, row.evidence)] : []))
  return { ...fitted, sure: answerable.sort((a, b) => a - b)[Math.floor(answerable.length * mostRefused)]! }
}

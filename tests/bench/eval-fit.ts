import type { Evidence } from '../../src/search/abstain'
import { weighCollection, type Weighed } from './eval-abstain'
import { askOwnQuestions } from './eval-questions'

const steps = 4000
const rate = 4
/** Keeps the weights from growing without end. */
const ridge = 3e-4

/**
 * Fits the regression of src/search/abstain.ts: a collection's questions, and our own over real notes at half the weight
 * of the whole collection, by plain gradient descent from zero. The same data give the same weights.
 */
export function fitAbstaining(collection: string, notes: string) {
  const many = weighCollection(collection)
  const own = askOwnQuestions(notes)
  const rows = [
    ...many.map((row) => ({ row, weight: 1 })),
    ...own.map((row) => ({ row, weight: many.length / own.length / 2 })),
  ]
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const weights = { coverage: 0, ofIdeal: 0, gap: 0, constant: 0 }
  const keys = ['coverage', 'ofIdeal', 'gap', 'constant'] as const
  const value = (evidence: Evidence, key: (typeof keys)[number]) => (key === 'constant' ? 1 : evidence[key])
  for (let step = 0; step < steps; step++) {
    const slope = { coverage: 0, ofIdeal: 0, gap: 0, constant: 0 }
    for (const { row, weight } of rows) {
      const sum = keys.reduce((all, key) => all + weights[key] * value(row.evidence, key), 0)
      const error = weight * (1 / (1 + Math.exp(-sum)) - Number((row as Weighed).answerable))
      for (const key of keys) slope[key] += error * value(row.evidence, key)
    }
    for (const key of keys)
      weights[key] -= rate * (slope[key] / total + (key === 'constant' ? 0 : ridge * weights[key]))
  }
  return weights
}

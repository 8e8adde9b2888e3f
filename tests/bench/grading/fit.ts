import { softMaximum, weigh, type Coefficients } from '../../../src/interview/assess/reference/model'
import { solvePositive } from './solve'

/** An answer that people marked. */
export interface Example {
  /** Courses weigh the same, however many answers each has. */
  set: string
  question: string
  /** The share of full marks, 0-1. */
  target: number
  /** Its features beside each reference. */
  references: number[][]
}

export interface FitOptions {
  /** Of the squared weights of standardised features; the sum of squared errors is a mean. */
  penalty: number
  /** How often the references that decide are chosen again. */
  rounds: number
}

export const recipe: FitOptions = { penalty: 3, rounds: 3 }

/**
 * Ridge regression *within* questions: features and marks are taken as deviations from their question's mean (a
 * fixed-effects model), so that what makes one question's answers long or easy to match does not pass for merit. Where an
 * answer has several references, the one that speaks most for it counts (chosen anew each round). Last, one line through
 * all answers puts the sum on the scale of marks.
 */
export function fitWithin(examples: readonly Example[], { penalty, rounds }: FitOptions = recipe): Coefficients {
  const weights = weightsOf(examples)
  // At first the reference that shares most words.
  let chosen = examples.map(({ references }) => greatest(references, (row) => row[0]! + row[1]!))
  let model: Coefficients = { bias: 0, weights: [] }
  for (let round = 0; round < rounds; round++) {
    model = ridge(chosen, examples, weights, penalty)
    const current = model
    chosen = examples.map(({ references }) => greatest(references, (row) => weigh(current, row)))
  }
  return scaled(model, examples, weights)
}

function greatest(rows: number[][], value: (row: number[]) => number): number[] {
  let best = rows[0]!
  for (const row of rows) if (value(row) > value(best)) best = row
  return best
}

/** A question weighs as the root of its answers, a course as any other. */
function weightsOf(examples: readonly Example[]): Float64Array {
  const answers = countBy(examples.map(({ question }) => question))
  const raw = examples.map(({ question }) => answers.get(question)! ** -0.5)
  const sets = new Map<string, number>()
  examples.forEach(({ set }, n) => sets.set(set, (sets.get(set) ?? 0) + raw[n]!))
  return Float64Array.from(examples, ({ set }, n) => raw[n]! / sets.get(set)! / sets.size)
}

function countBy(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function ridge(rows: number[][], examples: readonly Example[], weights: Float64Array, penalty: number): Coefficients {
  const width = rows[0]!.length
  const { mean, deviation } = momentsOf(rows, weights)
  const target = examples.reduce((sum, example, n) => sum + weights[n]! * example.target, 0)
  const centred = withinQuestions(
    rows.map((row, n) => [...row.map((value, f) => (value - mean[f]!) / deviation[f]!), examples[n]!.target]),
    examples,
    weights,
  )
  const matrix = Array.from({ length: width }, (_, f) => {
    const line = new Float64Array(width)
    line[f] = penalty
    return line
  })
  const right = new Float64Array(width)
  centred.forEach((row, n) => {
    for (let f = 0; f < width; f++) {
      const value = row[f]! * weights[n]!
      right[f]! += value * row[width]!
      const line = matrix[f]!
      for (let g = 0; g < width; g++) line[g]! += value * row[g]!
    }
  })
  const solved = Array.from(solvePositive(matrix, right), (value, f) => value / deviation[f]!)
  return { bias: target - solved.reduce((sum, weight, f) => sum + weight * mean[f]!, 0), weights: solved }
}

function momentsOf(rows: number[][], weights: Float64Array) {
  const average = (value: (row: number[]) => number) => rows.reduce((sum, row, n) => sum + weights[n]! * value(row), 0)
  const mean = rows[0]!.map((_, f) => average((row) => row[f]!))
  const deviation = mean.map((centre, f) => Math.sqrt(average((row) => (row[f]! - centre) ** 2)) + 1e-6)
  return { mean, deviation }
}

/** Each row less its question's weighted mean. */
function withinQuestions(rows: number[][], examples: readonly Example[], weights: Float64Array): Float64Array[] {
  const sums = new Map<string, { sum: Float64Array; weight: number }>()
  rows.forEach((row, n) => {
    const { question } = examples[n]!
    const entry = sums.get(question) ?? { sum: new Float64Array(row.length), weight: 0 }
    for (let f = 0; f < row.length; f++) entry.sum[f]! += weights[n]! * row[f]!
    entry.weight += weights[n]!
    sums.set(question, entry)
  })
  return rows.map((row, n) => {
    const { sum, weight } = sums.get(examples[n]!.question)!
    return Float64Array.from(row, (value, f) => value - sum[f]! / weight)
  })
}

/** The line through marks and sums, least squares; a sum that tells nothing keeps its slope. */
function scaled(model: Coefficients, examples: readonly Example[], weights: Float64Array) {
  const sums = examples.map(({ references }) => softMaximum(references.map((row) => weigh(model, row))))
  const mean = (value: (n: number) => number) => sums.reduce((sum, _, n) => sum + weights[n]! * value(n), 0)
  const [x, y] = [mean((n) => sums[n]!), mean((n) => examples[n]!.target)]
  const along = mean((n) => (sums[n]! - x) * (examples[n]!.target - y))
  const slope = along > 0 ? along / mean((n) => (sums[n]! - x) ** 2) : 1
  return { bias: y + slope * (model.bias - x), weights: model.weights.map((weight) => weight * slope) }
}

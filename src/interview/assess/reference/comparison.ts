import { dot } from '../../../encoder/embed'
import type { Side } from './units'

/** A reference and an answer side by side, and what the question had already given away. */
export interface Comparison {
  question: Side
  reference: Side
  answer: Side
  /** Likeness of the r-th word of the reference and the a-th of the answer, at r * answer words + a. */
  likeness: Float32Array
  /** For each word of the reference: its best likeness in the answer, and in the question. */
  covered: Float32Array
  givenReference: Float32Array
  /** For each word of the answer: its best likeness in the reference, and in the question. */
  accounted: Float32Array
  givenAnswer: Float32Array
  /** 1 where the question does not hold the word. */
  freshReference: Float32Array
  freshAnswer: Float32Array
}

/** The words of two texts compared, each with each: 1 for the same word, else the cosine of their vectors. */
export function likenessOf(a: Side, b: Side): Float32Array {
  const { dims } = a
  const values = new Float32Array(a.content.length * b.content.length)
  let at = 0
  a.content.forEach((one, i) => {
    for (let j = 0; j < b.content.length; j++, at++)
      values[at] =
        one.stem === b.content[j]!.stem ? 1 : dims ? Math.max(0, dot(a.units, i * dims, b.units, j * dims, dims)) : 0
  })
  return values
}

/** A reference with what the question gives away of it, and what was learned of words that answers use. */
export interface Reference {
  side: Side
  given: Float32Array
  fresh: Float32Array
  /** Likeness of each of its words with one word of an answer: the same for all answers. */
  columns: Map<string, Float32Array>
}

export function referenceOf(side: Side, question: Side): Reference {
  return { side, given: bestIn(side, question), fresh: freshOf(side, question), columns: new Map() }
}

/** Compares an answer with a reference in the light of the question. */
export function compare(question: Side, { side, given, fresh, columns }: Reference, answer: Side): Comparison {
  const width = answer.content.length
  const likeness = byColumns(side, answer, columns)
  const accounted = new Float32Array(width)
  for (let at = 0; at < likeness.length; at++)
    if (likeness[at]! > accounted[at % width]!) accounted[at % width] = likeness[at]!
  return {
    question,
    reference: side,
    answer,
    likeness,
    covered: bestOfRows(likeness, side.content.length, width),
    givenReference: given,
    accounted,
    givenAnswer: bestIn(answer, question),
    freshReference: fresh,
    freshAnswer: freshOf(answer, question),
  }
}

/** How far an answer covers each word of the reference: what `compare` finds too, without the rest of it. */
export function coveredBy({ side, columns }: Reference, answer: Side): Float32Array {
  return bestOfRows(byColumns(side, answer, columns), side.content.length, answer.content.length)
}

const mostColumns = 5000

function byColumns(reference: Side, answer: Side, columns: Map<string, Float32Array>): Float32Array {
  const width = answer.content.length
  const values = new Float32Array(reference.content.length * width)
  if (columns.size > mostColumns) columns.clear()
  answer.content.forEach((word, a) => {
    let column = columns.get(word.raw)
    if (!column) {
      const one = { ...answer, content: [word], units: answer.units.subarray(a * answer.dims, (a + 1) * answer.dims) }
      columns.set(word.raw, (column = likenessOf(reference, one)))
    }
    for (let r = 0; r < column.length; r++) values[r * width + a] = column[r]!
  })
  return values
}

function freshOf(side: Side, question: Side): Float32Array {
  const given = new Set(question.content.map(({ stem }) => stem))
  return Float32Array.from(side.content, ({ stem }) => (given.has(stem) ? 0 : 1))
}

function bestIn(side: Side, question: Side): Float32Array {
  return bestOfRows(likenessOf(side, question), side.content.length, question.content.length)
}

function bestOfRows(values: Float32Array, rows: number, width: number): Float32Array {
  const best = new Float32Array(rows)
  for (let row = 0; row < rows; row++)
    for (let at = row * width; at < (row + 1) * width; at++) if (values[at]! > best[row]!) best[row] = values[at]!
  return best
}

/** The mean of some values by weight; `empty` where nothing weighs. */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>, empty = 0): number {
  let sum = 0
  let total = 0
  for (let n = 0; n < values.length; n++) {
    sum += values[n]! * weights[n]!
    total += weights[n]!
  }
  return total > 1e-9 ? sum / total : empty
}

/** Products, number by number. */
export function times(a: ArrayLike<number>, b: ArrayLike<number>): Float32Array {
  return Float32Array.from(a, (value, n) => value * b[n]!)
}

/** How much each word of the reference says that the question did not; of all of them where it gave them all away. */
export function freshInformation({
  reference,
  freshReference,
}: Pick<Comparison, 'reference' | 'freshReference'>): Float32Array {
  const fresh = times(reference.information, freshReference)
  return fresh.some((value) => value > 0) ? fresh : reference.information
}

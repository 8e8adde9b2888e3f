import { auc } from '../eval-measures'

/** Agreement with the people who marked; null where a figure has no meaning. */
export interface Agreement {
  answers: number
  /** Between the given share of marks and theirs. */
  pearson: number | null
  /** Cohen's kappa, weighted by the squared difference, on the file's own steps. */
  qwk: number | null
  rmse: number | null
  /** Right over wrong answers; right is the label, or at least half of the marks. */
  auc: number | null
  /** Of "right", where the given share is at least one half. */
  f1: number | null
}

export interface Figures extends Agreement {
  /** Answers that got some of the marks, neither none nor all. */
  middle: Agreement
}

export interface Marked {
  given: number
  target: number
  /** Whole marks above none; 1 for a label or a share. */
  marks: number
}

export function figuresOf(marked: readonly Marked[]): Figures {
  return { ...agreementOf(marked), middle: agreementOf(marked.filter(({ target }) => target > 0 && target < 1)) }
}

const half = 0.5

function agreementOf(marked: readonly Marked[]): Agreement {
  const right = marked.filter(({ target }) => target >= half)
  const wrong = marked.filter(({ target }) => target < half)
  return {
    answers: marked.length,
    pearson: rounded(pearson(marked)),
    qwk: rounded(weightedKappa(marked)),
    rmse: rounded(rmse(marked)),
    auc: right.length && wrong.length ? rounded(auc(right.map(given), wrong.map(given))) : null,
    f1: right.length && wrong.length ? rounded(f1(right.map(given), wrong.map(given))) : null,
  }
}

const given = (one: Marked) => one.given

function pearson(marked: readonly Marked[]): number | null {
  if (marked.length < 3) return null
  const mean = (value: (one: Marked) => number) => marked.reduce((sum, one) => sum + value(one), 0) / marked.length
  const [x, y] = [mean(given), mean(({ target }) => target)]
  const along = mean((one) => (one.given - x) * (one.target - y))
  const spread = Math.sqrt(mean((one) => (one.given - x) ** 2) * mean((one) => (one.target - y) ** 2))
  return spread > 1e-12 ? along / spread : null
}

function rmse(marked: readonly Marked[]): number | null {
  if (!marked.length) return null
  return Math.sqrt(marked.reduce((sum, one) => sum + (one.given - one.target) ** 2, 0) / marked.length)
}

function f1(right: number[], wrong: number[]): number {
  const hits = right.filter((value) => value >= half).length
  const said = hits + wrong.filter((value) => value >= half).length
  return (2 * hits) / (said + right.length)
}

/** Labels have two steps, whole marks a step each, shares of one mark quarters. */
function stepsOf(marked: readonly Marked[]): number {
  const marks = Math.max(...marked.map((one) => one.marks))
  if (marks > 1) return Math.min(20, Math.round(marks))
  return marked.every(({ target }) => target === 0 || target === 1) ? 1 : 4
}

function weightedKappa(marked: readonly Marked[]): number | null {
  if (marked.length < 3) return null
  const steps = stepsOf(marked)
  const size = steps + 1
  const [a, b] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)]
  let seen = 0
  for (const one of marked) {
    const [x, y] = [Math.round(one.given * steps), Math.round(one.target * steps)]
    a[x]!++
    b[y]!++
    seen += (x - y) ** 2
  }
  let chance = 0
  a.forEach((x, i) => b.forEach((y, j) => (chance += (x * y * (i - j) ** 2) / marked.length)))
  return chance ? 1 - seen / chance : null
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000
}

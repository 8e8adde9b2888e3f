import { chance, shuffled } from './chance'
import { similarityLoss } from './similarity-loss'

/** Token rows of all passages one after another; passage p holds tokens[starts[p]] to tokens[starts[p + 1]]. */
export interface TokenRows {
  tokens: Uint16Array
  starts: Uint32Array
}

export interface Plan {
  dims: number
  epochs: number
  batch: number
  rate: number
  /** How much the batch's similarity matrix counts beside each passage's own direction. */
  matrixWeight: number
  seed: number
}

/** All that training carries from one epoch to the next. */
export interface State {
  epoch: number
  step: number
  vectors: Float32Array
  first: Float32Array
  second: Float32Array
}

export function packRows(rows: number[][], most = 510): TokenRows {
  const starts = new Uint32Array(rows.length + 1)
  rows.forEach((row, p) => (starts[p + 1] = starts[p]! + Math.min(most, row.length)))
  const tokens = new Uint16Array(starts[rows.length]!)
  rows.forEach((row, p) => tokens.set(row.slice(0, most), starts[p]!))
  return { tokens, starts }
}

export function startState(vectors: Float32Array): State {
  const size = vectors.length
  return { epoch: 0, step: 0, vectors, first: new Float32Array(size), second: new Float32Array(size) }
}

/** One pass over all passages in an order that the seed and the epoch decide. Returns the mean loss. */
export function trainEpoch(state: State, rows: TokenRows, targets: Float32Array, plan: Plan): number {
  const count = rows.starts.length - 1
  const order = shuffled(count, chance(plan.seed * 7919 + state.epoch))
  const batches = Math.max(1, Math.floor(count / plan.batch))
  let loss = 0
  for (let b = 0; b < batches; b++) {
    const share = state.step / (batches * plan.epochs)
    const rate = (plan.rate * (1 + Math.cos(Math.PI * share))) / 2
    const chosen = order.subarray(b * plan.batch, Math.min(count, (b + 1) * plan.batch))
    loss += trainBatch(state, rows, targets, chosen, plan, rate)
  }
  state.epoch++
  return loss / batches
}

function trainBatch(
  state: State,
  rows: TokenRows,
  targets: Float32Array,
  chosen: Uint32Array,
  plan: Plan,
  rate: number,
) {
  const { dims } = plan
  const student = new Float32Array(chosen.length * dims)
  const teacher = new Float32Array(chosen.length * dims)
  const norms = new Float64Array(chosen.length)
  chosen.forEach((passage, place) => {
    teacher.set(targets.subarray(passage * dims, (passage + 1) * dims), place * dims)
    norms[place] = meanOf(state.vectors, rows, passage, student.subarray(place * dims, (place + 1) * dims))
  })
  const gradient = new Float32Array(student.length)
  const loss = similarityLoss(student, teacher, dims, plan.matrixWeight, gradient)
  throughNorm(student, gradient, norms, dims)
  const touched = new TokenGradients(dims)
  chosen.forEach((passage, place) => touched.add(rows, passage, gradient.subarray(place * dims, (place + 1) * dims)))
  adam(state, touched, rate, dims)
  return loss
}

/** The mean of a passage's token vectors, normalised in place; returns the length that it had. */
export function meanOf(vectors: Float32Array, rows: TokenRows, passage: number, out: Float32Array): number {
  const dims = out.length
  const [from, to] = [rows.starts[passage]!, rows.starts[passage + 1]!]
  for (let at = from; at < to; at++) {
    const base = rows.tokens[at]! * dims
    for (let d = 0; d < dims; d++) out[d]! += vectors[base + d]!
  }
  let length = 0
  for (let d = 0; d < dims; d++) {
    out[d]! /= to - from
    length += out[d]! ** 2
  }
  length = Math.sqrt(length) || 1
  for (let d = 0; d < dims; d++) out[d]! /= length
  return length
}

/** From the gradient at the normalised mean to the gradient at the mean itself. */
function throughNorm(unit: Float32Array, gradient: Float32Array, norms: Float64Array, dims: number) {
  norms.forEach((norm, place) => {
    const base = place * dims
    let along = 0
    for (let d = 0; d < dims; d++) along += unit[base + d]! * gradient[base + d]!
    for (let d = 0; d < dims; d++) gradient[base + d] = (gradient[base + d]! - along * unit[base + d]!) / norm
  })
}

/** Gradients of the tokens that a batch holds: a few thousand rows of thirty thousand. */
class TokenGradients {
  readonly rows = new Map<number, number>()
  values = new Float32Array(0)

  constructor(private dims: number) {
    this.values = new Float32Array(4096 * dims)
  }

  add({ tokens, starts }: TokenRows, passage: number, gradient: Float32Array) {
    const { dims } = this
    const [from, to] = [starts[passage]!, starts[passage + 1]!]
    for (let at = from; at < to; at++) {
      const base = this.#rowOf(tokens[at]!) * dims
      for (let d = 0; d < dims; d++) this.values[base + d]! += gradient[d]! / (to - from)
    }
  }

  #rowOf(token: number): number {
    let row = this.rows.get(token)
    if (row !== undefined) return row
    row = this.rows.size
    this.rows.set(token, row)
    if (this.rows.size * this.dims > this.values.length) {
      const wider = new Float32Array(this.values.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    return row
  }
}

/** Adam on the rows that the batch touched; the others rest. */
function adam(state: State, gradients: TokenGradients, rate: number, dims: number) {
  const [beta1, beta2] = [0.9, 0.999]
  state.step++
  const correct1 = 1 - beta1 ** state.step
  const correct2 = 1 - beta2 ** state.step
  for (const [token, row] of gradients.rows)
    for (let d = 0; d < dims; d++) {
      const at = token * dims + d
      const slope = gradients.values[row * dims + d]!
      const first = (state.first[at] = beta1 * state.first[at]! + (1 - beta1) * slope)
      const second = (state.second[at] = beta2 * state.second[at]! + (1 - beta2) * slope * slope)
      state.vectors[at]! -= (rate * (first / correct1)) / (Math.sqrt(second / correct2) + 1e-8)
    }
}

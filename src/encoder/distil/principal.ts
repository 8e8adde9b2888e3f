/** A basis of `kept` rows of `width` numbers: the directions along which the vectors vary most, strongest first. */
export interface Basis {
  width: number
  kept: number
  rows: Float32Array
  /** Share of the vectors' squared length that the basis holds. */
  share: number
}

/** Principal directions of unit vectors about the origin, so that projecting keeps dot products as well as it can. */
export function principalBasis(vectors: Float32Array, width: number, kept: number): Basis {
  const moments = secondMoments(vectors, width)
  const { values, vectors: directions } = symmetricEigen(moments, width)
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!)
  const rows = new Float32Array(kept * width)
  order.slice(0, kept).forEach((column, row) => {
    for (let d = 0; d < width; d++) rows[row * width + d] = directions[d * width + column]!
  })
  const sum = (columns: number[]) => columns.reduce((total, column) => total + values[column]!, 0)
  return { width, kept, rows, share: sum(order.slice(0, kept)) / sum(order) }
}

/** Vectors in the basis; their lengths shrink by what the basis leaves out. */
export function project({ width, kept, rows }: Basis, vectors: Float32Array): Float32Array {
  const count = vectors.length / width
  const out = new Float32Array(count * kept)
  for (let at = 0; at < count; at++)
    for (let row = 0; row < kept; row++) {
      let sum = 0
      for (let d = 0; d < width; d++) sum += vectors[at * width + d]! * rows[row * width + d]!
      out[at * kept + row] = sum
    }
  return out
}

function secondMoments(vectors: Float32Array, width: number): Float64Array {
  const moments = new Float64Array(width * width)
  const most = 20_000
  const step = Math.max(1, Math.floor(vectors.length / width / most))
  for (let at = 0; at < vectors.length; at += width * step)
    for (let a = 0; a < width; a++) {
      const value = vectors[at + a]!
      for (let b = a; b < width; b++) moments[a * width + b]! += value * vectors[at + b]!
    }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) moments[a * width + b] = moments[b * width + a]!
  return moments
}

/** Jacobi's method: rotations in the planes of two axes until nothing is left beside the diagonal. */
export function symmetricEigen(matrix: Float64Array, n: number) {
  const a = matrix.slice()
  const vectors = new Float64Array(n * n)
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1
  for (let sweep = 0; sweep < 30 && besideDiagonal(a, n) > 1e-20 * onDiagonal(a, n); sweep++)
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q)
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors }
}

function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number) {
  const apq = a[p * n + q]!
  if (Math.abs(apq) < 1e-300) return
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) turn(a, k * n + p, k * n + q, c, s)
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s)
  for (let k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, c, s)
}

function turn(values: Float64Array, at: number, other: number, c: number, s: number) {
  const x = values[at]!
  const y = values[other]!
  values[at] = c * x - s * y
  values[other] = s * x + c * y
}

function besideDiagonal(a: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) sum += a[i * n + j]! ** 2
  return sum
}

function onDiagonal(a: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += a[i * n + i]! ** 2
  return sum
}

import { fromHalf, toHalf } from '../half'

/** Where a row's range is clipped, as a share of its largest weight: the one that loses least is taken. */
const clips = [1, 0.9, 0.8, 0.7, 0.6]

/** Four bits a weight: sixteen levels, symmetric about zero, with a scale for each row. */
export function quantise(vectors: Float32Array, dims: number): { scales: Float32Array; levels: Int8Array } {
  const rows = vectors.length / dims
  const scales = new Float32Array(rows)
  const levels = new Int8Array(vectors.length)
  for (let row = 0; row < rows; row++) {
    const values = vectors.subarray(row * dims, (row + 1) * dims)
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    let least = Infinity
    for (const clip of largest ? clips : []) {
      const scale = fromHalf(toHalf((largest * clip) / 7.5))
      const loss = lossAt(values, scale)
      if (loss < least) [least, scales[row]] = [loss, scale]
    }
    if (scales[row]) values.forEach((value, d) => (levels[row * dims + d] = levelOf(value, scales[row]!)))
    else levels.fill(1, row * dims, (row + 1) * dims)
  }
  return { scales, levels }
}

function levelOf(value: number, scale: number): number {
  const step = Math.floor(value / scale)
  return 2 * Math.max(-8, Math.min(7, step)) + 1
}

function lossAt(values: Float32Array, scale: number): number {
  let loss = 0
  for (const value of values) loss += (value - (levelOf(value, scale) * scale) / 2) ** 2
  return loss
}

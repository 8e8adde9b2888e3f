/** Many unit vectors in one piece, a byte a number: each number times its vector's scale is the value. */
export interface PackedBytes {
  count: number
  dims: number
  levels: Int8Array<ArrayBuffer>
  scales: Float32Array<ArrayBuffer>
}

export function packVectors(vectors: readonly Float32Array[], dims: number): PackedBytes {
  const levels = new Int8Array(vectors.length * dims)
  const scales = new Float32Array(vectors.length)
  vectors.forEach((vector, n) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    scales[n] = largest / 127
    if (largest) vector.forEach((value, d) => (levels[n * dims + d] = Math.round((value * 127) / largest)))
  })
  return { count: vectors.length, dims, levels, scales }
}

export function join(a: PackedBytes, b: PackedBytes): PackedBytes {
  const levels = new Int8Array(a.levels.length + b.levels.length)
  levels.set(a.levels)
  levels.set(b.levels, a.levels.length)
  const scales = new Float32Array(a.count + b.count)
  scales.set(a.scales)
  scales.set(b.scales, a.count)
  return { count: a.count + b.count, dims: a.dims, levels, scales }
}

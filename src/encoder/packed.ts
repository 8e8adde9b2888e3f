import type { InstantEncoder } from './embed'

/** Many vectors in one piece, ready to be kept or sent on without copying. */
export type PackedVectors =
  | { dtype: 'float32'; dims: number; vectors: Float32Array<ArrayBuffer> }
  /** Each number times its vector's scale is the value. */
  | { dtype: 'int8'; dims: number; vectors: Int8Array<ArrayBuffer>; scales: Float32Array<ArrayBuffer> }

const texts = 256

/** Embeds many texts; between slices it lets the thread breathe, reports, and looks whether it is still wanted. */
export async function embedMany(
  encoder: InstantEncoder,
  passages: readonly string[],
  dtype: PackedVectors['dtype'],
  { signal, progress }: { signal?: AbortSignal; progress?: (done: number) => void } = {},
): Promise<PackedVectors> {
  const { dims } = encoder
  const packed = emptyPack(dtype, passages.length, dims)
  const vector = new Float32Array(dims)
  for (let at = 0; at < passages.length; at++) {
    if (at && at % texts === 0) {
      progress?.(at)
      await new Promise((resolve) => setTimeout(resolve))
      signal?.throwIfAborted()
    }
    vector.fill(0)
    encoder.embedInto(passages[at]!, vector, 0)
    put(packed, at, vector)
  }
  progress?.(passages.length)
  return packed
}

function emptyPack(dtype: PackedVectors['dtype'], count: number, dims: number): PackedVectors {
  if (dtype === 'float32') return { dtype, dims, vectors: new Float32Array(count * dims) }
  return { dtype, dims, vectors: new Int8Array(count * dims), scales: new Float32Array(count) }
}

function put(packed: PackedVectors, at: number, vector: Float32Array) {
  if (packed.dtype === 'float32') return packed.vectors.set(vector, at * packed.dims)
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  packed.scales[at] = largest / 127
  if (largest)
    vector.forEach((value, d) => (packed.vectors[at * packed.dims + d] = Math.round((value * 127) / largest)))
}

import type { EmbedderModel } from './catalogue'

/** A model that makes a text a vector, as those who search see it. */
export interface Embedder {
  readonly model: {
    /** Vectors of one key may be compared; those of two may not. */
    key: string
    id: string
    revision: string
    pooling: EmbedderModel['pooling']
    prefix: EmbedderModel['prefix']
    dtype: EmbedderModel['dtype']
    dims: number
  }
  /** Unit vectors in the order of the texts; a query is waited for and goes before passages. */
  embed(texts: readonly string[], kind: 'query' | 'passage', options?: EmbedOptions): Promise<Float32Array[]>
}

export interface EmbedOptions {
  signal?: AbortSignal
  progress?: (done: number) => void
}

/** The vectors of one piece, one by one and without copying. */
export function apart(vectors: Float32Array, dims: number): Float32Array[] {
  return Array.from({ length: vectors.length / dims }, (_, n) => vectors.subarray(n * dims, (n + 1) * dims))
}

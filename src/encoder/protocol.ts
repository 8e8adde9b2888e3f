import type { PackedVectors } from './packed'

/** What the encoder's worker answers. */
export type EncoderCalls = {
  embedMany: {
    input: { texts: readonly string[]; dtype: PackedVectors['dtype'] }
    result: PackedVectors
    /** Texts done. */
    progress: number
  }
}

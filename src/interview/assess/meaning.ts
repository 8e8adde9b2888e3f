import { dot, normalise, type InstantEncoder } from '../../encoder/embed'
import { denied } from './negation'
import type { Repair } from './spelling'
import { stemOf, words } from './words'

/** A stretch of text as its tokens. */
export interface Passage {
  ids: number[]
  /** How much each token says; nothing where the question gave it. */
  weights: number[]
  /** Whether a negation reaches the token. */
  denied: boolean[]
  total: number
  /** Unit vector of what the question did not give. */
  pooled: Float32Array
}

interface Token {
  vector: Float32Array
  weight: number
}

/** The encoder's tokens as unit vectors, each with its information: the length of the vector as it was trained. */
export class TokenSpace {
  readonly #tokens = new Map<number, Token>()
  readonly #whole: ReadonlySet<string>

  constructor(readonly encoder: InstantEncoder) {
    this.#whole = new Set(encoder.tokeniser.vocabulary.filter((piece) => /^[a-z]{2,}$/.test(piece)))
  }

  get dims(): number {
    return this.encoder.dims
  }

  /** The words that are one token, as all common ones are. */
  get common(): ReadonlySet<string> {
    return this.#whole
  }

  piece(id: number): string {
    return this.encoder.tokeniser.vocabulary[id]!
  }

  token(id: number): Token {
    let token = this.#tokens.get(id)
    if (!token) {
      const vector = this.encoder.row(id)
      token = { vector, weight: normalise(vector, 0, this.dims) }
      this.#tokens.set(id, token)
    }
    return token
  }

  cosine(a: number, b: number): number {
    return a === b ? 1 : dot(this.token(a).vector, 0, this.token(b).vector, 0, this.dims)
  }

  /** Each token once, and once more where it is denied; `given` holds the stems that the question brought. */
  passage(text: string, given: ReadonlySet<string>, repair: Repair = (typed) => typed): Passage {
    const said = words(text)
    const flags = denied(text, said)
    const passage: Passage = { ids: [], weights: [], denied: [], total: 0, pooled: new Float32Array(this.dims) }
    const seen = new Set<number>()
    said.forEach((word, index) => {
      const meant = repair(word.raw)
      const fresh = !given.has(stemOf(meant))
      for (const id of this.encoder.tokeniser.encode(meant)) {
        const key = flags[index] ? -id : id
        if (seen.has(key) || !/[\p{L}\p{N}]/u.test(this.piece(id))) continue
        seen.add(key)
        this.#put(passage, id, fresh, flags[index]!)
      }
    })
    normalise(passage.pooled, 0, this.dims)
    return passage
  }

  #put(passage: Passage, id: number, fresh: boolean, isDenied: boolean) {
    const { vector, weight } = this.token(id)
    passage.ids.push(id)
    passage.weights.push(fresh ? weight : 0)
    passage.denied.push(isDenied)
    if (!fresh) return
    passage.total += weight
    for (let d = 0; d < this.dims; d++) passage.pooled[d]! += weight * vector[d]!
  }
}

/** Cosine of what both bring beyond the question. */
export function pooledCosine(a: Float32Array, b: Float32Array): number {
  return dot(a, 0, b, 0, a.length)
}

/** The direction that several passages have in common. */
export function meanOf(passages: readonly Passage[], dims: number): Float32Array {
  const mean = new Float32Array(dims)
  for (const { pooled } of passages) for (let d = 0; d < dims; d++) mean[d]! += pooled[d]!
  normalise(mean, 0, dims)
  return mean
}

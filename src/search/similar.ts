import type { NoteDocument } from '../notes/document'
import type { DenseIndex } from './dense'

interface Placed {
  document: NoteDocument
  first: number
  passages: number
}

/** A note that is near another, by the middle of their passages' vectors. */
export interface SimilarNote {
  document: NoteDocument
  cosine: number
  /** The place (from 0) of its passage that comes nearest. */
  place: number
}

/** Notes by how near the middle of their passages' vectors is to that of one note's, nearest first. */
export function nearestNotes(dense: DenseIndex, one: Placed, notes: Placed[], limit: number): SimilarNote[] {
  const middle = dense.mean(one.first, one.passages)
  const others = notes.filter((other) => other !== one && other.passages)
  const near = others
    .map((other) => ({ other, cosine: dot(middle, dense.mean(other.first, other.passages)) }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, limit)
  const cosines = dense.cosines(middle)
  return near.map(({ other, cosine }) => {
    const places = Array.from({ length: other.passages }, (_, n) => n)
    const [place = 0] = places.sort((a, b) => cosines[other.first + b]! - cosines[other.first + a]!)
    return { document: other.document, cosine, place }
  })
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

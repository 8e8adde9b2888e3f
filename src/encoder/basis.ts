import { checksum } from './checksum'
import { fromHalf, toHalf } from './half'
import { BrokenWeights } from './weights'

/**
 * The student's space as `dims` directions in the teacher's: a passage that the teacher embedded, projected, can be
 * searched with the instant encoder's query vector.
 */
export interface TeacherBasis {
  dims: number
  width: number
  rows: Float32Array
}

const magic = 0x42494650
const version = 1
const headerBytes = 16

/** "PFIB", version and dimensions (16 bits each), width, checksum, then the rows as 16-bit floats. */
export function packBasis({ dims, width, rows }: TeacherBasis): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + rows.length * 2)
  const view = new DataView(bytes.buffer)
  rows.forEach((value, at) => view.setUint16(headerBytes + at * 2, toHalf(value), true))
  view.setUint32(0, magic, true)
  view.setUint16(4, version, true)
  view.setUint16(6, dims, true)
  view.setUint32(8, width, true)
  view.setUint32(12, checksum(bytes.subarray(headerBytes)), true)
  return bytes
}

export function readBasis(bytes: Uint8Array): TeacherBasis {
  if (bytes.length < headerBytes) throw new BrokenWeights('The basis is cut short.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [dims, width] = [view.getUint16(6, true), view.getUint32(8, true)]
  if (view.getUint32(0, true) !== magic || view.getUint16(4, true) !== version)
    throw new BrokenWeights('This is not a basis of this version.')
  if (bytes.length !== headerBytes + dims * width * 2) throw new BrokenWeights('The basis is cut short.')
  if (checksum(bytes.subarray(headerBytes)) !== view.getUint32(12, true))
    throw new BrokenWeights('The basis is damaged.')
  const rows = Float32Array.from({ length: dims * width }, (_, at) =>
    fromHalf(view.getUint16(headerBytes + at * 2, true)),
  )
  return { dims, width, rows }
}

/** A vector of the teacher in the student's space, normalised. */
export function intoStudentSpace({ dims, width, rows }: TeacherBasis, vector: ArrayLike<number>): Float32Array {
  const out = new Float32Array(dims)
  let length = 0
  for (let row = 0; row < dims; row++) {
    let sum = 0
    for (let d = 0; d < width; d++) sum += rows[row * width + d]! * vector[d]!
    out[row] = sum
    length += sum * sum
  }
  length = Math.sqrt(length) || 1
  return out.map((value) => value / length)
}

import basis from './weights/basis-1.bin?url'
import { readBasis, type TeacherBasis } from './basis'

/** The directions that take a vector of the teacher into the encoder's space. */
export async function loadBasis(): Promise<TeacherBasis> {
  const response = await fetch(basis)
  if (!response.ok) throw new Error(`The encoder’s basis did not arrive (${response.status}).`)
  return readBasis(new Uint8Array(await response.arrayBuffer()))
}

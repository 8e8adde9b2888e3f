import { checksum } from './checksum.ts'
import { fromHalf, toHalf } from './half.ts'

/**
 * The encoder's file: a header of 32 bytes, then the vocabulary (one piece a line), a scale for each row (16-bit
 * float), and the rows at four bits a weight. Numbers are little-endian.
 *
 * | at | what |
 * | --- | --- |
 * | 0 | "PFIE" |
 * | 4 | version of the format (16 bits), dimensions (16 bits) |
 * | 8 | bits a weight |
 * | 12 | rows |
 * | 16 | bytes of the vocabulary |
 * | 20 | checksum of the vocabulary: which tokeniser the rows belong to |
 * | 24 | checksum of everything after the header |
 * | 28 | the seed it was trained with |
 */
export interface Weights {
  vocabulary: string[]
  dims: number
  seed: number
  /** One for each row. */
  scales: Float32Array
  /** Odd whole numbers from -15 to 15, a row after another: times half the scale they are the weights. */
  levels: Int8Array
}

const magic = 0x45494650
const version = 1
const headerBytes = 32

/** Why a file is not used. */
export class BrokenWeights extends Error {
  override name = 'BrokenWeights'
}

export function packWeights({ vocabulary, dims, seed, scales, levels }: Weights): Uint8Array<ArrayBuffer> {
  const words = new TextEncoder().encode(vocabulary.join('\n'))
  const rows = vocabulary.length
  const scalesAt = headerBytes + words.length
  const levelsAt = scalesAt + rows * 2
  const bytes = new Uint8Array(levelsAt + (rows * dims) / 2)
  const view = new DataView(bytes.buffer)
  bytes.set(words, headerBytes)
  scales.forEach((scale, row) => view.setUint16(scalesAt + row * 2, toHalf(scale), true))
  for (let at = 0; at < rows * dims; at += 2)
    bytes[levelsAt + at / 2] = nibble(levels[at]!) | (nibble(levels[at + 1]!) << 4)
  view.setUint32(0, magic, true)
  view.setUint16(4, version, true)
  view.setUint16(6, dims, true)
  const rest = [4, rows, words.length, checksum(words), checksum(bytes.subarray(headerBytes)), seed]
  rest.forEach((value, place) => view.setUint32(8 + place * 4, value, true))
  return bytes
}

/** Reads and checks the whole file; one that is damaged, cut short or of another version is refused. */
export function readWeights(bytes: Uint8Array): Weights {
  if (bytes.length < headerBytes) throw new BrokenWeights('The encoder’s file is cut short.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const number = (at: number) => view.getUint32(at, true)
  if (number(0) !== magic) throw new BrokenWeights('This is not an encoder’s file.')
  const dims = view.getUint16(6, true)
  if (view.getUint16(4, true) !== version || number(8) !== 4)
    throw new BrokenWeights('The encoder’s file is of another version.')
  const [rows, wordBytes] = [number(12), number(16)]
  const scalesAt = headerBytes + wordBytes
  const levelsAt = scalesAt + rows * 2
  if (bytes.length !== levelsAt + (rows * dims) / 2) throw new BrokenWeights('The encoder’s file is cut short.')
  if (checksum(bytes.subarray(headerBytes)) !== number(24)) throw new BrokenWeights('The encoder’s file is damaged.')
  const vocabulary = new TextDecoder().decode(bytes.subarray(headerBytes, scalesAt)).split('\n')
  if (vocabulary.length !== rows) throw new BrokenWeights('The encoder’s file is damaged.')
  const scales = Float32Array.from({ length: rows }, (_, row) => fromHalf(view.getUint16(scalesAt + row * 2, true)))
  return { vocabulary, dims, seed: number(28), scales, levels: unpack(bytes.subarray(levelsAt)) }
}

const nibble = (level: number) => (level + 15) >> 1

function unpack(packed: Uint8Array): Int8Array {
  const levels = new Int8Array(packed.length * 2)
  for (let at = 0; at < packed.length; at++) {
    levels[at * 2] = (packed[at]! & 15) * 2 - 15
    levels[at * 2 + 1] = (packed[at]! >> 4) * 2 - 15
  }
  return levels
}

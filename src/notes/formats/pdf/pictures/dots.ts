import type { Dots } from './png'

/** A picture as pdf.js gives it. */
export interface Decoded {
  width: number
  height: number
  /** 1: one bit a dot; 2: red, green, blue; 3: with opacity. */
  kind: number
  data: Uint8Array | Uint8ClampedArray
  /** "12R": the object that it is. */
  ref?: string
}

/** A picture's dots, without colours or opacity that it does not use; undefined where they are broken or show nothing. */
export function dotsOf({ width, height, kind, data }: Decoded): Dots | undefined {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const rows = { 1: (width + 7) >> 3, 2: width * 3, 3: width * 4 }[kind] ?? Infinity
  if (bytes.length < rows * height) return undefined
  const whole = bytes.subarray(0, rows * height)
  if (isPlain(whole, kind)) return undefined
  if (kind === 1) return { width, height, colours: 1, bits: 1, data: whole }
  const opaque = kind === 2 ? whole : withoutOpacity(whole)
  if (!opaque) return { width, height, colours: 4, bits: 8, data: whole }
  const grey = inGrey(opaque)
  return { width, height, colours: grey ? 1 : 3, bits: 8, data: grey ?? opaque }
}

/** Of so many shades (of 256) at most: a tint. */
const mostShades = 40
/** What is hardly there has hardly a colour. */
const leastOpacity = 32

/** Of one colour, whatever its opacity: a ground, a tint or a shadow. */
function isPlain(data: Uint8Array, kind: number): boolean {
  const [step, colours] = kind === 1 ? [1, 1] : [kind + 1, 3]
  for (let colour = 0; colour < colours; colour++) {
    let [least, most] = [255, 0]
    for (let n = colour; n < data.length; n += step) {
      if (step === 4 && data[n - colour + 3]! < leastOpacity) continue
      const value = data[n]!
      if (value < least) least = value
      if (value > most) most = value
    }
    if (most - least > (kind === 1 ? 0 : mostShades)) return false
  }
  return true
}

/** Two pictures of one kind and width as one, the second below the first, without its `overlap` first rows. */
export function joinedBelow(above: Decoded, below: Decoded, overlap: number): Decoded | undefined {
  if (above.kind !== below.kind || above.width !== below.width || overlap >= below.height) return undefined
  const rest = below.data.subarray((below.data.length / below.height) * overlap)
  const data = new Uint8Array(above.data.length + rest.length)
  data.set(above.data)
  data.set(rest, above.data.length)
  return { width: above.width, height: above.height + below.height - overlap, kind: above.kind, data }
}

function withoutOpacity(data: Uint8Array): Uint8Array | undefined {
  for (let n = 3; n < data.length; n += 4) if (data[n] !== 255) return undefined
  const out = new Uint8Array((data.length / 4) * 3)
  for (let from = 0, to = 0; from < data.length; from += 4) {
    out[to++] = data[from]!
    out[to++] = data[from + 1]!
    out[to++] = data[from + 2]!
  }
  return out
}

function inGrey(data: Uint8Array): Uint8Array | undefined {
  for (let n = 0; n < data.length; n += 3) if (data[n] !== data[n + 1] || data[n] !== data[n + 2]) return undefined
  return Uint8Array.from({ length: data.length / 3 }, (_, n) => data[n * 3]!)
}

/** The same for the same dots, as a few thousand of them tell. */
export function keyOf({ width, height, data }: Decoded): string {
  const step = Math.max(1, Math.floor(data.length / 8_192))
  let hash = 0x811c9dc5
  for (let n = 0; n < data.length; n += step) hash = Math.imul(hash ^ data[n]!, 0x01000193)
  return `${width}×${height}:${hash >>> 0}`
}

/** A picture's dots: rows one after another, without gaps; `bits` of each colour (1 or 8). */
export interface Dots {
  width: number
  height: number
  /** 1 grey, 3 red, green and blue, 4 with opacity. */
  colours: 1 | 3 | 4
  bits: 1 | 8
  data: Uint8Array
}

/** A PNG file of these dots (W3C PNG, third edition), packed by the browser's own deflate. */
export async function encodePng({ width, height, colours, bits, data }: Dots): Promise<Uint8Array<ArrayBuffer>> {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([bits, { 1: 0, 3: 2, 4: 6 }[colours]], 8)
  const step = Math.max(1, (bits * colours) / 8)
  const packed = await deflated(filtered(data, Math.ceil((width * bits * colours) / 8), step, height))
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const parts = [Uint8Array.from(signature), part('IHDR', head), part('IDAT', packed), part('IEND', new Uint8Array())]
  return joined(parts)
}

/** Each row as it is, as what changes from the dot before, or from the row above: whichever is smallest. */
function filtered(data: Uint8Array, row: number, step: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array((row + 1) * height)
  for (let y = 0; y < height; y++) {
    const at = y * row
    const sums = [0, 0, y ? 0 : Infinity]
    for (let x = 0; x < row; x++) {
      const value = data[at + x]!
      sums[0]! += size(value)
      sums[1]! += size(value - (x < step ? 0 : data[at + x - step]!))
      sums[2]! += size(value - (y ? data[at + x - row]! : 0))
    }
    const filter = sums.indexOf(Math.min(...sums))
    const to = y * (row + 1)
    out[to] = filter
    for (let x = 0; x < row; x++) {
      const before = filter === 0 || (filter === 1 && x < step) ? 0 : data[at + x - (filter === 1 ? step : row)]!
      out[to + 1 + x] = data[at + x]! - before
    }
  }
  return out
}

/** How far a byte is from nothing, either way round. */
function size(value: number): number {
  const byte = value & 0xff
  return byte < 128 ? byte : 256 - byte
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function part(name: string, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + body.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, body.length)
  out.set(
    [...name].map((char) => char.charCodeAt(0)),
    4,
  )
  out.set(body, 8)
  view.setUint32(8 + body.length, crc(out.subarray(4, 8 + body.length)))
  return out
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = table[(value ^ byte) & 0xff]! ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const bytes of parts) {
    out.set(bytes, at)
    at += bytes.length
  }
  return out
}

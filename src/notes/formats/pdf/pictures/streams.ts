/** What the bytes of a PDF say of a picture, before anything is decoded. */
export interface PictureStream {
  /** The number of its object: pdf.js names pictures by it ("12R"). */
  object: number
  width: number
  height: number
  /** As named in the file: DCTDecode, JPXDecode, JBIG2Decode, FlateDecode, … */
  filters: string[]
  /** Its data are those of a JPEG file that shows the same as the picture in the PDF. */
  jpeg?: Uint8Array<ArrayBuffer>
}

/** Bytes: a picture's dictionary is short, so its head is looked for near by. */
const longestHead = 4_000
const window = 1 << 20
const latin = new TextDecoder('latin1')

/** The pictures of a PDF by a look at its bytes: their streams are never packed into others. Masks are left out. */
export function pictureStreams(bytes: Uint8Array<ArrayBuffer>): PictureStream[] {
  const found = new Map<number, PictureStream>()
  const masks = new Set<number>()
  for (let at = 0; at < bytes.length; at += window) {
    const from = Math.max(0, at - longestHead)
    const text = latin.decode(bytes.subarray(from, at + window + longestHead))
    for (const match of text.matchAll(/\/Subtype\s*\/Image\b/g)) {
      const place = from + match.index
      if (place < at || place >= at + window) continue
      const stream = streamAt(bytes, text, match.index, from, masks)
      if (stream) found.set(stream.object, stream)
    }
  }
  return [...found.values()].filter(({ object }) => !masks.has(object))
}

function streamAt(
  bytes: Uint8Array<ArrayBuffer>,
  text: string,
  at: number,
  from: number,
  masks: Set<number>,
): PictureStream | undefined {
  const head = /(?:^|[^\d])(\d{1,9})\s+\d{1,5}\s+obj\b(?![\s\S]*\bobj\b)/.exec(
    text.slice(Math.max(0, at - longestHead), at),
  )
  const body = /\bstream\r?\n/.exec(text.slice(at, at + longestHead))
  if (!head || !body) return undefined
  const start = Math.max(0, at - longestHead) + head.index
  const dictionary = text.slice(start, at + body.index)
  for (const mask of dictionary.matchAll(/\/S?Mask\s+(\d+)\s+\d+\s+R/g)) masks.add(Number(mask[1]))
  if (/\/ImageMask\s+true/.test(dictionary)) return undefined
  const number = (name: string) =>
    Number(new RegExp(`/${name}\\s+(\\d{1,6})\\b(?!\\s+\\d+\\s+R)`).exec(dictionary)?.[1] ?? 0)
  const filters = [...dictionary.matchAll(/\/(\w+Decode)\b(?!Parms)/g)].map((match) => match[1] ?? '')
  const about = { object: Number(head[1]), width: number('Width'), height: number('Height'), filters }
  const data = from + at + body.index + body[0].length
  const jpeg = jpegFrom(bytes, data, plainColours(dictionary, filters))
  return { ...about, ...(jpeg && { jpeg }) }
}

/** How many colours a JPEG may have to show the same by itself; none where its colours or edges are changed in the PDF. */
function plainColours(dictionary: string, filters: string[]): number[] {
  if (filters.length !== 1 || filters[0] !== 'DCTDecode') return []
  if (/\/S?Mask\b|\/Decode\s*\[|\/Matte\b/.test(dictionary)) return []
  const space = /\/ColorSpace\s*(\/DeviceRGB|\/DeviceGray|\[\s*\/ICCBased|\d+\s+\d+\s+R)/.exec(dictionary)?.[1] ?? ''
  if (space === '/DeviceGray') return [1]
  // Where the colours are told elsewhere, one of them may mean anything; three are red, green and blue.
  return space.startsWith('[') ? [1, 3] : space ? [3] : []
}

/** The bytes of a JPEG file with so many colours; undefined where they are others, or encrypted. */
function jpegFrom(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  colours: number[],
): Uint8Array<ArrayBuffer> | undefined {
  if (!colours.length || bytes[start] !== 0xff || bytes[start + 1] !== 0xd8) return undefined
  const end = indexOf(bytes, 'endstream', start)
  const jpeg = bytes.subarray(start, end < 0 ? bytes.length : end)
  return colours.includes(coloursOf(jpeg)) ? jpeg.slice() : undefined
}

function indexOf(bytes: Uint8Array, word: string, from: number): number {
  const codes = [...word].map((char) => char.charCodeAt(0))
  for (let at = bytes.indexOf(codes[0]!, from); at >= 0; at = bytes.indexOf(codes[0]!, at + 1))
    if (codes.every((code, n) => bytes[at + n] === code)) return at
  return -1
}

/** How many colours a JPEG's frame has; 0 where it has none. */
function coloursOf(jpeg: Uint8Array): number {
  for (let at = 2; at + 9 < jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1]!
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return jpeg[at + 9]!
    at += 2 + (jpeg[at + 2]! << 8) + jpeg[at + 3]!
  }
  return 0
}

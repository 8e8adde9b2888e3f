import { refuse, type Result } from '../app/failures'
import { legacyEncoding } from './legacy-encoding'

export interface Decoded {
  /** Line breaks are \n; no byte order mark, no NUL. */
  text: string
  warnings: string[]
}

/** How much is looked at to tell text from anything else. */
const sampleBytes = 64 * 1024

/** Bytes to text: UTF-8, UTF-16 with or without a mark, else what the page declares, else Windows-1252. */
export function decodeText(bytes: Uint8Array, name: string): Result<Decoded> {
  if (!bytes.length) return refuse('file-empty', name)
  if (knownBinary(bytes)) return refuse('file-binary', name)
  const utf16 = utf16Of(bytes)
  if (!utf16 && looksBinary(bytes)) return refuse('file-binary', name)
  const decoded = utf16 ? decode(bytes, utf16) : decodeBytes(bytes, name)
  const text = decoded.text.replace(/\r\n?/g, '\n').replaceAll('\0', '')
  if (!text.trim()) return refuse('file-empty', name)
  return { ok: true, value: { ...decoded, text } }
}

function decode(bytes: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), warnings: [] }
}

function decodeBytes(bytes: Uint8Array, name: string): Decoded {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    // Streaming forgives one thing only: a file that stops inside its last character.
    const text = decoder.decode(bytes, { stream: true })
    return {
      text,
      warnings: endsInside(decoder) ? [`${name} stops in the middle of a character: it may be incomplete.`] : [],
    }
  } catch {
    return notUtf8(bytes, name)
  }
}

function endsInside(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return false
  } catch {
    return true
  }
}

function notUtf8(bytes: Uint8Array, name: string): Decoded {
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const broken = count(lenient, /\uFFFD/g)
  // Mostly good multi-byte characters: damaged UTF-8. Otherwise the accents were never UTF-8.
  if (count(lenient, /[^\0-\x7F\uFFFD]/g) > broken)
    return { text: lenient, warnings: [`${broken} characters of ${name} were damaged and are shown as �.`] }
  const encoding = declared(bytes) ?? legacyEncoding(bytes) ?? 'windows-1252'
  return {
    text: new TextDecoder(encoding).decode(bytes),
    warnings: [`${name} is not UTF-8; it was read as ${encoding}.`],
  }
}

function count(text: string, pattern: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(pattern)) found++
  return found
}

/** The encoding that an HTML page names, if the browser knows it. */
function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  const label = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1]
  if (!label || /^utf-?(8|16)/i.test(label)) return undefined
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, sampleBytes)
  const zeros: [number, number] = [0, 0]
  for (let n = 0; n < sample.length; n++) if (sample[n] === 0) zeros[n % 2 === 0 ? 0 : 1]++
  const half = sample.length / 2
  // Without a mark: Western text in UTF-16 has a zero in nearly every second byte, and almost none in the others.
  if (zeros[1] > half * 0.4 && zeros[0] < half * 0.02) return 'utf-16le'
  if (zeros[0] > half * 0.4 && zeros[1] < half * 0.02) return 'utf-16be'
  return undefined
}

const magics = [
  '%PDF-',
  '\x89PNG',
  'PK\x03\x04',
  'GIF8',
  '\xff\xd8\xff',
  '\x1f\x8b',
  '7z\xbc\xaf',
  'Rar!',
  '\x7fELF',
  'SQLite format',
]

function knownBinary(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  return magics.some((magic) => head.startsWith(magic))
}

function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleBytes)
  let zeros = 0
  let odd = 0
  for (const byte of sample) {
    if (byte === 0) zeros++
    // Control characters that no text has; tab, breaks, form feed and escape occur in logs.
    else if (byte < 0x20 && !(byte >= 9 && byte <= 13) && byte !== 0x1b) odd++
  }
  return zeros > sample.length * 0.001 + 1 || odd > sample.length * 0.02
}

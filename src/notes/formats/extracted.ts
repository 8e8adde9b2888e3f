import type { CharacterMaps } from './pdf/cmaps'

/** What a file may cost, counted as it is produced. */
export interface ReadLimits {
  /** Bytes that an archive unpacks to. */
  bytesOut: number
  /** Characters of text. */
  characters: number
  /** Bytes of pictures kept. */
  mediaBytes: number
}

const megabyte = 1024 * 1024
export const readLimits: ReadLimits = {
  bytesOut: 512 * megabyte,
  characters: 20_000_000,
  mediaBytes: 128 * megabyte,
}
/** A phone kills a page that takes more. */
export const phoneReadLimits: ReadLimits = {
  bytesOut: 192 * megabyte,
  characters: 8_000_000,
  mediaBytes: 48 * megabyte,
}

/** What the reader of a file is told. */
export interface ReadContext {
  /** The file's name, for sentences. */
  name: string
  limits: ReadLimits
  /** What some fonts of PDFs need to be read. */
  characterMaps: CharacterMaps
  signal: AbortSignal
  /** How far it is, in words: "page 3 of 200". */
  progress(detail: string): void
}

/** A picture that stood in a file, under the name by which its text refers to it. */
export interface ExtractedMedia {
  path: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** What could be read of a file: its text as Markdown, its pictures, and what was left out. */
export interface Extracted {
  title: string
  tags: string[]
  text: string
  media: ExtractedMedia[]
  /** Full sentences: what was left out, why, and what to do. */
  warnings: string[]
  pages?: number
}

/** Lets a worker hear that it is to stop; throws `AbortError` if so. Now and then only: a pause costs milliseconds. */
export function breather(signal: AbortSignal, everyMs = 50): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal.throwIfAborted()
    if (performance.now() - last < everyMs) return
    await new Promise((resolve) => setTimeout(resolve))
    last = performance.now()
    signal.throwIfAborted()
  }
}

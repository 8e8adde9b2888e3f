import type { Term } from '../../content/format'
import { chunkSetOf } from '../models/passage-text'

/**
 * All that the library's index knows of one note, in few pieces: kept between starts, so that opening a library is reading
 * and not computing. Nothing in it depends on other notes: terms stand by name, and get their numbers when it is taken in.
 */
export interface PackedIndex {
  passages: number
  /** Of the very texts that were indexed (`chunkSetOf`). */
  chunkSet: string
  /** The note's terms, each once, one a line. */
  terms: string
  /** Words as written (lower case, one a line) and the place of each one's term: for spelling and beginnings. */
  words: string
  wordTerms: Uint32Array<ArrayBuffer>
  /** Terms that are written there as abbreviations, one a line. */
  abbreviations: string
  /** Passage n holds entries starts[n] to starts[n + 1]: places of terms, how often in the text, how often above it. */
  starts: Uint32Array<ArrayBuffer>
  entries: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>
  text: Uint8Array<ArrayBuffer>
  heading: Uint8Array<ArrayBuffer>
  /** As BM25 counts them. */
  lengths: Float32Array<ArrayBuffer>
  /** The instant encoder's vectors; absent where it could not be loaded. */
  vectors?: {
    dims: number
    levels: Int8Array<ArrayBuffer>
    scales: Float32Array<ArrayBuffer>
  }
}

/** A note's index as it is kept. */
export interface KeptIndex extends PackedIndex {
  documentId: string
  /** What of the note, the chunker, the index, the glossary and the encoder it was made from. */
  stamp: string
}

/** Where the indexes of notes are kept. They are derived: one that is missing is made again. */
export interface IndexStore {
  get(documentIds: readonly string[]): Promise<KeptIndex[]>
  put(records: KeptIndex[]): Promise<void>
  /** Throws away those of all other notes. */
  keepOnly(documentIds: ReadonlySet<string>): Promise<void>
}

/** Changes whenever the same note would be indexed otherwise. */
const indexVersion = 2

/** What decides how notes are indexed, besides themselves. */
export function versionOf(glossary: Term[], encoder = 'none'): string {
  const names = glossary.map(({ term, abbreviation, synonyms }) => ({
    headings: [],
    text: [term, abbreviation, ...synonyms].join('\n'),
  }))
  return [indexVersion, encoder, chunkSetOf('', names)].join(' ')
}

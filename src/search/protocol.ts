import type { CitedPassage, Verification } from '../ask/verify'
import type { CardWords, Duplicate } from '../cards/duplicates'
import type { Chunk, DocumentType } from '../notes/document'
import type { Evidence, Meaning } from './abstain'
import type { RelatedAsked, RelatedFound } from './relating'

/** Which notes are searched; all when nothing is set. */
export interface SearchFilter {
  documentIds?: string[]
  /** Notes with any of these tags. */
  tags?: string[]
  /** The user's own notes, or those of the pack. */
  from?: 'own' | 'pack'
  /** Notes of any of these types. */
  types?: DocumentType[]
}

/** The question as the downloaded embedder's vector, made where the embedder is. */
export interface QueryVector {
  /** Under this name the passages' vectors are kept. */
  model: string
  values: Float32Array
}

/** Passages of a note whose title and headings are not to be seen: what a test asks by them must be found by the text. */
export interface HiddenHeadings {
  documentId: string
  chunkIds: string[]
  /** Their texts alone as the embedder's vectors, where it ranks; else the instant encoder makes them. */
  vectors?: Float32Array[]
}

export interface SearchRequest extends SearchFilter {
  question: string
  limit: number
  /** The last word may be only a beginning: for search as one types. */
  unfinished?: boolean
  vector?: QueryVector
  hidden?: HiddenHeadings
}

/** How a word of the question was understood. */
export interface UnderstoodWord {
  typed: string
  /** How much it tells: its idf over the library. */
  information: number
  /** The terms that answer for it, each with how far (0-1) it does and how it is shown. */
  terms: {
    term: string
    covers: number
    shown: string
    how: 'typed' | 'compound' | 'spelling' | 'beginning' | 'glossary'
  }[]
}

/** A passage that was found. */
export interface FoundPassage {
  documentId: string
  chunkId: string
  title: string
  headings: string[]
  text: string
  kind: Chunk['kind']
  page?: number
  /** BM25; 0 where it shares no word with the question. */
  keyword: number
  /** Place (from 1) by keywords alone, and by meaning alone; absent where it is not among the 200 best. */
  keywordRank?: number
  meaningRank?: number
  /** Cosine with the question; absent where nothing knows meanings. */
  cosine?: number
  /** 0-1: what both say together; passages stand in this order. */
  score: number
  /** Cosine of each of its sentences with the question, in order; only for the best passages. */
  sentenceCosines?: number[]
  /** 0-1: how much of the question's information the passage covers. */
  coverage: number
  /** Place (from 0) of an earlier passage that says almost the same. */
  sameAs?: number
}

/** How much of the library can be searched by now. */
export interface Indexed {
  notes: number
  of: number
  passages: number
}

export interface Within {
  notes: number
  passages: number
}

export interface SearchResult {
  words: UnderstoodWord[]
  /** Best first. */
  passages: FoundPassage[]
  evidence: Evidence
  indexed: Indexed
  /** How much of that the filter left to be searched; absent without one. */
  within?: Within
  /** How long the search itself took. */
  milliseconds: number
}

/** A sentence of an answer, and the passages that it cites. */
export interface CitingSentence {
  text: string
  passages: CitedPassage[]
}

/** What came of checking sentences against what they cite; where a sentence cites several, by the one that speaks most for it. */
export interface Checked {
  /** Without the encoder, by words alone. */
  by: 'words' | 'instant'
  checks: Verification[]
}

/** A passage by its names. */
export interface NamedPassage {
  documentId: string
  title: string
  chunkId: string
  /** The heading right above it, where it is not the title again. */
  heading: string
}

/** A note that is near another, with its passage that comes nearest. */
export interface SimilarFound extends NamedPassage {
  /** Between the middles of both notes' passages, by the instant encoder. */
  cosine: number
}

/** How a question whose answer is known was found: places from 1, 0 where not among the first `limit`. */
export interface TestFound {
  rank: number
  /** By keywords alone. */
  wordRank: number
  by: Meaning
  /** What came first, where another passage did. */
  instead?: NamedPassage
}

/** What the library worker does. */
export type LibraryCalls = {
  search: { input: SearchRequest; result: SearchResult }
  /** How far the index is; asking also starts it. */
  status: { input: undefined; result: Indexed }
  /** Checks each sentence against what it cites. */
  verify: { input: CitingSentence[]; result: Checked }
  /** The notes that are nearest to one; none where the encoder could not be loaded. */
  similar: { input: { documentId: string; limit: number }; result: SimilarFound[] }
  /** For each card those of the known ones that ask much the same. */
  duplicates: { input: { cards: CardWords[]; known: CardWords[] }; result: Duplicate[][] }
  /** Which of these cards, and of the pack's interview questions, are near to a question. */
  related: { input: RelatedAsked; result: RelatedFound }
  /** Where the passages of `hidden` come, with what stands above them hidden from the search. */
  test: { input: SearchRequest & { hidden: HiddenHeadings }; result: TestFound }
}

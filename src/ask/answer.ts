import type { ChatMessage, Generated, LanguageModel } from '../models/language-model'
import type { DocumentType } from '../notes/document'
import type { Checked } from '../search/protocol'
import type { Verification } from './verify'

/** A sentence of an answer with the sources (1-based) that it cites. */
export interface AnswerSentence {
  text: string
  cites: number[]
  /** A block of code, quoted whole. */
  code?: boolean
  /** What came of checking it against them; absent in answers from before there was a check. */
  check?: SentenceCheck
}

export type SentenceCheck = Pick<Verification, 'support' | 'against' | 'word'>

/** A passage shown as evidence. */
export interface Source {
  documentId: string
  chunkId: string
  title: string
  headings: string[]
  /** The passage's text, as retrieved. */
  text: string
  /** Where in `text` the quoted evidence stands, UTF-16 offsets. */
  quotes: { start: number; end: number }[]
  /** 0-1: how much of the question's information the passage covers. */
  score: number
  page?: number
}

export type AnswerOutcome = 'answered' | 'closest' | 'nothing'

/** A question asked and what came of it, kept in the history. */
export interface AskRecord {
  id: string
  at: number
  question: string
  filter: AskFilter
  /** What the filter was in words when it was asked: a note may be renamed or go. Absent where everything was searched. */
  over?: string
  outcome: AnswerOutcome
  sentences: AnswerSentence[]
  sources: Source[]
  /** What made the answer, as shown: "Extracted from 3 passages, no model used". */
  provenance: string
  /** What checked the sentences: words alone, or the instant encoder too. */
  checkedBy?: Checked['by']
  /** How the passages were found, for whoever wants to see it. */
  trace?: AskTrace
  /** The answer that this question follows on. */
  follows?: string
  /** The question as it was searched for: a follow-up made whole. */
  standalone?: string
  /** What a language model was given and gave. Absent where none was asked. */
  generation?: Generation
}

/** The part of a language model in an answer, for whoever wants to see it. */
export interface Generation extends Omit<Generated, 'text'> {
  /** The model's title. */
  model: string
  engine: LanguageModel['model']['engine']
  prompt: ChatMessage[]
  /** As it wrote, before anything was checked. */
  output: string
  /** Sentences of it that no passage supports. */
  dropped: string[]
  milliseconds: number
}

export interface AskFilter {
  documentIds?: string[]
  tags?: string[]
  /** The user's own notes, or those of the pack. */
  from?: 'own' | 'pack'
  /** Notes of any of these types. */
  types?: DocumentType[]
}

/** A look at the retrieval: what was searched for, what came, and what became of it. */
export interface AskTrace {
  milliseconds: number
  passagesSearched: number
  notesIndexed: number
  notesOf: number
  /** 0-1: how likely the passages answer the question. */
  confidence: number
  /** From which confidence on an answer is given; absent in answers kept before there was more than one. */
  sure?: number
  /** What ranked the passages beside their words; absent where nothing did. */
  by?: 'keyword' | 'instant' | 'embedder'
  words: { typed: string; information: number; alsoFoundBy: string[] }[]
  passages: TracedPassage[]
}

export interface TracedPassage {
  documentId: string
  chunkId: string
  title: string
  heading: string
  /** BM25. */
  score: number
  keywordRank?: number
  /** Cosine with the question, where an encoder was there. */
  cosine?: number
  meaningRank?: number
  /** 0-1: both together. */
  fused?: number
  coverage: number
  /** Why it was used or not, as shown. */
  fate: string
}

/** A sentence of an answer with the sources (1-based) that it cites. */
export interface AnswerSentence {
  text: string
  cites: number[]
}

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
  filter: { documentIds?: string[]; tags?: string[] }
  outcome: AnswerOutcome
  sentences: AnswerSentence[]
  sources: Source[]
  /** What made the answer, as shown: "Extracted from 3 passages, no model used". */
  provenance: string
}

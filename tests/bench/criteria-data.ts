import { readFileSync } from 'node:fs'
import type { AssessInput } from '../../src/interview/assess/rubric'

/** A line of the criteria data format (see the design's measuring commands). */
export interface CriteriaRow {
  id: string
  question_id: string
  question: string
  reference_answers: string[]
  rubric?: { statement: string; paraphrases: string[]; wrong: string[] }[]
  criteria: string[]
  /** Null where a person would say "partly": neither fitted on nor counted. */
  met?: (boolean | null)[]
  student_answer: string
  kind: string
  score?: number
  score_min?: number
  score_max?: number
  low?: number
  high?: number
}

/** The labelled answers that the assessor is fitted on, where they are there. */
export const defaultCriteriaData = ['../shared/data/grading/genai-dev.jsonl']

export function readRows(files: string[]): CriteriaRow[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => JSON.parse(line) as CriteriaRow),
  )
}

/** The row as the app would assess it; without a rubric the criteria are all there is. */
export function inputOf(row: CriteriaRow): AssessInput {
  const lines = row.rubric ?? row.criteria.map((statement) => ({ statement, paraphrases: [], wrong: [] }))
  const criteria = lines.map((line, index) => ({ id: String(index), probe: '', ...line }))
  return { question: row.question, criteria, said: [{ turnId: 'answer', text: row.student_answer }] }
}

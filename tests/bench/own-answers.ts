import { readFileSync } from 'node:fs'
import type { Question } from '../../content/format'
import type { CriteriaRow } from './criteria-data'

/** A line of tests/fixtures/grading: an answer to a question of the pack. */
interface OwnAnswer {
  id: string
  question_id: string
  kind: string
  student_answer: string
  /** Null where a person would say "partly". */
  met?: (boolean | null)[]
  score?: number
  low?: number
  high?: number
  /** The text as often as this, `{n}` counting. */
  repeat?: number
}

/** The questions whose own answers the assessor was fitted on; those to all others are only ever measured. */
export const fittedQuestions = [
  'agent-memory-kinds',
  'al-dpo-vs-ppo',
  'embeddings-hnsw-settings',
  'hard-feedback-received',
  'rag-chunking',
]

/** The questions whose told experiences the rules for stories were made with; those to the others were held aside. */
export const storiesInView = [
  'a-deadline-slips',
  'advised-against-an-llm',
  'background-story',
  'changed-my-mind',
  'deciding-with-little',
  'disagreed-with-manager',
  'ethical-concern',
  'handling-ambiguity',
  'hard-feedback-given',
  'hard-feedback-received',
  'helping-a-colleague',
  'learning-fast',
  'misled-by-an-assistant',
  'production-incident',
  'project-the-data',
  'project-with-llms',
  'sensitive-data-shortcut',
  'simple-over-clever',
  'strengths-and-gaps',
  'technical-debt',
  'thin-on-production',
  'too-many-requests',
]

/** Our own answers with the pack's rubrics, labelled by criterion (`answers`, `stories`) or with a band (`hostile`, `fresh`). */
export function ownAnswers(
  file: 'answers' | 'stories' | 'hostile' | 'fresh',
  questions: readonly Question[],
): CriteriaRow[] {
  const lines = readFileSync(`tests/fixtures/grading/${file}.jsonl`, 'utf8').trim().split('\n')
  return lines.map((line) => asRow(JSON.parse(line) as OwnAnswer, questions))
}

function asRow(own: OwnAnswer, questions: readonly Question[]): CriteriaRow {
  const question = questions.find(({ id }) => id === own.question_id)
  if (!question) throw new Error(`${own.id}: there is no question ${own.question_id}`)
  const { criteria, ask, answer } = question
  if (own.met && own.met.length !== criteria.length) throw new Error(`${own.id}: a label for each criterion`)
  return {
    ...own,
    question: ask,
    reference_answers: [answer],
    criteria: criteria.map(({ statement }) => statement),
    met: own.met,
    student_answer: repeated(own),
    rubric: criteria.map(({ statement, paraphrases, wrong }) => ({ statement, paraphrases, wrong })),
  }
}

function repeated({ student_answer: text, repeat }: OwnAnswer): string {
  if (!repeat) return text
  return Array.from({ length: repeat }, (_, n) => text.replaceAll('{n}', String(n))).join('')
}

/** Answers to questions that the pack does not have, with rubrics of their own: nothing is ever fitted on them. */
export function otherAnswers(file: 'other-answers' | 'other-hostile'): CriteriaRow[] {
  const read = <T>(name: string) =>
    readFileSync(`tests/fixtures/grading/${name}.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as T)
  const questions = new Map(read<OtherQuestion>('other-questions').map(({ id, ...rest }) => [id, rest]))
  return read<OwnAnswer>(file).map((own) => {
    const question = questions.get(own.question_id)!
    return { ...question, criteria: question.rubric!.map(({ statement }) => statement), ...own }
  })
}

type OtherQuestion = { id: string } & Pick<CriteriaRow, 'question' | 'reference_answers' | 'rubric'>

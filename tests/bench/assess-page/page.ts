import { pack } from '../../../src/app/pack'
import { workerPort } from '../../../src/app/worker-port'
import type { AssessInput } from '../../../src/interview/assess/rubric'
import { helpedAssessor, type Assessor, type HelpingEmbedder } from '../../../src/interview/helped-assessor'
import type { AssessCalls } from '../../../src/interview/protocol'
import { downloadedRunner } from '../downloaded-runner'
import { median } from '../rows'

/** Milliseconds. */
export interface AssessTimes {
  /** The first answer of a session, the question having been shown while it was written. */
  first: number
  /** Median of answers to other questions after it, each shown before. */
  later: number
  /** The very first call of a worker that nobody prepared. */
  unprepared: number
  provenance: string
}

const words = 300
const criteria = 8
const questions = ['rag-evaluation', 'embeddings-billion', 'agent-deep-research', 'design-ai-tutor']

/** Rubrics of eight criteria, and an answer of 300 words to each: the model answer and what others say. */
async function inputs(): Promise<AssessInput[]> {
  const all = await pack.questions()
  const some = questions.map((id) => all.find((each) => each.id === id)!)
  return some.map((question, n) => {
    const other = some[(n + 1) % some.length]!
    const texts = [question.answer, other.answer, ...question.criteria.map(({ paraphrases }) => paraphrases[0]!)]
    const text = texts.join(' ').split(/\s+/).slice(0, words).join(' ')
    const rubric = [...question.criteria, ...other.criteria].slice(0, criteria)
    return { question: question.ask, criteria: rubric, said: [{ turnId: 'answer', text }] }
  })
}

function assessor(embedder?: HelpingEmbedder): Assessor {
  const port = workerPort<AssessCalls>(
    () => new Worker(new URL('../../../src/interview/assess.worker.ts', import.meta.url), { type: 'module' }),
  )
  return helpedAssessor(port, async () => embedder)
}

async function judged(by: Assessor, input: AssessInput) {
  const began = performance.now()
  const [first] = await by.call('judge', input)
  return { ms: performance.now() - began, provenance: first!.provenance }
}

/** As in an interview: the question is shown, the candidate writes, and then it is judged. Nothing of the answer is known before. */
async function shownAndJudged(by: Assessor, input: AssessInput) {
  await by.prepare({ ...input, said: [] })
  return judged(by, input)
}

async function times(embedder?: HelpingEmbedder): Promise<AssessTimes> {
  const all = await inputs()
  const by = assessor(embedder)
  const first = await shownAndJudged(by, all[0]!)
  const later: number[] = []
  for (const input of all.slice(1)) later.push((await shownAndJudged(by, input)).ms)
  const unprepared = await judged(assessor(embedder), all[0]!)
  return { first: first.ms, later: median(later), unprepared: unprepared.ms, provenance: first.provenance }
}

async function withMiniLM(): Promise<AssessTimes> {
  const runner = await downloadedRunner()
  return times({
    title: 'MiniLM L6',
    key: 'all-MiniLM-L6-v2',
    embed: (texts, signal) => runner.embed(texts, 'query', { signal }),
  })
}

Object.assign(window, { times: () => times(), withMiniLM })

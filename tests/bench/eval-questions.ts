import { existsSync, readFileSync } from 'node:fs'
import { unsure } from '../../src/ask/citations'
import { confidenceOf, isAnswered, type Meaning } from '../../src/search/abstain'
import { figuresOf, type Weighed } from './eval-abstain'
import { nodeEmbedder } from './eval-embedder'
import { asking, librariesOf, noteOf, systemNames } from './eval-library'
import { readNotes } from './eval-notes'
import { table } from './eval-table'

export interface OwnQuestion {
  question: string
  kind: 'direct' | 'paraphrase' | 'unanswerable'
  /** The note that answers it, below the folder; null where none does. */
  file: string | null
}

/** `questions.json` took part in fitting the decision; nothing was ever chosen on `questions-held-out.json`. */
type QuestionSet = 'questions' | 'questions-held-out'

export function ownQuestions(set: QuestionSet = 'questions'): OwnQuestion[] {
  return JSON.parse(readFileSync(`tests/fixtures/ask/${set}.json`, 'utf8')) as OwnQuestion[]
}

export interface AskedQuestion extends OwnQuestion, Weighed {
  /** The rank (from 1) of the note that answers it; 0 when it is not among the ten best passages. */
  rank: number
}

/** Our own questions over real notes, by each way of searching: how people ask. */
export async function askOwnQuestions(
  folder: string,
  models?: string,
  questions = ownQuestions(),
): Promise<Map<Meaning, AskedQuestion[]>> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing.`)
  const notes = readNotes(folder).map(({ path, note }) => ({
    document: noteOf(path, note.title),
    chunks: note.chunks,
  }))
  const libraries = await librariesOf(
    notes,
    questions.map(({ question }) => question),
    await nodeEmbedder(models),
  )
  const ask = (kind: Meaning) =>
    questions.map((own) => {
      const { library, request } = asking(libraries, own.question, kind)
      const { passages, evidence } = library.search({ ...request, limit: 10 })
      const rank = passages.findIndex(({ documentId }) => documentId === own.file) + 1
      return { ...own, evidence, answerable: own.file !== null, rank }
    })
  return new Map(libraries.kinds.map((kind) => [kind, ask(kind)]))
}

export async function evaluateQuestions(folder: string, models?: string) {
  const [known, heldOut] = [ownQuestions(), ownQuestions('questions-held-out')]
  const asked = await askOwnQuestions(folder, models, [...known, ...heldOut])
  const systems = (from: number, to?: number) =>
    Object.fromEntries([...asked].map(([kind, rows]) => [systemNames[kind], summaryOf(rows.slice(from, to))]))
  return { fitted: systems(0, known.length), heldOut: systems(known.length) }
}

function summaryOf(asked: AskedQuestion[]) {
  const share = (kind: string) => {
    const of = asked.filter((one) => one.kind === kind)
    return of.length ? of.filter(({ rank }) => rank > 0 && rank <= 5).length / of.length : null
  }
  const wrong = asked.filter(({ answerable, evidence }) => answerable && !isAnswered(evidence))
  return {
    questions: asked.length,
    fileInFive: { direct: share('direct'), paraphrase: share('paraphrase') },
    ...figuresOf(asked),
    /** Of the answerable that are refused, those that are told "your notes don't cover this". */
    deniedWrongly:
      wrong.filter(({ evidence }) => confidenceOf(evidence) < unsure).length /
      asked.filter(({ answerable }) => answerable).length,
  }
}

export function showQuestions(figures: Awaited<ReturnType<typeof evaluateQuestions>>): string {
  const rows = Object.entries(figures).flatMap(([set, systems]) =>
    Object.entries(systems).map(([name, one]) => [
      `${set} (${one.questions}), ${name}`,
      ...[one.auc, one.answeredWrongly, one.refusedWrongly, one.deniedWrongly],
      one.fileInFive.direct ?? '',
      one.fileInFive.paraphrase ?? '',
    ]),
  )
  const head = ['set, system', 'AUC', 'answered wrongly', 'refused wrongly', 'of which denied', 'file in 5', 'reworded']
  return table(head, rows)
}

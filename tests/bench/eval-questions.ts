import { existsSync, readFileSync } from 'node:fs'
import type { Meaning } from '../../src/search/abstain'
import { figuresOf, type Weighed } from './eval-abstain'
import { nodeEmbedder } from './eval-embedder'
import { asking, librariesOf, noteOf, systemNames } from './eval-library'
import { readNotes } from './eval-notes'

export interface OwnQuestion {
  question: string
  kind: 'direct' | 'paraphrase' | 'unanswerable'
  /** The note that answers it, below the folder; null where none does. */
  file: string | null
}

export function ownQuestions(): OwnQuestion[] {
  return JSON.parse(readFileSync('tests/fixtures/ask/questions.json', 'utf8')) as OwnQuestion[]
}

export interface AskedQuestion extends OwnQuestion, Weighed {
  /** The rank (from 1) of the note that answers it; 0 when it is not among the ten best passages. */
  rank: number
}

/** Our own questions over real notes, by each way of searching: how people ask. */
export async function askOwnQuestions(folder: string, models?: string): Promise<Map<Meaning, AskedQuestion[]>> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing.`)
  const notes = readNotes(folder).map(({ path, note }) => ({
    document: noteOf(path, note.title),
    chunks: note.chunks,
  }))
  const questions = ownQuestions()
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
  const asked = await askOwnQuestions(folder, models)
  return { systems: Object.fromEntries([...asked].map(([kind, rows]) => [systemNames[kind], summaryOf(rows)])) }
}

function summaryOf(asked: AskedQuestion[]) {
  const share = (kind: string) => {
    const of = asked.filter((one) => one.kind === kind)
    return of.filter(({ rank }) => rank > 0 && rank <= 5).length / of.length
  }
  return {
    questions: asked.length,
    fileInFive: { direct: share('direct'), paraphrase: share('paraphrase') },
    ...figuresOf(asked),
  }
}

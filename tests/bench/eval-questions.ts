import { existsSync, readFileSync } from 'node:fs'
import { compilePack } from '../../content/compile'
import { Library } from '../../src/search/library'
import { figuresOf, noteOf, type Weighed } from './eval-abstain'
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

/** The notes below a folder as the app's library. */
export function libraryOfNotes(folder: string): Library {
  if (!existsSync(folder)) throw new Error(`${folder} is missing.`)
  const library = new Library(compilePack('content').pack.terms)
  for (const { path, note } of readNotes(folder))
    library.put({ document: noteOf(path, note.title), chunks: note.chunks })
  return library
}

export interface AskedQuestion extends OwnQuestion, Weighed {
  /** The rank (from 1) of the note that answers it; 0 when it is not among the ten best passages. */
  rank: number
}

/** Our own questions over real notes: how people ask. */
export function askOwnQuestions(folder: string): AskedQuestion[] {
  const library = libraryOfNotes(folder)
  return ownQuestions().map((own) => {
    const { passages, evidence } = library.search({ question: own.question, limit: 10 })
    const rank = passages.findIndex(({ documentId }) => documentId === own.file) + 1
    return { ...own, evidence, answerable: own.file !== null, rank }
  })
}

export function summaryOfQuestions(asked: AskedQuestion[]) {
  const answerable = asked.filter(({ file }) => file)
  const share = (kind: string) => {
    const of = answerable.filter((one) => one.kind === kind)
    return of.filter(({ rank }) => rank > 0 && rank <= 5).length / of.length
  }
  return {
    questions: asked.length,
    fileInFive: { direct: share('direct'), paraphrase: share('paraphrase') },
    ...figuresOf(asked),
  }
}

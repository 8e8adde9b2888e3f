import type { Chunk, NoteDocument } from '../../src/notes/document'
import { compilePack } from '../../content/compile'
import { confidenceOf, sure, type Evidence } from '../../src/search/abstain'
import { Library } from '../../src/search/library'
import { readCollection, type Collection } from './eval-collection'
import { auc } from './eval-measures'
import { table } from './eval-table'

export interface Weighed {
  evidence: Evidence
  answerable: boolean
}

/** A collection's documents as notes of one passage each. */
export function libraryOf({ documents }: Collection): Library {
  const library = new Library(compilePack('content').pack.terms)
  for (const { id, title, text } of documents) {
    const chunk: Chunk = { id: 'top', headings: [], text, start: 0, end: text.length, kind: 'prose' }
    library.put({ document: noteOf(id, title.replaceAll('_', ' ')), chunks: [chunk] })
  }
  return library
}

export function noteOf(id: string, title: string): NoteDocument {
  const empty = { path: '', tags: [], hash: '', characters: 0, passages: 1, addedAt: 0, updatedAt: 0, warnings: [] }
  return { ...empty, id, title, type: 'text', source: 'file' }
}

/** Each question with its documents there, and again with them taken out. */
export function weighCollection(folder: string): Weighed[] {
  const collection = readCollection(folder)
  const library = libraryOf(collection)
  const all = collection.documents.map(({ id }) => id)
  return collection.queries.flatMap(({ text, relevant }) => {
    const others = all.filter((id) => !relevant.has(id))
    const weigh = (documentIds?: string[]) => library.search({ question: text, limit: 10, documentIds }).evidence
    return [
      { evidence: weigh(), answerable: true },
      { evidence: weigh(others), answerable: false },
    ]
  })
}

/** How well the app tells questions that its notes answer from those that they do not. */
export function evaluateAbstaining(folder: string) {
  const weighed = weighCollection(folder)
  return { queries: weighed.length / 2, systems: { keyword: figuresOf(weighed) } }
}

export function figuresOf(weighed: Weighed[]) {
  const scores = (answerable: boolean) =>
    weighed.filter((one) => one.answerable === answerable).map(({ evidence }) => confidenceOf(evidence))
  const [yes, no] = [scores(true), scores(false)]
  return {
    auc: auc(yes, no),
    answeredWrongly: no.filter((score) => score >= sure).length / no.length,
    refusedWrongly: yes.filter((score) => score < sure).length / yes.length,
  }
}

export function showAbstaining({ queries, systems }: ReturnType<typeof evaluateAbstaining>): string {
  const rows = Object.entries(systems).map(([name, { auc, answeredWrongly, refusedWrongly }]) => [
    name,
    auc,
    answeredWrongly,
    refusedWrongly,
  ])
  return [
    `${queries} queries, each with its documents and without`,
    table(['system', 'AUC', 'answered wrongly', 'refused wrongly'], rows),
    'Left out: hybrid-instant, hybrid (this version retrieves by keywords).',
  ].join('\n')
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Collection {
  documents: { id: string; title: string; text: string }[]
  /** Questions that somebody judged documents for. */
  queries: { id: string; text: string; relevant: Map<string, number> }[]
}

/** Reads a folder with corpus.jsonl, queries.jsonl and qrels.tsv. */
export function readCollection(folder: string): Collection {
  for (const name of ['corpus.jsonl', 'queries.jsonl', 'qrels.tsv'])
    if (!existsSync(join(folder, name))) throw new Error(`${join(folder, name)} is missing.`)
  const judged = judgements(readFileSync(join(folder, 'qrels.tsv'), 'utf8'))
  const documents = lines<{ _id: string; title?: string; text?: string }>(join(folder, 'corpus.jsonl'))
  const queries = lines<{ _id: string; text: string }>(join(folder, 'queries.jsonl'))
  return {
    documents: documents.map(({ _id, title = '', text = '' }) => ({ id: _id, title, text })),
    queries: queries.flatMap(({ _id, text }) => {
      const relevant = judged.get(_id)
      return relevant ? [{ id: _id, text, relevant }] : []
    }),
  }
}

function lines<T>(file: string): T[] {
  const filled = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
  return filled.map((line) => JSON.parse(line) as T)
}

function judgements(table: string): Map<string, Map<string, number>> {
  const judged = new Map<string, Map<string, number>>()
  for (const line of table.split(/\r?\n/).slice(1)) {
    const [query, document, score] = line.split('\t')
    if (!query || !document || !(Number(score) > 0)) continue
    judged.set(query, (judged.get(query) ?? new Map<string, number>()).set(document, Number(score)))
  }
  return judged
}

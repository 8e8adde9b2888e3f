import { compilePack } from '../../content/compile'
import { KeywordIndex } from '../../src/search/keyword'
import { readCollection, type Collection } from './eval-collection'
import { meanOf, qualityOf, type RankingQuality } from './eval-measures'
import { table } from './eval-table'

const depth = 100

/** A collection in the app's own index: the title as its heading, the pack's glossary beside it. */
export function indexOf({ documents }: Collection): KeywordIndex {
  const index = new KeywordIndex(compilePack('content').pack.terms)
  for (const { title, text } of documents) index.add({ heading: title.replaceAll('_', ' '), text })
  return index
}

/** How well the app's retrieval ranks the documents that somebody judged. */
export function evaluateRetrieval(folder: string) {
  const collection = readCollection(folder)
  const { documents, queries } = collection
  const index = indexOf(collection)
  const rank = (text: string) => index.search(text, { limit: depth }).map(({ passage }) => documents[passage]!.id)
  const keyword = meanOf(queries.map(({ text, relevant }) => qualityOf(rank(text), relevant)))
  return { documents: documents.length, queries: queries.length, systems: { keyword } }
}

export function showRetrieval({ documents, queries, systems }: ReturnType<typeof evaluateRetrieval>): string {
  const columns = ['ndcg10', 'recall5', 'recall10', 'recall100', 'mrr10'] as const
  const rows = Object.entries(systems).map(([name, figures]: [string, RankingQuality]) => [
    name,
    ...columns.map((column) => figures[column]),
  ])
  return [
    `${documents} documents, ${queries} queries`,
    table(['system', 'nDCG@10', 'recall@5', 'recall@10', 'recall@100', 'MRR@10'], rows),
    'Left out: instant, hybrid-instant, embedder, hybrid (this version retrieves by keywords).',
  ].join('\n')
}

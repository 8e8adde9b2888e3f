import type { Meaning } from '../../src/search/abstain'
import { readCollection } from './eval-collection'
import { nodeEmbedder } from './eval-embedder'
import { asking, leftOut, librariesOf, notesOf } from './eval-library'
import { meanOf, qualityOf, type RankingQuality } from './eval-measures'
import { table } from './eval-table'

type Lists = 'keyword' | 'meaning' | 'both'

const systems: [name: string, kind: Meaning, lists: Lists][] = [
  ['keyword', 'keyword', 'keyword'],
  ['instant', 'instant', 'meaning'],
  ['hybrid-instant', 'instant', 'both'],
  ['embedder', 'embedder', 'meaning'],
  ['hybrid', 'embedder', 'both'],
]
const depth = 100

/** How well the app's own library ranks the documents that somebody judged. */
export async function evaluateRetrieval(folder: string, models?: string) {
  const collection = readCollection(folder)
  const { documents, queries } = collection
  const libraries = await librariesOf(
    notesOf(collection),
    queries.map(({ text }) => text),
    await nodeEmbedder(models),
  )
  const measure = (kind: Meaning, lists: Lists) =>
    meanOf(
      queries.map(({ text, relevant }) => {
        const { library, request } = asking(libraries, text, kind)
        const { passages } = library.rank({ ...request, limit: depth }, lists)
        const ranking = passages.slice(0, depth).map(({ passage }) => documents[passage]!.id)
        return qualityOf(ranking, relevant)
      }),
    )
  const figures: Record<string, RankingQuality> = {}
  for (const [name, kind, lists] of systems) if (libraries.kinds.includes(kind)) figures[name] = measure(kind, lists)
  return { documents: documents.length, queries: queries.length, systems: figures }
}

export function showRetrieval({ documents, queries, systems }: Awaited<ReturnType<typeof evaluateRetrieval>>): string {
  const columns = ['ndcg10', 'recall5', 'recall10', 'recall100', 'mrr10'] as const
  const rows = Object.entries(systems).map(([name, figures]) => [name, ...columns.map((column) => figures[column])])
  return [
    `${documents} documents, ${queries} queries`,
    table(['system', 'nDCG@10', 'recall@5', 'recall@10', 'recall@100', 'MRR@10'], rows),
    leftOut(systems.hybrid ? ['embedder'] : []),
  ].join('\n')
}

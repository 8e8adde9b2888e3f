import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { InstantEncoder } from '../../src/encoder/embed'
import { KeywordIndex } from '../../src/search/keyword'
import { readCollection, type Collection } from './eval-collection'
import { meanOf, qualityOf } from './eval-measures'

/** How well the weights rank, alone and with BM25: `npx tsx tests/bench/encoder-retrieval.ts --data DIR...`. */

const { values: options } = parseArgs({
  options: {
    data: {
      type: 'string',
      multiple: true,
      default: ['../shared/data/retrieval/cranfield', '../shared/data/retrieval/cacm'],
    },
    weights: { type: 'string', default: 'src/encoder/weights/instant-1.bin' },
  },
})

const depth = 200
const encoder = new InstantEncoder(readFileSync(options.weights))
const table: Record<string, Record<string, number>> = {}
for (const folder of options.data) table[folder.split('/').at(-1)!] = measure(readCollection(folder))
console.table(table)

function measure({ documents, queries }: Collection): Record<string, number> {
  const keyword = new KeywordIndex()
  for (const { title, text } of documents) keyword.add({ heading: title, text })
  const began = performance.now()
  const vectors = documents.map(({ title, text }) => encoder.embed(`${title}\n${text}`))
  const seconds = (performance.now() - began) / 1000
  const rankings = queries.map(({ text, relevant }) => {
    const lists = [keywordScores(keyword, text), denseScores(vectors, encoder.embed(text))]
    const quality = (scores: Map<number, number>) => qualityOf(bestOf(scores, documents), relevant)
    return { keyword: quality(lists[0]!), instant: quality(lists[1]!), hybrid: quality(convexSum(lists)) }
  })
  const ndcg = (system: 'keyword' | 'instant' | 'hybrid') =>
    Number(meanOf(rankings.map((ranking) => ranking[system])).ndcg10.toFixed(4))
  return {
    keyword: ndcg('keyword'),
    instant: ndcg('instant'),
    hybrid: ndcg('hybrid'),
    documentsPerSecond: Math.round(documents.length / seconds),
  }
}

function keywordScores(index: KeywordIndex, query: string): Map<number, number> {
  return new Map(index.search(query, { limit: depth }).map(({ passage, score }) => [passage, score]))
}

function denseScores(vectors: Float32Array[], query: Float32Array): Map<number, number> {
  const scores = vectors.map((vector, at) => [at, vector.reduce((sum, v, d) => sum + v * query[d]!, 0)] as const)
  return new Map(scores.toSorted((a, b) => b[1] - a[1]).slice(0, depth))
}

/** Each list scaled to 0-1 over what either found, then summed with equal weights. */
function convexSum(lists: Map<number, number>[]): Map<number, number> {
  const sum = new Map<number, number>()
  for (const list of lists) {
    const scores = [...list.values()]
    const [least, most] = [Math.min(...scores), Math.max(...scores)]
    for (const [passage, score] of list)
      sum.set(passage, (sum.get(passage) ?? 0) + (score - least) / (most - least || 1) / lists.length)
  }
  return sum
}

function bestOf(scores: Map<number, number>, documents: { id: string }[]): string[] {
  const order = [...scores].sort((a, b) => b[1] - a[1])
  return order.map(([passage]) => documents[passage]!.id)
}

import { bm25 } from '../../../src/search/keyword'
import { termsOf } from '../../../src/search/tokenise'

export interface Plain {
  heading: string
  text: string
}

/** BM25 as in a textbook, over plain arrays: what the packed index must agree with. */
export function slowRanking(passages: (Plain | undefined)[], question: string): { passage: number; score: number }[] {
  const bags = passages.map((passage) => passage && { text: termsOf(passage.text), heading: termsOf(passage.heading) })
  const live = bags.filter((bag) => bag !== undefined)
  const lengthOf = (bag: (typeof live)[number]) => bag.text.length + bm25.heading * bag.heading.length
  const mean = live.reduce((sum, bag) => sum + lengthOf(bag), 0) / live.length
  const ranking = bags.flatMap((bag, passage) => {
    if (!bag) return []
    let score = 0
    for (const term of new Set(termsOf(question))) {
      const holders = live.filter(({ text, heading }) => text.includes(term) || heading.includes(term)).length
      const idf = Math.log(1 + (live.length - holders + 0.5) / (holders + 0.5))
      const count = (terms: string[]) => terms.filter((other) => other === term).length
      const often = count(bag.text) + bm25.heading * count(bag.heading)
      const norm = bm25.k1 * (1 - bm25.b + (bm25.b * lengthOf(bag)) / mean)
      score += (idf * often * (bm25.k1 + 1)) / (often + norm)
    }
    return score > 0 ? [{ passage, score }] : []
  })
  return ranking.sort((a, b) => b.score - a.score || a.passage - b.passage)
}

/** How good a ranking is, as the field measures it. */
export interface RankingQuality {
  ndcg10: number
  recall5: number
  recall10: number
  recall100: number
  mrr10: number
}

export function qualityOf(ranking: string[], relevant: Map<string, number>): RankingQuality {
  const first = ranking.slice(0, 10).findIndex((id) => relevant.has(id))
  return {
    ndcg10: ndcg(ranking, relevant, 10),
    recall5: recall(ranking, relevant, 5),
    recall10: recall(ranking, relevant, 10),
    recall100: recall(ranking, relevant, 100),
    mrr10: first < 0 ? 0 : 1 / (first + 1),
  }
}

function ndcg(ranking: string[], relevant: Map<string, number>, depth: number): number {
  const gain = (grades: number[]) => grades.reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0)
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, depth)
  return gain(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / gain(ideal)
}

function recall(ranking: string[], relevant: Map<string, number>, depth: number): number {
  return ranking.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size
}

/** The mean of each figure. */
export function meanOf(all: RankingQuality[]): RankingQuality {
  const mean = (key: keyof RankingQuality) => all.reduce((sum, one) => sum + one[key], 0) / Math.max(1, all.length)
  return {
    ndcg10: mean('ndcg10'),
    recall5: mean('recall5'),
    recall10: mean('recall10'),
    recall100: mean('recall100'),
    mrr10: mean('mrr10'),
  }
}

/** The chance that a positive one scores above a negative one, ties half. */
export function auc(positive: number[], negative: number[]): number {
  const all = [...positive.map((score) => ({ score, up: 1 })), ...negative.map((score) => ({ score, up: 0 }))]
  all.sort((a, b) => a.score - b.score)
  let rankSum = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]!.score === all[from]!.score) to++
    const rank = (from + 1 + to) / 2
    for (; from < to; from++) rankSum += all[from]!.up * rank
  }
  const { length } = positive
  return (rankSum - (length * (length + 1)) / 2) / (length * negative.length)
}

export interface Ranked {
  passage: number
  score: number
}

/** The best by score, the earlier passage first where scores are equal. */
export function topOf(passages: number[], scores: Float64Array, limit: number): Ranked[] {
  const better = (a: number, b: number) => scores[b]! - scores[a]! || a - b
  const kept: number[] = []
  let bar = -Infinity
  for (const passage of passages) {
    if (scores[passage]! < bar) continue
    kept.push(passage)
    // Sorting now and then is cheaper than keeping order at each step.
    if (kept.length < limit * 4 + 64) continue
    kept.sort(better).length = limit
    bar = scores[kept[limit - 1]!]!
  }
  return kept
    .sort(better)
    .slice(0, limit)
    .map((passage) => ({ passage, score: scores[passage]! }))
}

/** A passage in the running, with what each list says of it. */
export interface Fused {
  passage: number
  /** BM25; 0 where no word is shared. */
  keyword: number
  cosine: number
  /** 0-1. */
  score: number
}

/**
 * One ranking from two: each list's scores are scaled to 0-1 over all candidates, then summed by weight (a convex sum beat
 * reciprocal rank on public collections: npm run eval -- retrieval). Candidates are what either list put in front; both
 * scores count for each, whichever list brought it. Best first; equal ones by passage number.
 */
export function fuse(
  candidates: Iterable<number>,
  keyword: (passage: number) => number,
  cosine: (passage: number) => number,
  denseWeight: number,
): Fused[] {
  const all = [...new Set(candidates)].map((passage) => ({
    passage,
    keyword: keyword(passage),
    cosine: cosine(passage),
    score: 0,
  }))
  const keywordShare = scaled(all.map((one) => one.keyword))
  const cosineShare = scaled(all.map((one) => one.cosine))
  for (const one of all)
    one.score = (1 - denseWeight) * keywordShare(one.keyword) + denseWeight * cosineShare(one.cosine)
  return all.sort((a, b) => b.score - a.score || a.passage - b.passage)
}

function scaled(values: number[]): (value: number) => number {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return (value) => (most > least ? (value - least) / (most - least) : 0)
}

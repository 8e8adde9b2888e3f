/** A passage in the running, with what each list says of it. */
export interface Fused {
  passage: number
  /** BM25; 0 where no word is shared. */
  keyword: number
  cosine: number
  /** 0-1. */
  score: number
}

/** What is known of passages by their numbers. */
export interface Scores {
  keyword: (passage: number) => number
  cosine: (passage: number) => number
  /** Cosine of two passages; absent where their vectors are not at hand. */
  alike?: (a: number, b: number) => number
}

/** How much the first passages of a first look move the question towards them, and how many they are. */
const leading = { share: 0.2, passages: 2 }
/** How much of its score a passage takes from those that are nearest to it among the best. */
const neighbourly = { share: 0.2, neighbours: 3, among: 30 }

/**
 * One ranking from two lists. Both scores of each candidate are brought to one scale (how many standard deviations above
 * the mean) and summed by weight; then the two best passages pull the question a little towards themselves, and each of
 * the best takes a share of its score from its nearest neighbours, since passages that answer one question are alike.
 * All constants were chosen by leaving one of seven collections out at a time (src/README.md). Candidates are what either
 * list put in front; both scores count for each, whichever list brought it. Best first; equal ones by passage number.
 */
export function fuse(candidates: Iterable<number>, scores: Scores, denseWeight: number): Fused[] {
  const passages = [...new Set(candidates)]
  const keyword = passages.map(scores.keyword)
  const cosine = passages.map(scores.cosine)
  let sums = convex(keyword, cosine, denseWeight)
  const { alike } = scores
  // One list alone is left as it is.
  if (alike && denseWeight > 0 && denseWeight < 1) {
    const pulled = towards(bestOf(sums, leading.passages), passages, cosine, alike)
    sums = smoothed(convex(keyword, pulled, denseWeight), passages, alike)
  }
  const share = scaled(sums)
  return passages
    .map((passage, n) => ({ passage, keyword: keyword[n]!, cosine: cosine[n]!, score: share(sums[n]!) }))
    .sort((a, b) => b.score - a.score || a.passage - b.passage)
}

function convex(keyword: number[], cosine: number[], denseWeight: number): number[] {
  const [left, right] = [standing(keyword), standing(cosine)]
  return keyword.map((value, n) => (1 - denseWeight) * left(value) + denseWeight * right(cosine[n]!))
}

/** The cosines with a question moved towards the passages that lead. */
function towards(leaders: number[], passages: number[], cosine: number[], alike: NonNullable<Scores['alike']>) {
  const each = leading.share / leaders.length
  return cosine.map(
    (value, n) => value + each * leaders.reduce((sum, leader) => sum + alike(passages[leader]!, passages[n]!), 0),
  )
}

function smoothed(sums: number[], passages: number[], alike: NonNullable<Scores['alike']>): number[] {
  const best = bestOf(sums, neighbourly.among)
  const out = [...sums]
  if (best.length < 2) return out
  for (const place of best) {
    const near = best
      .filter((other) => other !== place)
      .map((other) => ({ other, cosine: Math.max(0, alike(passages[place]!, passages[other]!)) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, neighbourly.neighbours)
    const all = near.reduce((sum, { cosine }) => sum + cosine, 0) || 1
    const theirs = near.reduce((sum, { other, cosine }) => sum + cosine * sums[other]!, 0) / all
    out[place] = (1 - neighbourly.share) * sums[place]! + neighbourly.share * theirs
  }
  return out
}

/** Places of the highest values, highest first. */
function bestOf(values: number[], count: number): number[] {
  return [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b).slice(0, count)
}

/** How many standard deviations a value stands above the mean; 0 where all are the same. */
function standing(values: number[]): (value: number) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
  return (value) => (spread > 1e-12 ? (value - mean) / spread : 0)
}

function scaled(values: number[]): (value: number) => number {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return (value) => (most > least ? (value - least) / (most - least) : 0)
}

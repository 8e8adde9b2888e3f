/** Of two passages that share this much of their terms, one is enough. */
const nearlyAll = 0.8

/** For each passage, the place of an earlier one that says almost the same, if there is one. */
export function repeats(termSets: Set<number>[]): (number | undefined)[] {
  return termSets.map((terms, place) => {
    const earlier = termSets.slice(0, place).findIndex((other) => overlap(terms, other) >= nearlyAll)
    return earlier < 0 ? undefined : earlier
  })
}

/** Jaccard: what two sets share of what they hold together. */
function overlap(a: Set<number>, b: Set<number>): number {
  let shared = 0
  for (const term of a) if (b.has(term)) shared++
  return shared / Math.max(1, a.size + b.size - shared)
}

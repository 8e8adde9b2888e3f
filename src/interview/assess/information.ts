import { words } from './words'

/** How much a word tells: rare words much, common ones little. Computed from the pack's own texts. */
export interface Information {
  /** 0-1. */
  of(stem: string): number
  /** Whether the pack uses this very word, so that it is no misspelling. */
  knows(raw: string): boolean
}

/** The information table of a collection of short texts (inverse document frequency, scaled to 0-1). */
export function informationFrom(texts: Iterable<string>): Information {
  const counts = new Map<string, number>()
  const known = new Set<string>()
  let total = 0
  for (const text of texts) {
    total++
    const seen = new Set<string>()
    for (const word of words(text)) {
      known.add(word.raw)
      seen.add(word.stem)
    }
    for (const stem of seen) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  }
  const most = Math.log(1 + total)
  return {
    of: (stem) => (most === 0 ? 1 : Math.max(0.05, Math.log((1 + total) / (1 + (counts.get(stem) ?? 0))) / most)),
    knows: (raw) => known.has(raw),
  }
}

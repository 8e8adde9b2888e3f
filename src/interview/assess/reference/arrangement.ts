import { clausesOf } from '../company'
import { words } from '../words'

/** Which words stand beside, and which near, one another in the texts that an answer is held against. */
export interface Neighbours {
  next: ReadonlyMap<string, ReadonlySet<string>>
  near: ReadonlyMap<string, ReadonlySet<string>>
}

const reach = 3

/** From the references and the question: who arranges its words as they do makes the sense that they make. */
export function neighboursIn(texts: readonly string[]): Neighbours {
  const [next, near] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  for (const text of texts) {
    const said = words(text)
    said.forEach(({ stem }, n) => put(next, stem, said[n + 1]?.stem))
    const content = said.filter(({ grammar }) => !grammar).map(({ stem }) => stem)
    content.forEach((stem, n) =>
      content.slice(Math.max(0, n - reach), n + reach + 1).forEach((other) => put(near, stem, other)),
    )
  }
  return { next, near }
}

function put(map: Map<string, Set<string>>, key: string, value: string | undefined) {
  const entry = map.get(key) ?? new Set()
  if (value !== undefined) entry.add(value)
  map.set(key, entry)
}

/** How far an answer is the references' words in an order of no sense, each 0-1. */
export interface Arrangement {
  /** How densely its words come from the references, times how seldom neighbours follow one another there. */
  loose: number
  /** The same for the words that carry information, and for standing near one another. */
  apart: number
}

export const arrangementNames = ['loose', 'apart'] as const satisfies readonly (keyof Arrangement)[]

/** Short answers have few neighbours: both shares start from what real answers have. */
export function arrangementOf(text: string, { next, near }: Neighbours): Arrangement {
  const stems = words(text).map(({ stem }) => stem)
  const all = pairsAmong([stems], next)
  const content = pairsAmong(
    clausesOf(text).map((clause) => clause.map(({ stem }) => stem)),
    near,
  )
  const few = 8
  return {
    loose: (all.known / Math.max(few, stems.length - 1)) * (1 - (all.kept + 1.5) / (all.known + 3)),
    apart: (content.known / Math.max(few, content.pairs)) * (1 - (content.kept + 2) / (content.known + 4)),
  }
}

/** Neighbouring words: how many pairs, of how many both are known, and how many of those are neighbours there too. */
function pairsAmong(lists: readonly (readonly string[])[], there: ReadonlyMap<string, ReadonlySet<string>>) {
  const counts = { pairs: 0, known: 0, kept: 0 }
  for (const list of lists)
    for (let n = 1; n < list.length; n++) {
      const [a, b] = [list[n - 1]!, list[n]!]
      if (a === b) continue
      counts.pairs++
      if (!there.has(a) || !there.has(b)) continue
      counts.known++
      if (there.get(a)!.has(b)) counts.kept++
    }
  return counts
}

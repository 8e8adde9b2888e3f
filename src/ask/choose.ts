import type { UnderstoodWord } from '../search/protocol'
import type { Extract } from './extract'
import { coveredBy, shareCovered } from './question'
import { leansBack } from './reading'

/** A sentence that may be chosen. */
export interface Candidate extends Extract {
  terms: Set<string>
  /** The share of the question that its own words cover. */
  own: number
  /** How it reads by itself; mostly what is held against it. */
  reading: number
  /** How much it answers, before what is already chosen counts. */
  worth: number
}

const mostSentences = 4
const mostWords = 95
/** So many sentences of its own paragraph may go on from a chosen one. */
const mostFollowing = 2
/** To be added, a sentence must be worth this share of the first: from the passages that are cited already, and from elsewhere. */
const enough = { here: 0.62, elsewhere: 0.75 }
/** A sentence that shares more of its words with a chosen one only repeats it. */
const tooAlike = 0.5
/** How it must read to go on from another. */
const readsOn = -0.2

/**
 * An answer out of candidates: the best sentence with what its paragraph goes on to say, and then what another place adds.
 * One that leans on the sentence before it never comes without that.
 */
export function compose(candidates: Candidate[], words: UnderstoodWord[]): Extract[] {
  const chosen: Candidate[] = []
  while (chosen.length < mostSentences && lengthOf(chosen) < mostWords * 0.7) {
    const next = bestBeside(chosen, candidates, words)
    if (!next) break
    const before = chosen.length
    for (const one of runFrom(next, candidates, chosen)) {
      if (chosen.length >= mostSentences || (chosen.length && lengthOf([...chosen, one]) > mostWords)) break
      chosen.push(one)
    }
    if (chosen.length === before) break
  }
  return inReadingOrder(chosen)
}

const lengthOf = (some: Candidate[]) => some.reduce((sum, { text }) => sum + text.split(' ').length, 0)

/** The sentence that adds most; none when none adds enough. */
function bestBeside(chosen: Candidate[], candidates: Candidate[], words: UnderstoodWord[]): Candidate | undefined {
  const [lead] = chosen
  const cited = new Set(chosen.map(({ passage }) => passage))
  const bar = lead ? Math.min(0.95, lead.worth) : 0
  let most = 0
  let best: Candidate | undefined
  for (const candidate of candidates) {
    const value = valueBeside(candidate, chosen, candidates, words)
    const least = bar * (cited.has(candidate.passage) ? enough.here : enough.elsewhere)
    if (value > Math.max(most, least)) [best, most] = [candidate, value]
  }
  return best
}

/** What a sentence adds: less where it repeats or needs one before it that cannot be had, more where it covers what is not yet. */
function valueBeside(candidate: Candidate, chosen: Candidate[], candidates: Candidate[], words: UnderstoodWord[]) {
  if (chosen.includes(candidate)) return 0
  if (leansBack(candidate.text) && !openerOf(candidate, candidates)) return chosen.length ? 0 : 0.2 * candidate.worth
  if (!chosen.length) return candidate.worth
  const own = Math.max(...chosen.map((other) => other.own))
  if (candidate.own < 0.6 * own || chosen.some((other) => overlap(candidate.terms, other.terms) > tooAlike)) return 0
  const said = new Set(chosen.flatMap(({ terms }) => [...terms]))
  const fresh = shareCovered(words, (word) => (coveredBy(said, word) ? 0 : coveredBy(candidate.terms, word)))
  const alike = Math.max(...chosen.map((other) => overlap(candidate.terms, other.terms)))
  // What stands in the same passage makes one text with it; a third source seldom does.
  const passages = new Set(chosen.map(({ passage }) => passage))
  const elsewhere = passages.has(candidate.passage) ? 0 : 0.06 * passages.size
  return candidate.worth + 0.5 * fresh - 0.3 * alike - elsewhere
}

/** A sentence, after the one it leans on, and before those that go on from it. */
function runFrom(start: Candidate, candidates: Candidate[], chosen: Candidate[]): Candidate[] {
  const opener = leansBack(start.text) ? openerOf(start, candidates) : undefined
  const run = opener && !chosen.includes(opener) ? [opener, start] : [start]
  for (let n = 0; n < mostFollowing; n++) {
    const last = run.at(-1)!
    const next = candidates.find((one) => follows(one, last)) ?? afterBlock(last, candidates)
    if (!next || chosen.includes(next) || next.reading < readsOn - (leansBack(next.text) ? 0.16 : 0)) break
    const goesOn = leansBack(next.text) || run.length === 1 || next.worth >= 0.5 * start.worth
    if (!goesOn || overlap(next.terms, last.terms) > 0.8) break
    run.push(next)
  }
  return run
}

/** The first sentence of the next paragraph, where this one is a paragraph of its own. */
function afterBlock(last: Candidate, candidates: Candidate[]): Candidate | undefined {
  const same = candidates.filter(({ passage, block }) => passage === last.passage && block === last.block)
  if (same.length > 1 || last.place > 0 || last.row) return undefined
  return candidates.find(
    ({ passage, block, place, row }) => passage === last.passage && block === last.block + 1 && place === 0 && !row,
  )
}

/** The sentence right before it, where that stands by itself. */
function openerOf(candidate: Candidate, candidates: Candidate[]): Candidate | undefined {
  const before = candidates.find((other) => follows(candidate, other))
  return before && !leansBack(before.text) && before.reading >= readsOn ? before : undefined
}

function follows(a: Extract, b: Extract): boolean {
  return a.passage === b.passage && a.block === b.block && a.place === b.place + 1
}

/** What the smaller of two sets shares with the larger. */
function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const term of a) if (b.has(term)) shared++
  return shared / Math.max(1, Math.min(a.size, b.size))
}

/** The passage of the best sentence first, each passage's sentences as they stand there. */
function inReadingOrder(chosen: Candidate[]): Extract[] {
  const order = [...new Set(chosen.map(({ passage }) => passage))]
  return [...chosen].sort((a, b) => order.indexOf(a.passage) - order.indexOf(b.passage) || a.start - b.start)
}

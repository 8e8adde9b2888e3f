import { sentencesOf } from '../ask/sentences'
import { isReadable, readingWorth } from '../ask/reading'
import { termsOf } from '../search/tokenise'
import type { Chunk } from './document'

/** A sentence of a note that says much of what the note is about. */
export interface KeySentence {
  text: string
  chunkId: string
  /** Place of its chunk among those given, and of the sentence in the chunk's text. */
  chunk: number
  start: number
  end: number
  worth: number
}

/** Sections that tell no more of the subject, or tell it wrongly on purpose. */
const aside =
  /^(?:\d+\.?\s*)?(?:how to say|(?:common )?mistakes|pitfalls|myths|sources|references|further reading|see also|quiz|exercises)\b/i

interface Candidate extends KeySentence {
  terms: Set<string>
}

/**
 * The `count` sentences that together say most of what the chunks say, in the order of the text. A sentence is worth the
 * note's own frequent terms that it holds (sum of 1 + ln tf, over the root of its length: SumBasic's idea, Nenkova and
 * Vanderwende 2005, damped), less what it repeats of those already chosen (maximal marginal relevance).
 */
export function keySentences(chunks: readonly Chunk[], count: number): KeySentence[] {
  const candidates = candidatesOf(chunks)
  const frequency = frequencies(candidates)
  for (const candidate of candidates) candidate.worth = worthOf(candidate, frequency)
  return choose(candidates, count).sort((a, b) => a.chunk - b.chunk || a.start - b.start)
}

function candidatesOf(chunks: readonly Chunk[]): Candidate[] {
  return chunks.flatMap((chunk, place) =>
    (aside.test(chunk.headings.at(-1) ?? '') ? [] : sentencesOf(chunk.text))
      .filter((sentence) => !sentence.asks && isReadable(sentence))
      .map((sentence) => ({
        text: sentence.text,
        chunkId: chunk.id,
        chunk: place,
        start: sentence.start,
        end: sentence.end,
        terms: new Set(termsOf(sentence.text)),
        worth: readingWorth(sentence),
      })),
  )
}

function frequencies(candidates: Candidate[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { terms } of candidates) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function worthOf({ terms, worth }: Candidate, frequency: Map<string, number>): number {
  let sum = 0
  for (const term of terms) {
    const count = frequency.get(term) ?? 0
    if (count > 1) sum += 1 + Math.log(count)
  }
  return sum / Math.sqrt(terms.size + 4) + 6 * worth
}

function choose(candidates: Candidate[], count: number): Candidate[] {
  const left = new Set(candidates)
  const said = new Set<string>()
  const chosen: Candidate[] = []
  while (chosen.length < count && left.size) {
    let best: Candidate | undefined
    let most = -Infinity
    for (const candidate of left) {
      const value = candidate.worth * (1 - repeated(candidate.terms, said))
      if (value > most) [best, most] = [candidate, value]
    }
    if (!best || (chosen.length && most <= 0)) break
    chosen.push(best)
    left.delete(best)
    for (const term of best.terms) said.add(term)
  }
  return chosen
}

/** The share of the terms that is said already. */
function repeated(terms: Set<string>, said: Set<string>): number {
  let shared = 0
  for (const term of terms) if (said.has(term)) shared++
  return terms.size ? shared / terms.size : 1
}

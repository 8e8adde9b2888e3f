import { isNegator } from './negation'
import { oppositesOfOne } from './opposites'
import { sentences, type Span } from './sentences'
import { words, type Word } from './words'

interface Clause extends Span {
  sentence: number
  words: Word[]
  content: Set<string>
  stems: Set<string>
  denies: boolean
}

/** Two stretches of an answer that say opposite things about the same words. */
export interface Contrary {
  first: Span
  second: Span
}

const cut = /[,;:]\s+|(?<!\s)\s+(?:and|while|but|whereas)\s+/g
const nearby = 4
const allOfIt = 0.75

/** Where an answer takes back what it said: neighbouring clauses about the same, one denied or turned round. */
export function contraries(text: string): Contrary[] {
  const clauses = once(text, sentences(text)).flatMap((span, sentence) => clausesIn(text, span, sentence))
  return clauses.flatMap((first, index) =>
    clauses
      .slice(index + 1, index + nearby)
      .filter((second) => areContrary(first, second))
      .map((second) => ({
        first: { start: first.start, end: first.end },
        second: { start: second.start, end: second.end },
      })),
  )
}

/** A sentence said again takes nothing more back. */
function once(text: string, spans: Span[]): Span[] {
  const first = new Map(spans.map((span) => [text.slice(span.start, span.end), span] as const).reverse())
  return spans.filter((span) => first.get(text.slice(span.start, span.end)) === span)
}

function clausesIn(text: string, { start, end }: Span, at: number): Clause[] {
  const sentence = text.slice(start, end)
  const cuts = [...sentence.matchAll(cut)]
  const pieces = [
    ...cuts.map((match) => ({ end: match.index, next: match.index + match[0].length })),
    { end: sentence.length, next: 0 },
  ]
  return pieces.map((piece, index) => ({
    sentence: at,
    ...clause(text, start + (index ? pieces[index - 1]!.next : 0), start + piece.end),
  }))
}

function clause(text: string, start: number, end: number): Omit<Clause, 'sentence'> {
  const said = words(text.slice(start, end))
  const content = new Set(said.filter((word) => !word.grammar).map((word) => word.stem))
  const stems = new Set(said.map((word) => word.stem))
  return { start, end, words: said, content, stems, denies: said.some(isNegator) }
}

/**
 * The shorter says nothing else than the longer, but for the denial or the opposites. One shared word is a subject that
 * somebody goes on about, and a contrast ("not against each other") shares no more; unless a clause of the same sentence is
 * about nothing else ("there aren't any negatives", "and it isn't guaranteed", "and it flattens it").
 */
function areContrary(a: Clause, b: Clause): boolean {
  const shared = [...a.content].filter((stem) => b.content.has(stem)).length
  const shorter = Math.min(a.content.size, b.content.size)
  const same = a.sentence === b.sentence
  if (a.denies !== b.denies) return (shared >= 2 || (same && shared === 1 && barely(b))) && shared / shorter >= allOfIt
  const turned = turnedRound(a.stems, b.stems)
  if (!turned) return false
  if (!shared) return same && turned === 1 && barely(b) && turnedRound(a.content, b.content) === 1
  return shared / (shorter - turned) >= allOfIt
}

/** One word of meaning and a few of grammar, said of what has just been spoken of, or of whether there is such a thing. */
const barely = ({ content, words: said }: Clause) =>
  content.size === 1 && said.length <= 7 && goesOn.test(said.map(({ raw }) => raw).join(' '))
const goesOn =
  /^(?:(?:and|but|while|since|so|where) )?(?:it|they|this|that|there|nothing|nobody|none|no|has|have|is|are|isn't|aren't|doesn't|don't)\b/

/** How many of the words of one have their opposite in the other. */
function turnedRound(a: Set<string>, b: Set<string>): number {
  return [...a].filter(
    (stem) => !b.has(stem) && [...oppositesOfOne(stem)].some((other) => b.has(other) && !a.has(other)),
  ).length
}

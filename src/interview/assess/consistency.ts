import { isNegator } from './negation'
import { oppositesOf } from './opposites'
import { sentences, type Span } from './sentences'
import { words, type Word } from './words'

interface Clause extends Span {
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

const cut = /[,;:]\s+|\s+(?:and|while|but|whereas)\s+/g
const nearby = 4
const allOfIt = 0.75

/** Where an answer takes back what it said: neighbouring clauses about the same, one denied or turned round. */
export function contraries(text: string): Contrary[] {
  const clauses = sentences(text).flatMap((span) => clausesIn(text, span))
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

function clausesIn(text: string, { start, end }: Span): Clause[] {
  const sentence = text.slice(start, end)
  const cuts = [...sentence.matchAll(cut)]
  const pieces = [
    ...cuts.map((match) => ({ end: match.index, next: match.index + match[0].length })),
    { end: sentence.length, next: 0 },
  ]
  return pieces.map((piece, index) => clause(text, start + (index ? pieces[index - 1]!.next : 0), start + piece.end))
}

function clause(text: string, start: number, end: number): Clause {
  const said = words(text.slice(start, end))
  const content = new Set(said.filter((word) => !word.grammar).map((word) => word.stem))
  const stems = new Set(said.map((word) => word.stem))
  return { start, end, words: said, content, stems, denies: said.some(isNegator) }
}

/**
 * The shorter says nothing else than the longer, but for the denial or the opposite. One shared word is a subject that
 * somebody goes on about, and a contrast ("not against each other") shares no more.
 */
function areContrary(a: Clause, b: Clause): boolean {
  const shared = [...a.content].filter((stem) => b.content.has(stem)).length
  const shorter = Math.min(a.content.size, b.content.size)
  if (a.denies !== b.denies) return shared >= 2 && shared / shorter >= allOfIt
  return shared >= 1 && shared / (shorter - 1) >= allOfIt && turnRound(a.stems, b.stems)
}

function turnRound(a: Set<string>, b: Set<string>): boolean {
  for (const stem of a)
    if (!b.has(stem)) for (const other of oppositesOf(stem)) if (b.has(other) && !a.has(other)) return true
  return false
}

import { clausesOf, type Company } from './company'
import { denied } from './negation'
import type { Span } from './sentences'
import { words, type Word } from './words'

/** Below that many, good words of one's own may meet by chance as nowhere in the pack. */
const fewestPairs = 8

/**
 * How far an answer is the rubric's words thrown together, 0-1: how densely its neighbouring words are from the rubric,
 * times how seldom such neighbours stand together in a line of the rubric, or anywhere in the pack. Measured: real
 * answers 0-0.12 (a terse list up to 0.25), the rubric's words in other sentences' places 0.23-0.7.
 */
export function senselessness(text: string, lines: readonly string[], company: Company): number {
  const places = placesOf(lines)
  let all = 0
  let pairs = 0
  let inLine = 0
  let inPack = 0
  for (const clause of clausesOf(text))
    for (let at = 1; at < clause.length; at++) {
      const [a, b] = [clause[at - 1]!.stem, clause[at]!.stem]
      if (a === b) continue
      all++
      const left = places.get(a)
      const right = places.get(b)
      if (!left || !right) continue
      pairs++
      if ([...left].some((line) => right.has(line))) inLine++
      if (company.together(a, b)) inPack++
    }
  if (pairs < fewestPairs) return 0
  // A few more still say little: both shares start from what real answers have.
  const apartInLine = 1 - (inLine + 2) / (pairs + 4)
  const apartInPack = 1 - (inPack + 2.5) / (pairs + 4)
  return (pairs / Math.max(8, all)) * apartInLine * apartInPack
}

function placesOf(lines: readonly string[]): Map<string, Set<number>> {
  const places = new Map<string, Set<number>>()
  lines.forEach((line, index) => {
    for (const word of words(line))
      if (!word.grammar) places.set(word.stem, (places.get(word.stem) ?? new Set()).add(index))
  })
  return places
}

/**
 * The share of the words that carry information which a negation reaches, but for stretches in which the rubric agrees.
 * Measured: answers 0-0.2, all denied 0.33-0.64.
 */
export function shareDenied(texts: readonly string[], agreed: readonly (Span & { turn: number })[] = []): number {
  const content = texts.flatMap((text, turn) => {
    const said = words(text)
    const flags = denied(text, said)
    const isAgreed = ({ start }: Word) => agreed.some((at) => at.turn === turn && at.start <= start && start < at.end)
    return said.flatMap((word, index) => (word.grammar ? [] : [flags[index]! && !isAgreed(word)]))
  })
  return content.length ? content.filter(Boolean).length / content.length : 0
}

/** The share of words that carry grammar, not information. */
export function shareOfGrammar(text: string): number {
  const said = words(text)
  return said.length ? said.filter(({ grammar }) => grammar).length / said.length : 0
}

import { isNegator } from './negation'
import { oppositesOf } from './opposites'
import type { Word } from './words'

/** How many words of a sentence negate something. */
export function negations(sentence: Word[]): number {
  return sentence.filter(isNegator).length
}

/** How many words of one sentence have their opposite in the other, each only on its own side. */
export function opposites(a: Word[], b: Word[]): number {
  const left = new Set(a.map((word) => word.stem))
  const right = new Set(b.map((word) => word.stem))
  return [...left].filter(
    (stem) => !right.has(stem) && [...oppositesOf(stem)].some((other) => right.has(other) && !left.has(other)),
  ).length
}

/** Whether a word of one sentence is turned round in the other. */
export function turnsRound(a: Word[], b: Word[]): boolean {
  return opposites(a, b) > 0
}

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const spelt = new RegExp(
  `\\b(${numberWords.join('|')}|sixteen|thirty-two|fifty|hundred)\\b(?=[-\\s](?:${'per ?cent|percent|bits?|bytes?|times'}))`,
  'gi',
)
const larger: Record<string, number> = { sixteen: 16, 'thirty-two': 32, fifty: 50, hundred: 100 }

/** "one percent" as "1 percent"; number words with another unit may mean anything. */
function inDigits(text: string): string {
  return text.replace(spelt, (word) => {
    const lower = word.toLowerCase()
    return String(larger[lower] ?? numberWords.indexOf(lower))
  })
}

const quantity =
  /(?<![\w.])(\d+(?:[.,]\d+)*)\s*-?(%|percent|per cent|[kmgt]?b\b|bits?|bytes?|ms|seconds?|minutes?|hours?|days?|tokens?|dimensions?|layers?|times|x\b|k\b|m\b|million|billion)?/giu

/** The numbers of a text by unit. */
export function quantities(text: string): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const match of inDigits(text).matchAll(quantity)) {
    const unit = (match[2] ?? '')
      .toLowerCase()
      .replace(/^per ?cent$/, '%')
      .replace(/(?<=..)s$/, '')
    const value = Number(match[1]!.replaceAll(',', ''))
    if (Number.isFinite(value)) found.set(unit, (found.get(unit) ?? new Set()).add(value))
  }
  return found
}

/** Whether both give a number with the same unit (one that says what is counted) and none agrees. */
export function numbersDiffer(said: string, claim: string): boolean {
  const left = quantities(said)
  const right = quantities(claim)
  for (const [unit, values] of right) {
    const others = left.get(unit)
    if (unit && others && ![...values].some((value) => others.has(value))) return true
  }
  return false
}

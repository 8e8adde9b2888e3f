import { opposites } from './everyday'
import { stemOf, type Word } from './words'

const negators = new Set(
  `not no never none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
  wouldn't shouldn't couldn't hasn't haven't hadn't ain't hardly barely instead rather`.split(/\s+/),
)

/** How many words of a sentence negate something. */
export function negations(sentence: Word[]): number {
  return sentence.filter((word) => negators.has(word.raw)).length
}

const opposite = new Map<string, Set<string>>()
for (const [a, b] of opposites) {
  const [left, right] = [stemOf(a), stemOf(b)]
  if (left === right) continue
  opposite.set(left, (opposite.get(left) ?? new Set()).add(right))
  opposite.set(right, (opposite.get(right) ?? new Set()).add(left))
}

/** Whether one of two sentences has a word whose opposite stands in the other, each only on its own side. */
export function turnsRound(a: Word[], b: Word[]): boolean {
  const left = new Set(a.map((word) => word.stem))
  const right = new Set(b.map((word) => word.stem))
  for (const stem of left) {
    if (right.has(stem)) continue
    for (const counter of opposite.get(stem) ?? []) if (right.has(counter) && !left.has(counter)) return true
  }
  return false
}

const quantity =
  /(?<![\w.])(\d+(?:[.,]\d+)*)\s*-?(%|percent|per cent|[kmgt]?b\b|bits?|bytes?|ms|seconds?|minutes?|hours?|days?|tokens?|dimensions?|layers?|times|x\b|k\b|m\b|million|billion)?/giu

/** The numbers of a text by unit. */
export function quantities(text: string): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const match of text.matchAll(quantity)) {
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

/** Whether two sentences of one answer say opposite things about the same words. */
export function contradictEachOther(a: Word[], b: Word[]): boolean {
  const left = new Set(a.filter((word) => !word.grammar).map((word) => word.stem))
  const right = new Set(b.filter((word) => !word.grammar).map((word) => word.stem))
  if (left.size < 2 || right.size < 2) return false
  const shared = [...left].filter((stem) => right.has(stem)).length
  if (shared / Math.min(left.size, right.size) < 0.5) return false
  return negations(a) > 0 !== negations(b) > 0 || turnsRound(a, b)
}

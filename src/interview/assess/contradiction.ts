import type { ContradictionKind } from '../session'
import { negations, opposites, quantities } from './difference'
import type { Evidence } from './evidence'
import type { Finding } from './features'
import { rolesOf } from './roles'
import type { Said } from './rubric'
import type { Span } from './sentences'
import type { Understanding } from './understanding'
import { words } from './words'

/** Both sentences to the letter: what was said, and the rubric's line that it collides with. */
export interface Contradiction {
  said: string
  claim: string
  kind: ContradictionKind
  at: Span & { turn: number }
  /** Whether the point counts as not made, rather than as open. */
  sure: boolean
}

/** How the answer contradicts one criterion, if it does. */
export function contradictionOf(
  index: number,
  { findings, understood }: Evidence,
  likely: number,
  said: Said[],
): Contradiction | undefined {
  const made = (kind: ContradictionKind, at: Span & { turn: number }, claim: string, sure = false): Contradiction => ({
    said: said[at.turn]!.text.slice(at.start, at.end),
    claim,
    kind,
    at: { start: at.start, end: at.end, turn: at.turn },
    sure,
  })
  if (!understood) return wrongByWording(findings[index]!, likely, made)
  const found = understood[index]!
  return wrongClaim(found, likely, made) ?? turnedRound(found, likely, said, made) ?? swapped(found, said, made)
}

type Make = (kind: ContradictionKind, at: Span & { turn: number }, claim: string, sure?: boolean) => Contradiction

/** Near to a wrong claim, nearer than to any true line, and on the whole on the wrong side. */
function wrongClaim({ features, worst }: Understanding, likely: number, made: Make): Contradiction | undefined {
  if (!worst || likely >= 0.35) return undefined
  if (worst.score < 0.44 || worst.by < 0.03 || features.nearer > -0.02) return undefined
  // Who denies the mistake has not made it.
  if (worst.denial >= 0.35) return undefined
  return made('wrong-claim', worst.stretch, worst.line.text, likely < 0.15 || worst.by > 0.15)
}

function wrongByWording({ features, worst }: Finding, likely: number, made: Make): Contradiction | undefined {
  if (!features.knowsWrong || !worst || worst.score <= 0.4 || features.margin >= -0.06 || likely >= 0.45)
    return undefined
  return made('wrong-claim', worst.segment, worst.line.text, likely < 0.17 || features.margin < -0.2)
}

/**
 * The nearest true line denied, with another number, or with a word's opposite. Only where exactly one thing is turned:
 * two make it right again, and what is likely right on the whole was rather put in other words.
 */
function turnedRound(
  { features, best, truth }: Understanding,
  likely: number,
  said: Said[],
  made: Make,
): Contradiction | undefined {
  if (!best || best.score < 0.5) return undefined
  const sentence = said[best.stretch.turn]!.text.slice(best.stretch.start, best.stretch.end)
  const number = best.score >= 0.55 ? otherNumber(sentence, truth) : undefined
  if (number) return made('number', best.stretch, number)
  if (likely >= 0.8) return undefined
  const [mine, its] = [words(sentence), words(best.line.text)]
  const turned = opposites(mine, its)
  if (features.denial >= 0.5 && !turned) return made('negation', best.stretch, best.line.text)
  const alike = best.score >= 0.6 && features.decided < 0.08 && negations(mine) === negations(its)
  return alike && turned === 1 ? made('antonym', best.stretch, best.line.text) : undefined
}

/** The roles of a true line given to the wrong sides, and of no other: left open however well the words fit. */
function swapped({ best, truth }: Understanding, said: Said[], made: Make): Contradiction | undefined {
  if (!best || best.score < 0.45) return undefined
  const sentence = said[best.stretch.turn]!.text.slice(best.stretch.start, best.stretch.end)
  const roles = truth.map((line) => rolesOf(sentence, line))
  if (roles.includes('same') || !roles.includes('swapped')) return undefined
  return made('antonym', best.stretch, truth[roles.indexOf('swapped')]!)
}

/** The statement's one quantity, where the sentence has one of the same unit that no line knows. */
function otherNumber(sentence: string, [statement, ...others]: readonly string[]): string | undefined {
  if (statement === undefined) return undefined
  const [said, more] = measured(sentence)
  const [meant, another] = measured(statement)
  if (!said || !meant || more || another || !said.unit || said.unit !== meant.unit) return undefined
  const known = [statement, ...others].flatMap((line) =>
    [...quantities(line).values()].flatMap((values) => [...values]),
  )
  return known.some((value) => alikeNumbers(value, said.value)) ? undefined : statement
}

function measured(text: string): { unit: string; value: number }[] {
  return [...quantities(text)].flatMap(([unit, values]) => [...values].map((value) => ({ unit, value })))
}

/** Within a fifth: nobody quotes to the last digit. */
const alikeNumbers = (a: number, b: number) => Math.abs(a - b) <= 0.2 * Math.max(Math.abs(a), Math.abs(b))

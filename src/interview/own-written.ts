import { isBlank } from '../app/blank'
import type { Round } from '../../content/format'
import { refuse, type Result } from '../app/failures'
import { criteriaOf } from './assess/reference/clauses'
import { guardAgainst } from './assess/guards'
import { contentStems, words } from './assess/words'
import { criterionOf, cut, kindOf, termOf, weights, type Point } from './own-point'
import { ownTopic, writtenBy, type OwnCriterion, type OwnQuestion } from './own-question'
import { seedOf } from './seeded'

/** A question as its author writes it, with the answer they want to be able to give. */
export interface Written {
  ask: string
  reference: string
  /** The round that it may come up in; absent where it is only asked when it is chosen. */
  round?: Round
}

export type WrittenCode =
  | 'own-no-question'
  | 'own-question-long'
  | 'own-no-reference'
  | 'own-reference-short'
  | 'own-reference-long'
  | 'own-reference-question'
  | 'own-twice'

/** In characters. */
export const longestAsk = 600
export const longestReference = 8000
/** More points are not judged apart in an interview. */
export const mostPoints = 8
/** An answer with fewer words that say something is refused as too short, so no reference can have fewer. */
const fewestContent = 3

/**
 * A question of the user's own with a point for each sentence of its reference answer; or why there is none.
 * `known`: what the user has, against having one twice.
 */
export function writtenQuestion(
  { ask, reference, round }: Written,
  known: readonly { ask: string }[],
  id: string,
  now: number,
): Result<OwnQuestion, WrittenCode> {
  const [asked, wanted] = [ask.trim(), reference.trim()]
  const code = faultOf(asked, wanted, known)
  if (code) return refuse(code, named(asked), code === 'own-reference-long' ? thousands(wanted.length) : undefined)
  const criteria = pointsOf(asked, wanted)
  const value: OwnQuestion = {
    id,
    title: cut(asked, 60),
    topic: ownTopic,
    rounds: round ? [round] : [],
    level: 'junior',
    minutes: Math.min(6, 2 + criteria.length),
    ask: asked,
    variants: [variantOf(asked)],
    notes: [],
    answer: wanted,
    reference: wanted,
    sources: [],
    criteria,
    from: { title: writtenBy },
    createdAt: now,
    updatedAt: now,
  }
  return { ok: true, value }
}

function faultOf(ask: string, reference: string, known: readonly { ask: string }[]): WrittenCode | undefined {
  if (!words(ask).length) return 'own-no-question'
  if (ask.length > longestAsk) return 'own-question-long'
  if (known.some((other) => level(other.ask) === level(ask))) return 'own-twice'
  if (isBlank(reference)) return 'own-no-reference'
  if (reference.length > longestReference) return 'own-reference-long'
  if (level(reference) === level(ask)) return 'own-reference-question'
  return isTooShort(reference) ? 'own-reference-short' : undefined
}

/** Scripts without spaces have few "words": there it is letters that count. */
function isTooShort(reference: string): boolean {
  const letters = reference.match(/\p{L}/gu)?.length ?? 0
  return guardAgainst(reference, [])?.code === 'language' ? letters < 8 : contentStems(reference).size < fewestContent
}

/** Why answers like this reference will be left for the user to decide; empty where they can be judged. */
export function cannotJudge(reference: string): '' | 'language' | 'code' | 'formula' {
  const code = guardAgainst(reference, [])?.code
  return code === 'language' || code === 'code' || code === 'formula' ? code : ''
}

/** The word by which a point hangs on what was said before it, though it is judged by itself; empty where none does. */
export function hangsOn(statement: string): string {
  return (
    /^(?:it|its|this|that|these|those|they|their|he|she|both|so|then|also|such)\b/i.exec(statement.trim())?.[0] ?? ''
  )
}

const level = (text: string) =>
  words(text)
    .map(({ raw }) => raw)
    .join(' ')
const named = (ask: string) => (ask ? `“${cut(ask, 60)}”` : 'The question')
const thousands = (count: number) => count.toLocaleString('en-GB')

/** The question in other words, for when it is asked again. */
export function variantOf(ask: string): string {
  return `Once more, as you would tell a colleague who is new: ${ask}`
}

/** The points that a reference answer makes, in its words and order; of very many those that say most. */
export function pointsOf(ask: string, reference: string): OwnCriterion[] {
  const found = criteriaOf(reference).map(({ statement }) => pointOf(statement))
  const heaviest = found
    .map((point, order) => ({ point, order }))
    .toSorted((a, b) => weights[b.point.kind] - weights[a.point.kind] || a.order - b.order)
    .slice(0, mostPoints)
    .toSorted((a, b) => a.order - b.order)
  return heaviest.map(({ point }, n) => ownPoint(point.text, ask, n, point))
}

/** A point of the user's own in their words. */
export function ownPoint(text: string, ask: string, n: number, point = pointOf(text)): OwnCriterion {
  const criterion = criterionOf(`p${n + 1}-${seedOf(text).toString(36)}`, point, '')
  return point.kind === 'plain' ? { ...criterion, probe: probeFor(text, ask, n) } : criterion
}

function pointOf(text: string): Point {
  const term = termOf(text)
  return term ? { text, kind: 'definition', term } : { text, kind: kindOf(text) }
}

const subject =
  /^(?:(?:an?|the|each|every|all|most|your)\s+)?((?:[\p{L}\p{N}][\p{L}\p{N}-]*\s+){0,2}?[\p{L}\p{N}][\p{L}\p{N}-]*)\s+(?:(?:is|are|was|were|can|could|may|must|should|will|would|has|have|does|do|needs?)\b|\p{Ll}{2,}s\s+(?:an?|the|with|by)\b)/iu
const open = ['What else belongs in your answer?', 'What have you left out so far?', 'What would you add to that?']

/** Asks for a plain point by its subject, unless the question names that already. */
function probeFor(text: string, ask: string, n: number): string {
  const named = subject.exec(text)?.[1]
  const asked = contentStems(ask)
  const own = named ? [...contentStems(named)] : []
  const whole = named && words(named).every(({ grammar }) => !grammar)
  return whole && own.some((stem) => !asked.has(stem)) ? `What can you say about “${named}”?` : open[n % open.length]!
}

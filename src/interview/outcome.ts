import { qualityNames } from './items'
import { costliest, qualitiesOf, settledShare, shareOf, worth, type Grade } from './grades'
import type { Quality } from '../../content/format'

export type Outcome = 'Strong hire' | 'Leaning hire' | 'Leaning no hire' | 'No hire'

/** The rule, as shown under the headline. */
export const outcomeRule =
  'The rule: counted from the verdicts, from 80 % of the weighted criteria “strong hire”, from 60 % “leaning hire”, from 40 % “leaning no hire”, below “no hire”. A point met counts whole, partly made half, by its weight; open points are left out.'

/** Where the closed verdicts put the candidate on the hire scale; undefined while over a third is open. */
export function outcomeOf(grades: Grade[]): Outcome | undefined {
  const value = settledShare(grades)
  if (value === null) return undefined
  if (value >= 0.8) return 'Strong hire'
  if (value >= 0.6) return 'Leaning hire'
  return value >= 0.4 ? 'Leaning no hire' : 'No hire'
}

/** "62 % of the weighted criteria, 3 of 12 still open". */
export function outcomeBasis(grades: Grade[]): string {
  const { value, open, closed } = shareOf(grades)
  const all = open + closed
  if (value === null) return `All ${all} points are open`
  const percent = `${Math.round(value * 100)} %`
  if (settledShare(grades) === null)
    return `${open} of ${all} points are open, too many for a result; of the weight of the other ${closed} you have ${percent}`
  return `${percent} of the weighted criteria${open ? `, ${open} of ${all} still open` : ''}`
}

/** The report's first sentence. */
export function headline(grades: Grade[]): string {
  if (!grades.length) return 'Nothing was answered, so there is nothing to judge.'
  const outcome = outcomeOf(grades)
  if (!outcome) return 'Decide the open points to see where this leaves you.'
  const { strongest, weakest } = extremes(grades)
  const parts = [strongest && `${short(strongest)} held up`, weakest && `${short(weakest).toLowerCase()} cost you most`]
  const told = parts.filter(Boolean).join('; ')
  // A reading of the wording is no result: it becomes one as the candidate confirms it.
  const reading = mostlyUnconfirmed(grades) ? `To be confirmed: ${outcome.toLowerCase()}` : outcome
  return told ? `${reading}. ${told.charAt(0).toUpperCase()}${told.slice(1)}.` : `${reading}.`
}

/** Most of it is the app's reading, so it is no result yet. */
export function mostlyUnconfirmed(grades: Grade[]): boolean {
  return grades.filter(({ decision }) => decision).length * 2 < grades.length
}

/** The quality with the best share (at least half met), and the one that lost most weight. */
function extremes(grades: Grade[]): { strongest?: Quality; weakest?: Quality } {
  const byQuality = qualitiesOf(grades)
  const shares = Object.entries(byQuality) as [Quality, number][]
  const weakest = worstOf(grades, byQuality)
  const best = shares.filter(([quality, share]) => share >= 0.6 && quality !== weakest).sort((a, b) => b[1] - a[1])[0]
  return { strongest: best?.[0], weakest }
}

/** The quality whose points cost most; of equal ones that with the lower share, as the bars beside it show. */
function worstOf(grades: Grade[], shares: Partial<Record<Quality, number>>): Quality | undefined {
  const lost = new Map<Quality, number>()
  for (const grade of costliest(grades, grades.length)) {
    const { quality } = grade.criterion
    lost.set(quality, (lost.get(quality) ?? 0) + worth(grade, grades))
  }
  const share = (quality: Quality) => shares[quality] ?? 1
  return [...lost].sort((a, b) => b[1] - a[1] || share(a[0]) - share(b[0]))[0]?.[0]
}

const short = (quality: Quality) =>
  ({
    structure: 'Structure',
    depth: 'Depth',
    experience: 'Experience',
    'trade-offs': 'Trade-offs',
    clarity: 'Communication',
    creativity: 'Creativity',
    context: 'Context',
    confidence: 'Confidence',
    adaptability: 'Adaptability',
  })[quality] ?? qualityNames[quality]

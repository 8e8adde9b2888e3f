import type { Criterion, Quality } from '../../content/format'
import { suggestedShare, type Suggested } from './assess/suggested-share'
import { decidedByTests } from './coding/task-item'
import { groupBy } from './group'
import { keyOf, type Stage } from './items'
import { pointKey } from './place'
import type { Assessment, ChallengeMet, CriterionVerdict, Decision, Verdict } from './session'

/** A criterion with what was suggested and what was decided; both are kept and shown. */
export interface Grade {
  stage: Stage
  criterion: Criterion
  suggested: CriterionVerdict
  decision?: Decision
  /** The decision, else the suggestion; `unsure` while it is open. */
  standing: Verdict
}

/** Every criterion that was asked for, in the order of the interview. */
export function gradesOf(
  stages: readonly Stage[],
  assessment: Pick<Assessment, 'verdicts'>,
  decisions: readonly Decision[],
): Grade[] {
  const decided = new Map(decisions.map((decision) => [pointKey(decision), decision]))
  const suggested = new Map(assessment.verdicts.map((verdict) => [pointKey(verdict), verdict]))
  return stages.flatMap((stage) =>
    stage.criteria.flatMap((criterion) => {
      const key = pointKey({ ...keyOf(stage), criterionId: criterion.id })
      const verdict = suggested.get(key)
      const decision = decided.get(key)
      return verdict
        ? [{ stage, criterion, suggested: verdict, decision, standing: decision?.decided ?? verdict.verdict }]
        : []
    }),
  )
}

const credit: Record<Verdict, number> = { met: 1, partly: 0.5, missed: 0, unsure: 0 }

/** What a set of grades comes to, counted from its verdicts. Open (unsure) criteria are left out and counted apart. */
export interface Share {
  /** 0-1 of the weighted criteria that are closed; null while none is. */
  value: number | null
  closed: number
  open: number
}

export function shareOf(grades: Grade[]): Share {
  const closed = grades.filter(({ standing }) => standing !== 'unsure')
  const weight = closed.reduce((sum, { criterion }) => sum + criterion.weight, 0)
  const earned = closed.reduce((sum, { criterion, standing }) => sum + criterion.weight * credit[standing], 0)
  return { value: weight ? earned / weight : null, closed: closed.length, open: grades.length - closed.length }
}

/** The share, unless so much is open (over a third of all) that it would say little and flatter. */
export function settledShare(grades: Grade[]): number | null {
  const { value, closed, open } = shareOf(grades)
  return open > closed / 2 ? null : value
}

/**
 * The app's own reading of what was said, whatever was decided; points that tests decide are none of it. Null where there
 * is none, and where an older record does not say how likely its points are.
 */
export function suggestedShareOf(grades: Grade[]): number | null {
  const points = grades.filter(({ criterion }) => !decidedByTests(criterion)).map(({ suggested }) => suggested)
  const known = points.filter((point): point is CriterionVerdict & Suggested => point.likelihood !== undefined)
  return known.length && known.length === points.length ? suggestedShare(known) : null
}

/** A challenge weighs like an expected point. */
const challengeWeight = 2

/**
 * The weighted share by quality; only qualities that the rubric touched and that are mostly closed. How challenges were
 * met belongs to confidence.
 */
export function qualitiesOf(grades: Grade[], challenges: ChallengeMet[] = []): Partial<Record<Quality, number>> {
  const shares = new Map<Quality, number>()
  for (const [quality, own] of groupBy(grades, ({ criterion }) => criterion.quality)) {
    const value = settledShare(own)
    if (value !== null) shares.set(quality, value)
  }
  if (challenges.length) shares.set('confidence', withChallenges(grades, shares.get('confidence'), challenges))
  return Object.fromEntries(shares)
}

function withChallenges(grades: Grade[], share: number | undefined, challenges: ChallengeMet[]): number {
  const own = grades.filter(({ criterion, standing }) => criterion.quality === 'confidence' && standing !== 'unsure')
  const weight = share === undefined ? 0 : own.reduce((sum, { criterion }) => sum + criterion.weight, 0)
  const credit = challenges.reduce((sum, each) => sum + each.credit, 0) * challengeWeight
  return ((share ?? 0) * weight + credit) / (weight + challenges.length * challengeWeight)
}

/** The criteria that cost most, heaviest first. */
export function costliest(grades: Grade[], count: number): Grade[] {
  const lost = ({ criterion, standing }: Grade) =>
    standing === 'unsure' ? 0 : criterion.weight * (1 - credit[standing])
  return grades
    .filter((grade) => lost(grade) > 0)
    .sort((a, b) => lost(b) - lost(a))
    .slice(0, count)
}

/** The points made that weigh most, heaviest first: what went well. */
export function strongest(grades: Grade[], count: number): Grade[] {
  return grades
    .filter(({ standing }) => standing === 'met')
    .sort((a, b) => b.criterion.weight - a.criterion.weight)
    .slice(0, count)
}

/** As it looks to somebody who decides first: what they have not decided is open, whatever the app suggests. */
export function hidden(grades: Grade[]): Grade[] {
  return grades.map((grade) => (grade.decision ? grade : { ...grade, standing: 'unsure' }))
}

/** How many weighted points (0-1 of all that is closed) a criterion would add if it were met. */
export function worth(grade: Grade, grades: Grade[]): number {
  const closed = grades.filter(({ standing }) => standing !== 'unsure')
  const weight = closed.reduce((sum, { criterion }) => sum + criterion.weight, 0)
  return weight ? (grade.criterion.weight * (1 - credit[grade.standing])) / weight : 0
}

/** Criteria that count as missed or only partly made: what cards are made of. */
export function misses(grades: Grade[]): Grade[] {
  return grades.filter(({ standing }) => standing === 'missed' || standing === 'partly')
}

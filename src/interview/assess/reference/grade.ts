import type { InstantEncoder } from '../../../encoder/embed'
import type { Judgement } from '../assess'
import type { Guard } from '../guards'
import { turnsRound } from '../difference'
import { sentences, type Span } from '../sentences'
import { admit } from './admit'
import { criteriaOf, type ReferenceCriterion } from './clauses'
import { coefficients } from './coefficients'
import { compare, freshInformation, referenceOf, weightedMean } from './comparison'
import { comparisonsOf, featuresOf, prepare, type Prepared, type System } from './features'
import { lexiconOf } from './lexicon'
import { bestShare, held, weigh, type Coefficients } from './model'
import { polarities } from './polarity'
import { instantSpace } from './space'
import { sideOf, type Side, type Tools } from './units'

/** How an answer stands against reference answers alone, with no rubric. */
export interface ReferenceGrade {
  /** The share of full marks, 0-1. */
  share: number
  /** Why nothing of the answer was graded. */
  refused?: Guard
  /** The points of the reference that is nearest to the answer, each with a verdict and the answer's own words. */
  points: (Judgement & { statement: string })[]
  /** What made it: names the signals. */
  provenance: string
}

export interface ReferenceInput {
  question: string
  /** At least one; each is a full answer by itself. */
  references: readonly string[]
  answer: string
}

/** What a system stands on. */
export interface Assessor {
  system: System
  tools: Tools
  coefficients: Coefficients
}

/** The assessor of every device: wording and the instant encoder. */
export function instantAssessor(encoder: InstantEncoder): Assessor {
  const tools = { lexicon: lexiconOf(encoder), space: instantSpace(encoder) }
  return { system: 'instant', tools, coefficients: coefficients.systems.instant }
}

const signals: Record<System, string> = {
  keyword: 'Graded against the reference answer by wording, no model used',
  instant: 'Graded against the reference answer by wording and the instant encoder',
  embedder: 'Graded against the reference answer by wording and the downloaded embedder',
}

/** From here up a point counts as made, and as partly made; below the last as not made. Between: unsure. */
export const pointThresholds = { met: 0.62, partly: 0.5, unsure: 0.3 }

function shareOfAdmitted(text: string, prepared: Prepared, { system, coefficients }: Assessor): number {
  const rows = comparisonsOf(text, prepared).map((comparison) => featuresOf(comparison, system !== 'keyword'))
  return bestShare(coefficients, rows)
}

/**
 * Grades an answer against reference answers. Pure: the same input gives the same grade. With no reference there is
 * nothing to grade against: that is the caller's mistake.
 */
export function gradeAgainstReference({ question, references, answer }: ReferenceInput, by: Assessor): ReferenceGrade {
  if (!references.some((reference) => reference.trim())) throw new Error('Grading needs a reference answer')
  const provenance = signals[by.system]
  const { text, refused } = admit(answer, question, references)
  const prepared = prepare(question, references, by.tools)
  const nearest = refused ? 0 : nearestReference(text, prepared, by)
  const criteria = criteriaOf(references[nearest]!, nearest)
  if (refused) {
    const points = criteria.map((criterion) => missed(criterion, `${refused.why} ${provenance}`))
    return { share: 0, refused, points, provenance: `${refused.why} ${provenance}` }
  }
  const points = criteria.map((criterion) => judge(criterion, text, answer, prepared, by))
  return { share: shareOfAdmitted(text, prepared, by), points, provenance }
}

function nearestReference(text: string, prepared: Prepared, { system, coefficients }: Assessor): number {
  const sums = comparisonsOf(text, prepared).map((one) => weigh(coefficients, featuresOf(one, system !== 'keyword')))
  return sums.indexOf(Math.max(...sums))
}

function missed({ id, statement }: ReferenceCriterion, provenance: string): ReferenceGrade['points'][number] {
  return { criterionId: id, statement, verdict: 'missed', confidence: 0.95, likelihood: 0, evidence: '', provenance }
}

const sentencesTried = 3

/** A point against the sentences of the answer that come nearest to it. */
function judge(
  { id, statement }: ReferenceCriterion,
  text: string,
  answer: string,
  { question, tools }: Prepared,
  { system, coefficients }: Assessor,
): ReferenceGrade['points'][number] {
  const reference = referenceOf(sideOf(statement, tools), question)
  const meant = [...reference.side.content, ...question.content]
  const tried = stretches(text)
    .map((span) => {
      const comparison = compare(question, reference, sideOf(text.slice(span.start, span.end), tools, meant))
      return { span, comparison, covered: weightedMean(comparison.covered, freshInformation(comparison)) }
    })
    .toSorted((a, b) => b.covered - a.covered)
    .slice(0, sentencesTried)
    .map((one) => ({ ...one, sum: weigh(coefficients, featuresOf(one.comparison, system !== 'keyword')) }))
  const best = tried.reduce((a, b) => (b.sum > a.sum ? b : a))
  const likelihood = held(best.sum)
  const doubtful = polarities(best.comparison).turned > 0.5 || turned(best.comparison.answer, reference.side)
  const verdict = verdictOf(likelihood, doubtful)
  return {
    criterionId: id,
    statement,
    verdict,
    confidence: verdict === 'unsure' ? 0.4 : verdict === 'missed' ? 1 - likelihood : likelihood,
    likelihood,
    evidence: verdict === 'missed' ? '' : answer.slice(best.span.start, best.span.end),
    provenance: signals[system],
  }
}

const turned = (answer: Side, reference: Side) => turnsRound(answer.all, reference.all)

function verdictOf(likelihood: number, doubtful: boolean): Judgement['verdict'] {
  if (likelihood >= pointThresholds.met) return doubtful ? 'unsure' : 'met'
  if (likelihood >= pointThresholds.partly) return doubtful ? 'unsure' : 'partly'
  return likelihood >= pointThresholds.unsure ? 'unsure' : 'missed'
}

/** The answer's sentences, and each two that follow one another: a point may take two. */
function stretches(text: string): Span[] {
  const spans = sentences(text)
  const pairs = spans.slice(1).map(({ end }, n) => ({ start: spans[n]!.start, end }))
  return spans.length ? [...spans, ...pairs] : [{ start: 0, end: text.length }]
}

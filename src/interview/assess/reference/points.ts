import type { Judgement } from '../assess'
import { turnsRound } from '../difference'
import { sentences, type Span } from '../sentences'
import { criteriaOf, type ReferenceCriterion } from './clauses'
import { compare, coveredBy, freshInformation, referenceOf, weightedMean, type Comparison } from './comparison'
import { featuresOfComparison, wordsMeant, type Prepared } from './features'
import { held, weigh, type Coefficients } from './model'
import { polarities } from './polarity'
import { sideOf, type Side } from './units'

/** A point of the reference with what the answer says to it. */
export type Point = Judgement & { statement: string }

/** From here up a point counts as made, and as partly made; below the last as not made. Between: unsure. */
export const pointThresholds = { met: 0.62, partly: 0.5, unsure: 0.25 }

const stretchesTried = 3

/**
 * Each point of a reference against the sentences of the answer that come nearest to it; evidence is to the letter what
 * `answer` says at the places of `text`, the part of it that is graded.
 */
export function judgePoints(
  criteria: readonly ReferenceCriterion[],
  text: string,
  answer: string,
  prepared: Prepared,
  coefficients: Coefficients,
  provenance: string,
): Point[] {
  const meant = wordsMeant(prepared)
  const said = stretches(text).map((span) => ({
    span,
    side: sideOf(text.slice(span.start, span.end), prepared.tools, meant),
  }))
  return criteria.map(({ id, statement }) => {
    const reference = referenceOf(sideOf(statement, prepared.tools), prepared.question)
    const wanted = freshInformation({ reference: reference.side, freshReference: reference.fresh })
    const best = said
      .map((one) => ({ ...one, covered: weightedMean(coveredBy(reference, one.side), wanted) }))
      .toSorted((a, b) => b.covered - a.covered)
      .slice(0, stretchesTried)
      .map(({ span, side }) => ({ span, comparison: compare(prepared.question, reference, side) }))
      .map((one) => ({ ...one, sum: weigh(coefficients, featuresOfComparison(one.comparison)) }))
      .reduce((a, b) => (b.sum > a.sum ? b : a))
    const likelihood = held(best.sum)
    const verdict = verdictOf(likelihood, doubtful(best.comparison))
    return {
      criterionId: id,
      statement,
      verdict,
      confidence: verdict === 'unsure' ? 0.4 : verdict === 'missed' ? 1 - likelihood : likelihood,
      likelihood,
      evidence: verdict === 'missed' ? '' : answer.slice(best.span.start, best.span.end),
      provenance,
    }
  })
}

/** The points of a reference where nothing of the answer counts. */
export function missedPoints(reference: string, index: number, provenance: string): Point[] {
  return criteriaOf(reference, index).map(({ id, statement }) => ({
    criterionId: id,
    statement,
    verdict: 'missed',
    confidence: 0.95,
    likelihood: 0,
    evidence: '',
    provenance,
  }))
}

/** A matched word negated on one side only, or its opposite: near in words, perhaps the contrary in sense. */
function doubtful(comparison: Comparison): boolean {
  return polarities(comparison).turned > 0.5 || opposed(comparison.answer, comparison.reference)
}

const opposed = (answer: Side, reference: Side) => turnsRound(answer.all, reference.all)

function verdictOf(likelihood: number, doubt: boolean): Judgement['verdict'] {
  if (likelihood >= pointThresholds.met) return doubt ? 'unsure' : 'met'
  if (likelihood >= pointThresholds.partly) return doubt ? 'unsure' : 'partly'
  return likelihood >= pointThresholds.unsure ? 'unsure' : 'missed'
}

/** The answer's sentences, and each two that follow one another: a point may take two. What is said again is one. */
function stretches(text: string): Span[] {
  const spans = sentences(text).filter(({ start, end }) => text.slice(start, end).trim())
  const pairs = spans.slice(1).map(({ end }, n) => ({ start: spans[n]!.start, end }))
  if (!spans.length) return [{ start: 0, end: text.length }]
  const once = new Map<string, Span>()
  for (const span of [...spans, ...pairs]) {
    const said = text.slice(span.start, span.end)
    if (!once.has(said)) once.set(said, span)
  }
  return [...once.values()]
}

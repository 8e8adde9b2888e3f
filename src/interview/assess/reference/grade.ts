import type { InstantEncoder } from '../../../encoder/embed'
import type { Guard } from '../guards'
import { admit } from './admit'
import { criteriaOf } from './clauses'
import { coefficients } from './coefficients'
import { doubtAbout, type Doubt } from './doubt'
import { featuresOf, prepare, type Prepared, type System } from './features'
import { lexiconOf } from './lexicon'
import { bestShare, weigh } from './model'
import { judgePoints, missedPoints, type Point } from './points'
import { instantSpace } from './space'
import type { Tools } from './units'

/** How an answer stands against reference answers alone, with no rubric. */
export interface ReferenceGrade {
  /** The share of full marks, 0-1. */
  share: number
  /** Why nothing of the answer was graded. */
  refused?: Guard
  /** The points of the reference that is nearest to the answer, each with a verdict and the answer's own words. */
  points: Point[]
  /** What made the share: names the signals. */
  provenance: string
}

export interface ReferenceInput {
  question: string
  /** At least one; each is a full answer by itself. */
  references: readonly string[]
  answer: string
  /** A downloaded embedder's unit vectors of all texts that `textsToEmbed` names; without them it is left out. */
  embedded?: ReadonlyMap<string, Float32Array>
}

/** With an encoder words are compared by meaning too. */
export function toolsOf(encoder: InstantEncoder, withMeaning = true): Tools {
  return { lexicon: lexiconOf(encoder), space: withMeaning ? instantSpace(encoder) : undefined }
}

const signals: Record<System, string> = {
  keyword: 'Graded against the reference answer by wording, no model used',
  instant: 'Graded against the reference answer by wording and the instant encoder',
  embedder: 'Graded against the reference answer by wording, the instant encoder and the downloaded embedder',
}

function systemOf({ space, embedded }: Tools): System {
  if (!space) return 'keyword'
  return embedded ? 'embedder' : 'instant'
}

/**
 * Grades an answer against reference answers. Pure: the same input gives the same grade. With no reference there is
 * nothing to grade against: that is the caller's mistake.
 */
export function gradeAgainstReference(input: ReferenceInput, known: Tools): ReferenceGrade {
  const { question, answer, embedded } = input
  const references = input.references.filter((reference) => reference.trim())
  if (!references.length) throw new Error('Grading needs a reference answer')
  const tools = { ...known, embedded }
  const system = systemOf(tools)
  const { text, refused } = admit(answer, question, references)
  if (refused) {
    const provenance = `${refused.why} ${signals[system]}`
    return { share: 0, refused, points: missedPoints(references[0]!, 0, provenance), provenance }
  }
  const prepared = prepare(question, references, tools)
  const rows = featuresOf(text, prepared)
  const doubt = doubtAbout(text, prepared, rows)
  const sums = rows.map((row) => weigh(coefficients.systems[system], row))
  const nearest = sums.indexOf(Math.max(...sums))
  return {
    share: bestShare(coefficients.systems[system], rows) * (doubt?.leaves ?? 1),
    points: pointsOf(references[nearest]!, nearest, text, answer, prepared).map((point) => doubted(point, doubt)),
    provenance: doubt ? `${doubt.why} ${signals[system]}` : signals[system],
  }
}

/** Nothing of an answer that is doubted as a whole counts as made before somebody looks. */
function doubted(point: Point, doubt?: Doubt): Point {
  if (!doubt) return point
  const likelihood = point.likelihood * doubt.leaves
  const verdict = point.verdict === 'missed' ? 'missed' : 'unsure'
  const confidence = verdict === 'unsure' ? 0.4 : 1 - likelihood
  return { ...point, verdict, likelihood, confidence, provenance: `${doubt.why} ${point.provenance}` }
}

/** Sentences are judged by the words and their meaning: the embedder has no say in a single point. */
function pointsOf(reference: string, index: number, text: string, answer: string, prepared: Prepared): Point[] {
  const system = prepared.tools.space ? 'instant' : 'keyword'
  const criteria = criteriaOf(reference, index)
  return judgePoints(criteria, text, answer, prepared, coefficients.systems[system], signals[system])
}

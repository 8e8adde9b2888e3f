import { admit } from './admit'
import type { ContradictionKind, Verdict } from '../session'
import { contradictionOf, type Contradiction } from './contradiction'
import { doubtsAbout, type Doubt } from './doubt'
import { evidenceIn, type Evidence, type Knowledge } from './evidence'
import type { Guard } from './guards'
import { onlyMentions } from './mention'
import { likelihood, systemOf, type Features, type Fitted, type FittedSystems } from './likelihood'
import type { AssessInput, Said } from './rubric'
import type { Span } from './sentences'
import { strayTurns } from './topical'
import { fitted as shipped } from './weights'

export type { Knowledge } from './evidence'

/** The assessor's view of one criterion; evidence is to the letter what was said. */
export interface Judgement {
  criterionId: string
  verdict: Verdict
  confidence: number
  /** 0-1: how likely the point was made. */
  likelihood: number
  evidence: string
  turnId?: string
  contradiction?: { said: string; claim: string; kind: ContradictionKind }
  provenance: string
  /** The answer as a whole is in doubt, so nothing of it is credited. */
  doubted?: true
  features?: Features
}

/** Names the signals. An embedder that was to help and did not is told of, so that nobody takes the verdict for its own. */
function decidedBy({ space, embedded, without }: Knowledge): string {
  const missing = without ? ` (${without})` : ''
  if (!space)
    return `Decided by wording alone, the instant encoder not being loaded, and no language model used${missing}`
  if (embedded) return `Decided by wording, the instant encoder and ${embedded.title}, no language model used`
  return `Decided by wording and the instant encoder, no language model used${missing}`
}

/** Judges an answer against a rubric. Pure: the same input and knowledge give the same verdicts. */
export function assess(input: AssessInput, knowledge: Knowledge, fitted: FittedSystems = shipped): Judgement[] {
  const { said, stopped } = admit(input)
  if (stopped) return input.criteria.map(({ id }) => refused(id, stopped, knowledge))
  const evidence = withoutStrays({ ...input, said }, knowledge)
  const doubt = doubtsAbout(evidence)
  const by = decidedBy(knowledge)
  return input.criteria.map(({ id }, index) => judge(id, index, { evidence, doubt, said, fitted, by }))
}

/** The evidence of the turns that answer; one that speaks of something else brings none. */
function withoutStrays(input: AssessInput, knowledge: Knowledge): Evidence {
  const evidence = evidenceIn(input, knowledge)
  const strays = strayTurns(evidence.heard, evidence.story)
  if (!strays.length) return evidence
  const said = input.said.map((turn, at) => (strays.includes(at) ? { ...turn, text: '' } : turn))
  return evidenceIn({ ...input, said }, knowledge)
}

/** The features of each criterion: what a fit trains on. None where a guard stops the answer. */
export function featuresOf(input: AssessInput, knowledge: Knowledge): Features[] | undefined {
  const { said, stopped } = admit(input)
  if (stopped) return undefined
  const evidence = evidenceIn({ ...input, said }, knowledge)
  return input.criteria.map((_, index) => featuresAt(evidence, index))
}

function featuresAt({ findings, understood, contextual, story }: Evidence, index: number): Features {
  const features = { ...findings[index]!.features, ...understood?.[index]!.features, ...contextual?.[index] }
  return { ...features, story: story ? 1 : 0 }
}

interface Case {
  evidence: Evidence
  doubt?: Doubt
  said: Said[]
  fitted: FittedSystems
  by: string
}

function judge(criterionId: string, index: number, { evidence, doubt, said, fitted, by }: Case): Judgement {
  const features = featuresAt(evidence, index)
  const mentioned = isOnlyMentioned(index, evidence, said) ? mentionLeaves : 1
  const likely = likelihood(features, fitted) * (doubt?.leaves ?? 1) * mentioned
  const against = doubt?.nonsense ? undefined : contradictionOf(index, evidence, likely, said)
  const doubtful = doubt !== undefined || shaky(index, evidence)
  const verdict = verdictOf(likely, fitted[systemOf(features)], doubtful, against)
  const shown = shownSpan(index, evidence, verdict, against)
  return {
    criterionId,
    verdict,
    confidence: confidenceOf(verdict, likely),
    likelihood: likely,
    evidence: shown ? said[shown.turn]!.text.slice(shown.start, shown.end) : '',
    turnId: shown && said[shown.turn]!.turnId,
    contradiction: against && { said: against.said, claim: against.claim, kind: against.kind },
    provenance: doubt ? `${doubt.why} ${by}` : by,
    ...(doubt && { doubted: true as const }),
    features,
  }
}

/** The part of the likelihood that is left where terms are only dropped. */
const mentionLeaves = 0.3

const nearlyTheLine = 0.85

function isOnlyMentioned(index: number, { findings, understood }: Evidence, said: Said[]): boolean {
  const best = understood?.[index]!.best
  // What is nearly the rubric's own line says what the line says.
  if (best && best.score >= nearlyTheLine) return false
  const at = understood ? best?.stretch : findings[index]!.best?.segment
  return at !== undefined && onlyMentions(said[at.turn]!.text.slice(at.start, at.end))
}

/** Beside the evidence stands its contrary, or its terms only ever meet here. */
function shaky(index: number, { findings, understood }: Evidence): boolean {
  const { features } = findings[index]!
  if (features.contrary) return true
  if (understood) return false
  const thrownTogether = features.scatter > 0.5 * features.pool && features.trueSide < 0.6
  return !!features.negation || !!features.opposite || thrownTogether
}

function verdictOf(
  likely: number,
  { met, partly, missed }: Fitted,
  doubtful: boolean,
  against?: Contradiction,
): Verdict {
  if (against) return against.sure ? 'missed' : 'unsure'
  if (likely >= partly) return doubtful ? 'unsure' : likely >= met ? 'met' : 'partly'
  return likely >= missed || (doubtful && likely > missed / 2) ? 'unsure' : 'missed'
}

function shownSpan(
  index: number,
  { findings, understood }: Evidence,
  verdict: Verdict,
  against?: Contradiction,
): (Span & { turn: number }) | undefined {
  if (against) return against.at
  if (verdict === 'missed') return undefined
  return understood ? understood[index]!.shown : findings[index]!.best?.segment
}

function confidenceOf(verdict: Verdict, likely: number): number {
  if (verdict === 'unsure') return 0.4
  return verdict === 'missed' ? 1 - likely : likely
}

function refused(criterionId: string, { verdict, why }: Guard, knowledge: Knowledge): Judgement {
  const confidence = verdict === 'unsure' ? 0 : 0.95
  const provenance = `${why} ${decidedBy({ ...knowledge, embedded: undefined })}`
  return { criterionId, verdict, confidence, likelihood: 0, evidence: '', provenance }
}

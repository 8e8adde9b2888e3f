import { answersOf } from './answers'
import type { Judgement } from './assess/assess'
import { wasAsked } from './conduct'
import { keyOf, stageKey, type Stage } from './items'
import type { AssessInput } from './assess/rubric'
import type { CriterionVerdict, Turn } from './session'

/** Recorded with each assessment: which assessor made it. */
export const assessorName = 'instant-1'

/** What the assessor is asked about a stage; undefined when nothing was said. */
export function inputFor(stage: Stage, turns: readonly Turn[]): AssessInput | undefined {
  const said = answersOf(stage, turns)
  if (!said.length) return undefined
  return { ...aboutOf(stage), said }
}

function aboutOf(stage: Stage): Omit<AssessInput, 'said'> {
  const hint = 'hint' in stage.item ? stage.item.hint : undefined
  return { question: [stage.item.ask, stage.say].join(' '), hint, criteria: stage.criteria }
}

/** The same while the candidate still writes. */
export function openInputFor(stage: Stage, turns: readonly Turn[], draft: string): AssessInput {
  const { said, ...about } = inputFor(stage, turns) ?? { ...aboutOf(stage), said: [] }
  return { ...about, said: draft.trim() ? [...said, { turnId: 'draft', text: draft }] : said }
}

/** The verdicts of a stage, as kept. */
export function verdictsOf(
  stage: Stage,
  turns: readonly Turn[],
  judgements: Judgement[] | undefined,
): CriterionVerdict[] {
  if (!judgements) return stage.criteria.map(({ id }) => notSaid(stage, id))
  const probed = new Set(
    turns
      .filter((turn) => turn.kind === 'probe' && turn.itemId === stage.item.id && turn.twistId === stage.twistId)
      .map((turn) => turn.criterionId),
  )
  return judgements.map((judgement) => {
    const { criterionId, verdict, confidence, likelihood, doubted, evidence, turnId, contradiction, provenance } =
      judgement
    const after = probed.has(criterionId) ? ', after a follow-up question' : ''
    return {
      ...keyOf(stage),
      criterionId,
      verdict,
      confidence,
      likelihood,
      ...(doubted && { doubted }),
      evidence,
      turnId,
      contradiction,
      provenance: provenance + fromBoard(turns, turnId, evidence) + after,
    }
  })
}

/** Evidence that stands on the whiteboard and not in what was typed. */
function fromBoard(turns: readonly Turn[], turnId: string | undefined, evidence: string): string {
  const turn = evidence ? turns.find(({ id }) => id === turnId) : undefined
  if (!turn || turn.text.includes(evidence)) return ''
  return turn.attached?.some(({ tool, words }) => tool === 'board' && words.includes(evidence))
    ? ', read from your board'
    : ''
}

function notSaid(stage: Stage, criterionId: string): CriterionVerdict {
  return {
    ...keyOf(stage),
    criterionId,
    verdict: 'missed',
    confidence: 1,
    likelihood: 0,
    evidence: '',
    provenance: 'You skipped this question. No model used',
  }
}

/** The stages that were put to the candidate and answered or skipped: one that was open at the end does not count. */
export function askedStages(stages: Stage[], turns: readonly Turn[]): Stage[] {
  const closed = (stage: Stage) =>
    answersOf(stage, turns).length > 0 ||
    turns.some((turn) => turn.kind === 'skip' && stageKey(turn) === stageKey(keyOf(stage)))
  return stages.filter((stage) => wasAsked(stage, turns) && closed(stage))
}

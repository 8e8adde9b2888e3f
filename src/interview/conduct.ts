import type { Scenario } from '../../content/format'
import { clarify, noHint } from './clarify'
import { stageKey, type Stage } from './items'
import type { Turn, TurnKind, Verdict } from './session'

/** A turn about to be appended; number, time and id come with the writing. */
export type NewTurn = Pick<Turn, 'by' | 'kind' | 'text' | 'itemId' | 'twistId' | 'criterionId'>

/** How a criterion stands after the answers so far. */
export interface CriterionStanding {
  criterionId: string
  verdict: Verdict
  likelihood: number
}

/** Where an interview is; derived from the turns alone, so a reload or a crash resumes it. */
export interface Standing {
  /** `begin`: nothing was said. `listen`: the candidate's turn. `respond`: the interviewer's. `over`: wrapped up. */
  phase: 'begin' | 'listen' | 'respond' | 'over'
  /** Index of the stage that is being asked. */
  stage: number
  /** What the candidate must answer now: the question, twist or probe. */
  asking?: Turn
  /** Criteria of this stage that were probed. */
  probed: string[]
  /** Whether the stage was skipped. */
  skipped: boolean
  paused: boolean
}

export const mostProbes = 2

const opens: TurnKind[] = ['ask', 'twist']
const pauses: TurnKind[] = ['pause', 'resume']

/** Replays the turns. */
export function standing(stages: Stage[], turns: readonly Turn[]): Standing {
  const said = turns.filter(({ kind }) => !pauses.includes(kind))
  const paused = turns.at(-1)?.kind === 'pause'
  const opened = said.findLastIndex(({ kind }) => opens.includes(kind))
  const none: Standing = { phase: 'begin', stage: 0, probed: [], skipped: false, paused }
  if (opened < 0) return none
  const opening = said[opened]!
  const since = said.slice(opened)
  const last = since.at(-1)!
  const stage = stages.findIndex((each) => stageKey(keyOf(each)) === stageKey(opening))
  const probes = since.filter(({ kind }) => kind === 'probe')
  return {
    phase: phaseAfter(last),
    stage,
    asking: probes.at(-1) ?? opening,
    probed: probes.flatMap(({ criterionId }) => criterionId ?? []),
    skipped: since.some(({ kind }) => kind === 'skip'),
    paused,
  }
}

function phaseAfter(last: Turn): Standing['phase'] {
  if (last.kind === 'wrap-up') return 'over'
  return last.by === 'candidate' || last.kind === 'acknowledge' ? 'respond' : 'listen'
}

/** Time as the interviewer sees it. */
export interface TimeLeft {
  elapsedMs: number
  plannedMs: number
}

/**
 * What the interviewer says next; empty while it listens. After an answer: the most valuable criterion still missed or
 * vague is probed, at most twice a stage and never the same twice; then the next stage; then, or when time is up, the
 * end. `verdicts` are those of the current stage.
 */
export function respond(
  stages: Stage[],
  turns: readonly Turn[],
  verdicts: CriterionStanding[],
  time: TimeLeft,
): NewTurn[] {
  const now = standing(stages, turns)
  if (now.phase === 'begin') return stages[0] ? [opening(stages[0])] : [wrapUp('')]
  if (now.phase !== 'respond') return []
  const last = turns.findLast(({ kind }) => !pauses.includes(kind))!
  const stage = stages[now.stage]
  if (last.kind === 'clarify') return [answerTo(last, stage, turns)]
  const timeUp = time.elapsedMs >= time.plannedMs
  const probe = timeUp || now.skipped || !stage ? undefined : nextProbe(stage, now, verdicts)
  const next = stages[now.stage + 1]
  const onward = probe ?? (next && !timeUp ? opening(next) : wrapUp(last.itemId, timeUp && next !== undefined))
  const heard = acknowledge(last, turns, onward)
  return [...heard, onward]
}

/** The criterion that is worth most among those missed or vague, and was not asked for yet. */
export function nextProbe(stage: Stage, now: Standing, verdicts: CriterionStanding[]): NewTurn | undefined {
  if (now.probed.length >= mostProbes) return undefined
  const open = stage.criteria.flatMap((criterion, order) => {
    const found = verdicts.find(({ criterionId }) => criterionId === criterion.id)
    // Squared: to ask for what was probably said is worse than to leave it open.
    const missing = (1 - (found?.likelihood ?? 0)) ** 2
    if (found?.verdict === 'met' || now.probed.includes(criterion.id)) return []
    return [{ criterion, order, worth: criterion.weight * missing }]
  })
  open.sort((a, b) => b.worth - a.worth || a.order - b.order)
  const worst = open[0]?.criterion
  return worst && { by: 'interviewer', kind: 'probe', text: worst.probe, ...keyOf(stage), criterionId: worst.id }
}

function opening(stage: Stage): NewTurn {
  return { by: 'interviewer', kind: stage.twistId ? 'twist' : 'ask', text: stage.say, ...keyOf(stage) }
}

function wrapUp(itemId: string, early = false): NewTurn {
  const text = early
    ? 'That is our time. Thank you; we stop here.'
    : 'That was my last question. Thank you for your time.'
  return { by: 'interviewer', kind: 'wrap-up', text, itemId }
}

const heard = ['Thank you.', 'All right.', 'I see.', 'Understood.']

/** A word that the answer was heard; it says nothing about how good it was. */
function acknowledge(last: Turn, turns: readonly Turn[], onward: NewTurn): NewTurn[] {
  if (last.kind === 'acknowledge' || onward.kind === 'wrap-up') return []
  const place = { itemId: last.itemId, twistId: last.twistId }
  if (last.kind === 'skip') return [{ by: 'interviewer', kind: 'acknowledge', text: 'Let us go on.', ...place }]
  const before = turns.filter(({ kind }) => kind === 'acknowledge').length
  return [{ by: 'interviewer', kind: 'acknowledge', text: heard[before % heard.length]!, ...place }]
}

/** Answers a clarifying question or the request for a hint. */
function answerTo(asked: Turn, stage: Stage | undefined, turns: readonly Turn[]): NewTurn {
  const place = { itemId: asked.itemId, twistId: asked.twistId }
  const facts = stage && 'facts' in stage.item ? (stage.item as Scenario).facts : undefined
  const given = new Set(turns.filter(({ kind }) => kind === 'fact').map(({ text }) => text))
  const text = asked.text === hintRequest ? (stage?.item.hint ?? noHint) : clarify(asked.text, facts, given)
  return { by: 'interviewer', kind: 'fact', text, ...place }
}

/** What the candidate says by the Hint button. */
export const hintRequest = 'Could you give me a hint?'

/** The candidate's turn of one kind, at the stage where the interview stands. */
export function candidateTurn(kind: 'answer' | 'clarify' | 'skip', text: string, asking: Turn): NewTurn {
  const { itemId, twistId } = asking
  const criterionId = kind === 'answer' && asking.kind === 'probe' ? asking.criterionId : undefined
  return { by: 'candidate', kind, text, itemId, twistId, criterionId }
}

/** What has to be answered in each stage, with what was said: the assessor's input. */
export function answersOf(stage: Stage, turns: readonly Turn[]): { turnId: string; text: string; prompt?: string }[] {
  const own = turns.filter((turn) => stageKey(turn) === stageKey(keyOf(stage)))
  return own.flatMap((turn, index) => {
    if (turn.kind !== 'answer') return []
    const prompt = own.slice(0, index).findLast(({ kind }) => kind === 'probe' || kind === 'fact')?.text
    return [{ turnId: turn.id, text: turn.text, prompt }]
  })
}

/** Whether anything of this stage was put to the candidate. */
export function wasAsked(stage: Stage, turns: readonly Turn[]): boolean {
  return turns.some((turn) => opens.includes(turn.kind) && stageKey(turn) === stageKey(keyOf(stage)))
}

export function keyOf(stage: Stage): { itemId: string; twistId?: string } {
  return { itemId: stage.item.id, twistId: stage.twistId }
}

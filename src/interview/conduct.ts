import type { Scenario } from '../../content/format'
import { heard, takesUpItself, type Onward } from './acknowledge'
import { mostQuestions, replyTo } from './candidate-questions'
import { challengeTo } from './challenge'
import { clarify, noHint, wantsItAgain } from './clarify'
import { asksForStory, keyOf, stageKey, type Stage } from './items'
import type { Manner } from './manner'
import { nextProbe } from './probe'
import { putAgain } from './put-again'
import type { Attachment, Turn, TurnKind, Verdict } from './session'
import { feedback, invite, opening, wrapUp } from './set-lines'

/** A turn about to be appended; number, time and id come with the writing. */
export type NewTurn = Pick<
  Turn,
  | 'by'
  | 'kind'
  | 'text'
  | 'itemId'
  | 'twistId'
  | 'criterionId'
  | 'quote'
  | 'attached'
  | 'spentMs'
  | 'phrasedBy'
  | 'to'
  | 'away'
  | 'countedMs'
>

/** How a criterion stands after the answers so far. */
export interface CriterionStanding {
  criterionId: string
  verdict: Verdict
  likelihood: number
  /** The answer as a whole is in doubt, which has halved the likelihood. */
  doubted?: true
  /** Something in the answer contradicts it. */
  contradiction?: unknown
  /** To the letter from the answer: the words nearest to the point. */
  evidence?: string
}

/** Where an interview is; derived from the turns alone, so a reload or a crash resumes it. */
export interface Standing {
  /**
   * `begin`: nothing was said. `listen`: the candidate is to answer. `feedback`: they look at a closed question.
   * `invited`: they may ask. `respond`: the interviewer's turn. `over`: wrapped up.
   */
  phase: 'begin' | 'listen' | 'feedback' | 'invited' | 'respond' | 'over'
  /** Index of the stage that is being asked. */
  stage: number
  /** What the candidate must answer now: the question, twist, probe or challenge. */
  asking?: Turn
  /** Criteria of this stage that were probed. */
  probed: string[]
  /** Probes, challenges and questions put again in this stage. */
  followUps: number
  /** Whether one of them looked closer at words of the candidate's. */
  closer: boolean
  /** Whether "are you sure?" was asked in this stage. */
  challenged: boolean
  /** Whether the stage was skipped. */
  skipped: boolean
  paused: boolean
}

const opens: TurnKind[] = ['ask', 'twist']
const follows: TurnKind[] = ['probe', 'challenge']
/** They change nothing about whose turn it is. */
const aside: TurnKind[] = ['pause', 'resume', 'think', 'run']

/** Replays the turns. */
export function standing(stages: Stage[], turns: readonly Turn[]): Standing {
  const said = turns.filter(({ kind }) => !aside.includes(kind))
  const paused = turns.findLast(({ kind }) => kind !== 'think' && kind !== 'run')?.kind === 'pause'
  const opened = said.findLastIndex(({ kind }) => opens.includes(kind))
  const none: Standing = {
    phase: 'begin',
    stage: 0,
    probed: [],
    followUps: 0,
    closer: false,
    challenged: false,
    skipped: false,
    paused,
  }
  if (opened < 0) return said.at(-1)?.kind === 'wrap-up' ? { ...none, phase: 'over' } : none
  const opening = said[opened]!
  const since = said.slice(opened)
  return {
    phase: phaseAfter(since),
    stage: stages.findIndex((each) => stageKey(keyOf(each)) === stageKey(opening)),
    asking: since.findLast(({ kind }) => follows.includes(kind)) ?? opening,
    probed: since.flatMap(({ kind, criterionId }) => (kind === 'probe' && criterionId ? [criterionId] : [])),
    followUps: since.filter(({ kind }) => follows.includes(kind)).length,
    closer: since.some(({ kind, quote }) => kind === 'probe' && quote !== undefined),
    challenged: since.some(({ kind }) => kind === 'challenge'),
    skipped: since.some(({ kind }) => kind === 'skip'),
    paused,
  }
}

function phaseAfter(since: Turn[]): Standing['phase'] {
  const { kind, by } = since.at(-1)!
  if (kind === 'wrap-up') return 'over'
  if (kind === 'feedback') return 'feedback'
  if (kind === 'reply' && since.filter((turn) => turn.kind === 'question').length >= mostQuestions) return 'respond'
  if (kind === 'invite' || kind === 'reply') return 'invited'
  return by === 'candidate' || kind === 'acknowledge' ? 'respond' : 'listen'
}

/** Time as the interviewer sees it. */
export interface TimeLeft {
  elapsedMs: number
  plannedMs: number
}

/** All that the interviewer goes by. `verdicts` are those of the current stage. */
export interface Situation {
  stages: Stage[]
  turns: readonly Turn[]
  verdicts: CriterionStanding[]
  time: TimeLeft
  manner: Manner
}

/**
 * What the interviewer says next; empty while it listens. After an answer: a challenge where one is due, else the most
 * valuable criterion still missed or vague, at most two follow-ups a stage and never the same twice; then, in study
 * mode, a look at the closed question; then the next stage; at the end or when time is up, the candidate's questions.
 */
export function respond(situation: Situation): NewTurn[] {
  const { stages, turns } = situation
  const now = standing(stages, turns)
  if (now.phase === 'begin') return stages[0] ? [opening(stages[0])] : [wrapUp('')]
  if (now.phase !== 'respond') return []
  const last = turns.findLast(({ kind }) => !aside.includes(kind))!
  const stage = stages[now.stage]
  if (last.kind === 'clarify') return [answerTo(last, stage, turns)]
  if (last.kind === 'question')
    return [{ by: 'interviewer', kind: 'reply', text: replyTo(last.text, repliesIn(turns)), itemId: last.itemId }]
  if (last.kind === 'done' || last.kind === 'reply') return [wrapUp(last.itemId)]
  const follow = followUp(situation, now, stage)
  if (follow) return [...acknowledge(last, situation, follow), follow]
  const onward = goOn(situation, last, stage)
  return [...acknowledge(last, situation, onward), onward]
}

function repliesIn(turns: readonly Turn[]): string[] {
  return turns.filter(({ kind }) => kind === 'reply').map(({ text }) => text)
}

/** The question again, a challenge or a probe, while time and the stage's limit allow. */
function followUp(situation: Situation, now: Standing, stage: Stage | undefined): NewTurn | undefined {
  const { turns, verdicts, manner } = situation
  const closed = turns.findLast(({ kind }) => opens.includes(kind) || kind === 'feedback')?.kind === 'feedback'
  if (!stage || closed || now.skipped || timeUp(situation.time)) return undefined
  if (now.followUps >= manner.mostFollowUps) return undefined
  const answer = turns.findLast((turn) => turn.kind === 'answer' && stageKey(turn) === stageKey(keyOf(stage)))
  const again = answer && !now.followUps ? putAgain(stage, answer.text, verdicts) : undefined
  return again ?? challenge(situation, now, stage, answer) ?? nextProbe(stage, now, verdicts, spokenIn(stage, turns))
}

/** What was said in words; what stands on a board or in code is no sentence of the candidate's. */
function spokenIn(stage: Stage, turns: readonly Turn[]): string {
  const own = turns.filter((turn) => turn.kind === 'answer' && stageKey(turn) === stageKey(keyOf(stage)))
  return own.map(({ text }) => text).join('\n')
}

/** "Are you sure?", once the stage drawn for it is reached and its first answer claims something. */
function challenge({ turns, manner }: Situation, now: Standing, stage: Stage, answer?: Turn): NewTurn | undefined {
  const due = manner.challenges.filter((place) => place <= now.stage).length
  const made = turns.filter(({ kind }) => kind === 'challenge').length
  if (made >= due || now.followUps) return undefined
  const found = answer && challengeTo(answer.text, manner.seed + answer.n, manner.seed + made, asksForStory(stage))
  return found && { by: 'interviewer', kind: 'challenge', ...keyOf(stage), ...found }
}

/** Leaves a stage: feedback where it is given, else the next stage, else the end. */
function goOn({ stages, turns, time, manner }: Situation, last: Turn, stage: Stage | undefined): NewTurn {
  const next = timeUp(time) ? undefined : stages.find((each) => !wasAsked(each, turns))
  const leaves = next?.item.id !== stage?.item.id
  const looked = turns.some(({ kind, itemId }) => kind === 'feedback' && itemId === stage?.item.id)
  if (manner.feedback && stage && leaves && !looked) return feedback(stage)
  if (next) return opening(next)
  const early = stages.some((each) => !wasAsked(each, turns))
  if (manner.invites && !turns.some(({ kind }) => kind === 'invite')) return invite(last.itemId, early)
  return wrapUp(last.itemId, early)
}

function timeUp({ elapsedMs, plannedMs }: TimeLeft): boolean {
  return elapsedMs >= plannedMs
}

/** A word that the answer was heard. */
function acknowledge(last: Turn, { stages, turns }: Situation, onward: NewTurn): NewTurn[] {
  if (!['answer', 'skip'].includes(last.kind)) return []
  if (takesUpItself(onward) && !(last.kind === 'skip' && onward.kind === 'probe')) return []
  const before = turns.filter(({ kind }) => kind === 'acknowledge').length
  const text = heard(last, onwardOf(onward, stages, turns), before)
  return [{ by: 'interviewer', kind: 'acknowledge', text, itemId: last.itemId, twistId: last.twistId }]
}

function onwardOf(onward: NewTurn, stages: Stage[], turns: readonly Turn[]): Onward {
  if (onward.kind === 'twist') return 'change'
  if (onward.kind === 'invite') return 'end'
  if (onward.kind !== 'ask' || onward.twistId) return 'further'
  const open = stages.filter((stage) => !wasAsked(stage, turns))
  return open.length === 1 ? 'last' : 'next'
}

/** Answers a clarifying question or the request for a hint. */
function answerTo(asked: Turn, stage: Stage | undefined, turns: readonly Turn[]): NewTurn {
  const place = { itemId: asked.itemId, twistId: asked.twistId }
  return { by: 'interviewer', kind: 'fact', text: answerText(asked.text, stage, turns), ...place }
}

function answerText(asked: string, stage: Stage | undefined, turns: readonly Turn[]): string {
  if (asked === hintRequest) return stage?.item.hint ?? noHint
  if (stage && wantsItAgain(asked)) return onceMore(stage, turns)
  const facts = stage && 'facts' in stage.item ? (stage.item as Scenario).facts : undefined
  const given = turns.filter(({ kind }) => kind === 'fact').map(({ text }) => text)
  return clarify(asked, facts, given.join('\n'))
}

/** What is to be answered, said again: in other words where the question has them. */
function onceMore(stage: Stage, turns: readonly Turn[]): string {
  const asking = turns.findLast(({ kind }) => opens.includes(kind) || follows.includes(kind))
  const { ask, variants } = stage.item
  const other =
    asking?.kind === 'ask' && !stage.twistId ? [...variants, ask].find((each) => each !== stage.say) : undefined
  return other ? `In other words: ${other}` : `I asked: ${asking?.text ?? stage.say}`
}

/** What the candidate says by the Hint button. */
export const hintRequest = 'Could you give me a hint?'

/** What the candidate can say. */
export type Spoken = 'answer' | 'clarify' | 'think' | 'run' | 'skip' | 'go-on' | 'question' | 'done'

/** When each may be said. */
const fits: Record<Spoken, Standing['phase']> = {
  answer: 'listen',
  clarify: 'listen',
  think: 'listen',
  run: 'listen',
  skip: 'listen',
  'go-on': 'feedback',
  question: 'invited',
  done: 'invited',
}

export function maySay(kind: Spoken, phase: Standing['phase']): boolean {
  return fits[kind] === phase
}

/** The candidate's turn of one kind, at the stage where the interview stands; `to`: the interviewer's line in sight. */
export function candidateTurn(
  kind: Spoken,
  text: string,
  asking: Turn,
  attached?: Attachment[],
  to: number = asking.n,
): NewTurn {
  const { itemId, twistId } = asking
  const criterionId = kind === 'answer' && asking.kind === 'probe' ? asking.criterionId : undefined
  const extra = attached?.length ? { attached } : {}
  return { by: 'candidate', kind, text, itemId, twistId, criterionId, to, ...extra }
}

/** Whether anything of this stage was put to the candidate. */
export function wasAsked(stage: Stage, turns: readonly Turn[]): boolean {
  return turns.some((turn) => opens.includes(turn.kind) && stageKey(turn) === stageKey(keyOf(stage)))
}

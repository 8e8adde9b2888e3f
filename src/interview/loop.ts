import type { Level, Round } from '../../content/format'
import type { InterviewSession, Mode } from './session'

/** Several rounds that belong together, held one after another, over hours or days. */
export interface InterviewLoop {
  id: string
  rounds: LoopRound[]
  mode: Mode
  level?: Level
  role?: string
  topics: string[]
  jobTerms?: string[]
  jobTopics?: string[]
  /** The chance of its choice of questions, so that what was looked at before it begins is what is asked. */
  seed?: string
  startedAt: number
  updatedAt: number
  /** The candidate ended it before its last round. */
  ended?: boolean
}

export interface LoopRound {
  round: Round
  minutes: number
}

/** How a loop's round stands: its session where it was begun. */
export interface RoundStanding extends LoopRound {
  index: number
  session?: InterviewSession
  state: 'waiting' | 'next' | 'running' | 'finished' | 'abandoned'
}

/** Where a loop is; derived from its sessions alone. */
export interface LoopStanding {
  rounds: RoundStanding[]
  /** The round to go on with; undefined when all are done. */
  next?: RoundStanding
  finished: number
  over: boolean
}

/** A round given up counts as held: the loop goes on. Of several sessions of a round the newest counts. */
export function loopStanding(loop: InterviewLoop, sessions: readonly InterviewSession[]): LoopStanding {
  const own = sessions.filter((session) => session.loop?.id === loop.id)
  const rounds = loop.rounds.map((round, index): RoundStanding => {
    const held = own.filter((session) => session.loop!.index === index)
    const session = held.sort((a, b) => b.startedAt - a.startedAt)[0]
    return { ...round, index, session, state: session ? session.status : 'waiting' }
  })
  const next = loop.ended ? undefined : rounds.find(({ state }) => state === 'waiting' || state === 'running')
  if (next?.state === 'waiting') next.state = 'next'
  const finished = rounds.filter(({ state }) => state === 'finished').length
  return { rounds, next, finished, over: !next }
}

/** Ids that the loop's earlier rounds asked: no company asks twice. */
export function askedInLoop(loop: InterviewLoop, sessions: readonly InterviewSession[]): ReadonlySet<string> {
  return new Set(
    sessions.filter((session) => session.loop?.id === loop.id).flatMap(({ plan }) => plan.map(({ id }) => id)),
  )
}

export type LoopLength = 'short' | 'real'

/** Minutes of each round: as companies hold them, and in short for an evening. */
export const roundMinutes: Record<Round, Record<LoopLength, number>> = {
  recruiter: { short: 10, real: 30 },
  'phone-screen': { short: 15, real: 45 },
  'system-design': { short: 20, real: 60 },
  coding: { short: 20, real: 45 },
  behavioural: { short: 15, real: 45 },
  project: { short: 15, real: 45 },
}

/** The rounds of a loop in the order in which companies hold them. */
export function loopRounds(rounds: readonly Round[], chosen: readonly Round[], length: LoopLength): LoopRound[] {
  return rounds
    .filter((round) => chosen.includes(round))
    .map((round) => ({ round, minutes: roundMinutes[round][length] }))
}

/** Minutes of rest suggested before the next round: five after a short one, fifteen after a long one. */
export function breakMinutes({ minutes }: LoopRound): number {
  return minutes >= 45 ? 15 : minutes >= 20 ? 10 : 5
}

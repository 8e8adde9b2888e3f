import { seeded, seedOf } from './seeded'
import type { InterviewConfig } from './session'

/** How the interviewer behaves; follows from what was chosen and the session's id alone. */
export interface Manner {
  hints: boolean
  pauses: boolean
  /** After each question the candidate sees what the rubric makes of it. */
  feedback: boolean
  /** At most so many follow-ups to a question, a challenge included. */
  mostFollowUps: number
  /** Stages (by index) at which "are you sure?" falls due; one that finds nothing to ask there waits for the next. */
  challenges: number[]
  /** The candidate may ask questions at the end. */
  invites: boolean
  seed: number
}

export const mostFollowUps = 2

/** Two challenges from so many stages on. */
const longInterview = 4

/** Study mode helps; real mode does as interviewers do. A single question in study, a drill most often, has no closing ceremony. */
export function mannerOf(config: InterviewConfig, sessionId: string, stages: number, items: number): Manner {
  const real = config.mode === 'real'
  const seed = seedOf(sessionId)
  return {
    hints: !real,
    pauses: !real,
    feedback: !real,
    mostFollowUps,
    challenges: real ? challengeStages(stages, seed).slice(0, config.round === 'recruiter' ? 1 : 2) : [],
    invites: real || items > 1,
    seed,
  }
}

/**
 * Where the interviewer will doubt, drawn before a word was said: so a challenge tells nothing about the answer. The
 * last stage is left out where there are others, so that a due challenge still finds an answer.
 */
export function challengeStages(stages: number, seed: number): number[] {
  const random = seeded(seed)
  const open = Array.from({ length: Math.max(1, stages - 1) }, (_, index) => index)
  const most = stages >= longInterview ? 2 : 1
  const chosen: number[] = []
  while (chosen.length < most && open.length) chosen.push(open.splice(Math.floor(random() * open.length), 1)[0]!)
  return chosen.sort((a, b) => a - b)
}

import type { Level, Quality, Round } from '../../content/format'

export interface InterviewConfig {
  round: Round
  topics: string[]
  level?: Level
  /** Planned length in minutes. */
  minutes: number
}

/** What is asked, in order. Ids point into the pack. */
export interface PlannedItem {
  kind: 'question' | 'scenario'
  id: string
  /** Index into the variants, or -1 for the original wording. */
  variant: number
}

export interface InterviewSession {
  id: string
  config: InterviewConfig
  plan: PlannedItem[]
  packVersion: string
  status: 'running' | 'finished' | 'abandoned'
  startedAt: number
  finishedAt?: number
  updatedAt: number
}

export type TurnKind =
  'ask' | 'answer' | 'probe' | 'twist' | 'fact' | 'clarify' | 'skip' | 'acknowledge' | 'wrap-up' | 'pause' | 'resume'

/** One line of the append-only transcript. */
export interface Turn {
  id: string
  sessionId: string
  /** 0, 1, 2, … in the session. */
  n: number
  at: number
  by: 'interviewer' | 'candidate'
  kind: TurnKind
  text: string
  itemId: string
  /** The twist under which it was said. */
  twistId?: string
  /** The criterion that a probe asks for. */
  criterionId?: string
}

/** What the candidate has typed and not yet submitted; written on every pause. */
export interface AnswerDraft {
  sessionId: string
  text: string
  updatedAt: number
}

export type Verdict = 'met' | 'partly' | 'missed' | 'unsure'

export interface CriterionVerdict {
  itemId: string
  twistId?: string
  criterionId: string
  verdict: Verdict
  /** 0-1; below the stated threshold the verdict is `unsure`. */
  confidence: number
  /** Verbatim from the answer, or empty. */
  evidence: string
  /** Turn the evidence stands in. */
  turnId?: string
  /** A wrong claim of the rubric that the answer came close to, with the candidate's sentence. */
  contradiction?: { said: string; claim: string }
  /** What decided it, as shown: "Decided by wording, no model used". */
  provenance: string
}

export interface PitfallFound {
  pitfall: string
  /** Verbatim from the answer; empty when it is an absence. */
  moment: string
  turnId?: string
  itemId: string
  why: string
}

/** What the assessor made of a finished session. Kept as it was shown. */
export interface Assessment {
  sessionId: string
  assessor: string
  at: number
  verdicts: CriterionVerdict[]
  /** 0-1 for each quality that the rubric touched. */
  qualities: Partial<Record<Quality, number>>
  pitfalls: PitfallFound[]
}

/** The candidate's own decision on a criterion; append-only, the newest counts. */
export interface Decision {
  id: string
  sessionId: string
  itemId: string
  twistId?: string
  criterionId: string
  suggested: Verdict
  decided: Exclude<Verdict, 'unsure'>
  at: number
}

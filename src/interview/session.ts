import type { Level, Quality, Round } from '../../content/format'

/** `study`: hints, pause, feedback after each question. `real`: none of these; feedback at the end. */
export type Mode = 'study' | 'real'

export interface InterviewConfig {
  round: Round
  topics: string[]
  level?: Level
  /** Planned length in minutes. */
  minutes: number
  /** Absent in interviews of earlier versions, which were held like study. */
  mode?: Mode
  /** The job that the choice of questions leans to (roles.ts). */
  role?: string
  /** What it is about where it is no round of a company: the title of the notes it was made from. */
  about?: string
  /** Terms of the job description that steered the choice. */
  jobTerms?: string[]
  /** Topics that it is near to without naming them. */
  jobTopics?: string[]
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
  /** Time spent since the last turn, when the session was last touched. */
  sinceTurnMs?: number
  /** The loop that it is a round of, and which one, from 0. */
  loop?: { id: string; index: number }
}

export type TurnKind =
  | 'ask'
  | 'answer'
  | 'probe'
  | 'challenge'
  | 'twist'
  | 'fact'
  | 'clarify'
  /** The candidate thinks aloud: kept, never graded. */
  | 'think'
  /** The candidate ran code; the attachment keeps it and how its tests went. */
  | 'run'
  | 'skip'
  | 'acknowledge'
  /** Study mode: the question is closed and can be looked at; `go-on` when the candidate has. */
  | 'feedback'
  | 'go-on'
  /** The candidate's questions at the end: invited, asked, answered, until there are no more. */
  | 'invite'
  | 'question'
  | 'reply'
  | 'done'
  | 'wrap-up'
  | 'pause'
  | 'resume'

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
  /** The language model that put the line to what was said; what is asked is the rubric's. Absent where the words are too. */
  phrasedBy?: string
  /** The sentence of the candidate that a challenge takes up, to the letter. */
  quote?: string
  /** The number of the interviewer's line that stood on the screen when the candidate said this; absent in earlier versions. */
  to?: number
  /** Time spent since the turn before, by a clock that cannot be set; absent in earlier versions. */
  spentMs?: number
  /** What a tool beside the field adds to an answer: a program, a drawing. */
  attached?: Attachment[]
  /** A pause and its end that nobody asked for: the device slept, the page was closed, or the clock was set. */
  away?: true
  /** At the end of a pause: what a clock that cannot be set counted of it; absent where the page was not open all the time. */
  countedMs?: number
}

/** What was made in a tool and handed in with an answer. */
export interface Attachment {
  /** The tool's id (stage-tools.svelte.ts). */
  tool: string
  /** Its words: they count as part of the answer. */
  words: string
  /** Whatever the tool needs to show it again. */
  data: unknown
}

/** What the candidate has typed and not yet submitted; written on every pause. */
export interface AnswerDraft {
  sessionId: string
  text: string
  updatedAt: number
  /** Time spent since the last turn when it was written. */
  sinceTurnMs?: number
  /** What the tools hold. */
  attached?: Attachment[]
  /** A question or thought begun beside the answer. */
  aside?: string
  /** The tab that wrote it; absent in earlier versions. */
  tab?: string
  /** What other tabs hold of the same interview (drafts.ts). */
  others?: LeftDraft[]
}

/** What one tab holds and has not submitted. */
export interface LeftDraft {
  tab: string
  text: string
  aside?: string
  attached?: Attachment[]
}

export type Verdict = 'met' | 'partly' | 'missed' | 'unsure'

/** How a sentence collides with a rubric: with a wrong claim that it knows, or with a true line turned round. */
export type ContradictionKind = 'wrong-claim' | 'number' | 'negation' | 'antonym'

export interface CriterionVerdict {
  itemId: string
  twistId?: string
  criterionId: string
  verdict: Verdict
  /** 0-1; below the stated threshold the verdict is `unsure`. */
  confidence: number
  /** 0-1: how likely the point was made, by the assessor; older records lack it. */
  likelihood?: number
  /** The answer as a whole was in doubt, so nothing of it was credited. */
  doubted?: true
  /** Verbatim from the answer, or empty. */
  evidence: string
  /** Turn the evidence stands in. */
  turnId?: string
  /** The candidate's sentence beside the line that it collides with; older records have no kind: a wrong claim. */
  contradiction?: { said: string; claim: string; kind?: ContradictionKind }
  /** What decided it, as shown: "Decided by wording, no model used". */
  provenance: string
}

/** How the candidate met "are you sure?", by the rule shown with it (challenge.ts). */
export interface ChallengeMet {
  turnId: string
  itemId: string
  twistId?: string
  /** The candidate's own sentence that was challenged, and what they said to it. */
  claim: string
  said: string
  outcome: 'held' | 'held-bare' | 'corrected' | 'gave-up' | 'insisted' | 'passed'
  /** 0-1. */
  credit: number
}

/** A question that the candidate asked at the end. */
export interface QuestionAsked {
  turnId: string
  text: string
  good: boolean
  why: string
}

export interface PitfallFound {
  pitfall: string
  /** Verbatim from the answer; empty when it is an absence. */
  moment: string
  turnId?: string
  itemId: string
  why: string
}

/** An answer as a whole beside the answer that the user wrote for the question. Beside the verdicts, never one of them. */
export interface WholeGrade {
  itemId: string
  /** 0-1; null where they were not compared. */
  share: number | null
  /** What made the share, or why there is none. */
  provenance: string
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
  challenges?: ChallengeMet[]
  questions?: QuestionAsked[]
  /** Of questions that have a reference answer. */
  wholes?: WholeGrade[]
}

/** How sure the candidate was before they saw the grade; append-only, the newest counts. */
export interface Estimate {
  id: string
  sessionId: string
  /** Empty for the interview as a whole. */
  itemId: string
  /** 0-1: the share of the points they believe they made. */
  share: number
  at: number
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
  /** Decided before the suggestion was shown. */
  blind?: boolean
}

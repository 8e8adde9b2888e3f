import type { NewTurn } from './conduct'
import type { InterviewLoop } from './loop'
import type { OwnQuestion } from './own-question'
import type { AnswerDraft, Assessment, Decision, Estimate, InterviewSession, Turn } from './session'

/** What became of an append: the turns now stored, and whether ours are among them. */
export interface Appended {
  /** False when another tab had gone on first: nothing of ours was written, `turns` is how it stands. */
  written: boolean
  turns: Turn[]
}

/** What an interview needs of the storage. Turns and decisions are append-only. */
export interface InterviewStore {
  sessions(): Promise<InterviewSession[]>
  session(id: string): Promise<InterviewSession | undefined>
  begin(session: InterviewSession): Promise<void>
  /** Appends after turn `n - 1`, all or nothing; refuses when the transcript is longer or shorter than the caller thought. */
  append(sessionId: string, n: number, turns: (NewTurn & { at: number })[]): Promise<Appended>
  turns(sessionId: string): Promise<Turn[]>
  draft(sessionId: string): Promise<AnswerDraft | undefined>
  saveDraft(draft: AnswerDraft): Promise<void>
  /** Notes that the session was open at `at`, with the time spent since the last turn: what tells time away from time spent. */
  touch(sessionId: string, at: number, sinceTurnMs: number): Promise<void>
  finish(sessionId: string, at: number, status: 'finished' | 'abandoned'): Promise<void>
  assessment(sessionId: string): Promise<Assessment | undefined>
  assessments(): Promise<Assessment[]>
  saveAssessment(assessment: Assessment): Promise<void>
  decide(decision: Decision): Promise<void>
  decisions(sessionId?: string): Promise<Decision[]>
  estimate(estimate: Estimate): Promise<void>
  estimates(sessionId?: string): Promise<Estimate[]>
  loops(): Promise<InterviewLoop[]>
  loop(id: string): Promise<InterviewLoop | undefined>
  saveLoop(loop: InterviewLoop): Promise<void>
  /** The user's own questions, those taken out of the library among them. */
  ownQuestions(): Promise<OwnQuestion[]>
  keepOwn(questions: OwnQuestion[]): Promise<void>
  remove(sessionId: string): Promise<void>
  /** Calls back now and whenever any tab changes the session's turns. */
  watchTurns(sessionId: string, changed: (turns: Turn[]) => void): () => void
  watchSessions(changed: (sessions: InterviewSession[]) => void): () => void
}

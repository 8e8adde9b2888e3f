import type { NewTurn } from './conduct'
import type { InterviewLoop } from './loop'
import type { OwnQuestion } from './own-question'
import type { AnswerDraft, Assessment, Decision, Estimate, InterviewSession, Turn } from './session'

/** What became of an append: the turns now stored, and whether ours are among them. */
export interface Appended {
  /** False when another tab had gone on or finished first: nothing of ours was written, `turns` is how it stands. */
  written: boolean
  turns: Turn[]
}

/** What became of a decision: those now stored on the session, and whether ours is among them. */
export interface Decided {
  written: boolean
  decisions: Decision[]
}

/** What an interview needs of the storage. Turns and decisions are append-only. */
export interface InterviewStore {
  sessions(): Promise<InterviewSession[]>
  session(id: string): Promise<InterviewSession | undefined>
  begin(session: InterviewSession): Promise<void>
  /**
   * Appends what was said by `tab` to the first `n` turns, all or nothing; refuses what answers a line that no longer
   * waits (place.ts), and anything more once the session is finished.
   */
  append(sessionId: string, n: number, turns: (NewTurn & { at: number })[], tab?: string): Promise<Appended>
  turns(sessionId: string): Promise<Turn[]>
  draft(sessionId: string): Promise<AnswerDraft | undefined>
  /** Keeps what other tabs hold beside it; `dropped` are tabs whose words were taken over or thrown away. */
  saveDraft(draft: AnswerDraft, dropped?: readonly string[]): Promise<void>
  /** Notes that the session was open at `at`, with the time spent since the last turn: what tells time away from time spent. */
  touch(sessionId: string, at: number, sinceTurnMs: number): Promise<void>
  /** Ends it without a report, where it still has `n` turns and runs: false where another tab went on. */
  abandon(sessionId: string, n: number, at: number): Promise<boolean>
  /**
   * Ends it with what the assessor made of its first `n` turns: the assessment that is kept from now on, the earlier
   * one where there was one; undefined where there are more turns by now.
   */
  close(assessment: Assessment, n: number): Promise<Assessment | undefined>
  assessment(sessionId: string): Promise<Assessment | undefined>
  assessments(): Promise<Assessment[]>
  /** `seen`: the id of the newest decision on its point that stood on the screen; refuses where there is a newer one. */
  decide(decision: Decision, seen: string | undefined): Promise<Decided>
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
  watchDecisions(sessionId: string, changed: (decisions: Decision[]) => void): () => void
  watchSessions(changed: (sessions: InterviewSession[]) => void): () => void
}

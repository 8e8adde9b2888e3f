import type { Clock } from '../app/clock'
import type { Pack } from '../app/pack'
import type { WorkerPort } from '../app/worker-protocol'
import type { Judgement } from './assess/assess'
import { respond, standing, type NewTurn } from './conduct'
import { libraryOf, stagesOf, type Library, type Stage } from './items'
import { findPitfalls } from './pitfalls'
import type { AssessCalls } from './protocol'
import { gradesOf, qualitiesOf } from './grades'
import type { Assessment, InterviewSession, Turn } from './session'
import type { InterviewStore } from './store'
import { elapsedMs } from './timing'
import { assessorName, askedStages, inputFor, verdictsOf } from './verdicts'

export interface InterviewerNeeds {
  store: InterviewStore
  clock: Clock
  pack: Pack
  assessor: WorkerPort<AssessCalls>
}

/** The interviewer at work: reads the transcript, judges, says what comes next, and at the end writes the assessment. */
export class Interviewer {
  #library: Promise<Library> | undefined

  constructor(readonly needs: InterviewerNeeds) {}

  library(): Promise<Library> {
    const { pack } = this.needs
    return (this.#library ??= Promise.all([pack.questions(), pack.scenarios()]).then(([questions, scenarios]) =>
      libraryOf(questions, scenarios),
    ))
  }

  async stages(session: InterviewSession): Promise<Stage[]> {
    return stagesOf(session.plan, await this.library())
  }

  /** Appends; when another tab went on first, returns how it stands there. */
  async say(session: InterviewSession, turns: Turn[], added: NewTurn[]): Promise<Turn[]> {
    const { store, clock } = this.needs
    const at = clock.now()
    const result = await store.append(
      session.id,
      turns.length,
      added.map((turn) => ({ ...turn, at })),
    )
    return result.turns
  }

  /** Says everything that is the interviewer's to say, until it is the candidate's turn. */
  async goOn(session: InterviewSession, stages: Stage[], before: Turn[]): Promise<Turn[]> {
    let turns = before
    for (let guard = 0; guard < 4; guard++) {
      const now = standing(stages, turns)
      if (now.paused || now.phase === 'listen' || now.phase === 'over') break
      const judged = now.phase === 'respond' && stages[now.stage] ? await this.#judge(stages[now.stage]!, turns) : []
      const time = { elapsedMs: elapsedMs(turns, this.needs.clock.now()), plannedMs: session.config.minutes * 60_000 }
      turns = await this.say(session, turns, respond(stages, turns, judged ?? [], time))
    }
    return turns
  }

  /** Ends the interview: what was said is judged, kept as it is, and the session closed. Safe to call again. */
  async close(session: InterviewSession, onprogress: (done: number, total: number) => void): Promise<Assessment> {
    const { store, clock } = this.needs
    const kept = await store.assessment(session.id)
    if (kept) return kept
    const [stages, turns] = await Promise.all([this.stages(session), store.turns(session.id)])
    const assessment = await this.#assess(session, stages, turns, onprogress)
    await store.saveAssessment(assessment)
    if (session.status === 'running') await store.finish(session.id, clock.now(), 'finished')
    return assessment
  }

  async #assess(
    session: InterviewSession,
    stages: Stage[],
    turns: Turn[],
    onprogress: (done: number, total: number) => void,
  ): Promise<Assessment> {
    const asked = askedStages(stages, turns)
    const verdicts = []
    for (const [index, stage] of asked.entries()) {
      onprogress(index, asked.length)
      verdicts.push(...verdictsOf(stage, turns, await this.#judgements(stage, turns)))
    }
    const glossary = await this.needs.pack.glossary()
    const pitfalls = findPitfalls(session.config, asked, turns, verdicts, glossary, stages.length)
    const base: Assessment = {
      sessionId: session.id,
      assessor: assessorName,
      at: this.needs.clock.now(),
      verdicts,
      qualities: {},
      pitfalls,
    }
    return { ...base, qualities: qualitiesOf(gradesOf(asked, base, [])) }
  }

  /** A fault in the assessor must not stop an interview: without verdicts the heaviest criterion is probed. */
  async #judge(stage: Stage, turns: Turn[]): Promise<Judgement[] | undefined> {
    try {
      return await this.#judgements(stage, turns)
    } catch {
      return undefined
    }
  }

  async #judgements(stage: Stage, turns: Turn[]): Promise<Judgement[] | undefined> {
    const input = inputFor(stage, turns)
    return input && this.needs.assessor.call('judge', input)
  }
}

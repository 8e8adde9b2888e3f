import type { Clock } from '../app/clock'
import type { Pack } from '../app/pack'
import type { Tab } from '../app/tab'
import type { Judgement } from './assess/assess'
import { respond, standing, type CriterionStanding, type NewTurn } from './conduct'
import { referenceInput } from './against-reference'
import { isCodeStage, judgeCode } from './coding/submission'
import type { Assessor } from './helped-assessor'
import { keyOf, libraryOf, stageKey, stagesOf, type Library, type Stage } from './items'
import { mannerOf, type Manner } from './manner'
import { takeUp } from './probe'
import { gradesOf, qualitiesOf } from './grades'
import type { Assessment, CriterionVerdict, InterviewSession, Turn, WholeGrade } from './session'
import type { Appended, InterviewStore } from './store'
import { elapsedMs } from './timing'
import { assessorName, askedStages, inputFor, openInputFor, verdictsOf } from './verdicts'

export interface InterviewerNeeds {
  store: InterviewStore
  clock: Clock
  pack: Pack
  assessor: Assessor
  /** Milliseconds by a clock that nobody can set; the wall clock where there is none. */
  monotonic?: () => number
  /** This tab among those that have the app open; absent where there is one. */
  tab?: Tab
  /** With a language model: the interviewer's line in words that fit what was said. Unused without one. */
  phrase?: Phrase
}

/** Gives a question, probe, twist or challenge in words of its own, and says whose; undefined or a failure leaves the rubric's wording. */
export type Phrase = (turn: NewTurn, context: PhraseContext) => Promise<{ text: string; by: string } | undefined>

export interface PhraseContext {
  stage: Stage
  turns: readonly Turn[]
  standings: CriterionStanding[]
}

const phrased: NewTurn['kind'][] = ['ask', 'probe', 'twist', 'challenge']

/** The interviewer at work: reads the transcript, judges, says what comes next, and at the end writes the assessment. */
export class Interviewer {
  constructor(readonly needs: InterviewerNeeds) {}

  /** The pack's items and the user's own questions, those taken out of the library among them: reports hold them. */
  async library(): Promise<Library> {
    const { pack, store } = this.needs
    const parts = [pack.questions(), pack.scenarios(), store.ownQuestions(), pack.coding()] as const
    return libraryOf(...(await Promise.all(parts)))
  }

  async stages(session: InterviewSession): Promise<Stage[]> {
    return stagesOf(session.plan, await this.library())
  }

  manner({ config, id, plan }: InterviewSession, stages: readonly Stage[]): Manner {
    return mannerOf(config, id, stages.length, plan.length)
  }

  /** Appends, where another tab did not go on first. */
  say(session: InterviewSession, turns: readonly Turn[], added: NewTurn[]): Promise<Appended> {
    const { store, clock, tab } = this.needs
    const at = clock.now()
    const timed = added.map((turn) => ({ spentMs: 0, ...turn, at }))
    return store.append(session.id, turns.length, timed, tab?.id)
  }

  /** Says everything that is the interviewer's to say, until it is the candidate's turn. */
  async goOn(session: InterviewSession, stages: Stage[], before: Turn[]): Promise<Turn[]> {
    let turns = before
    for (let guard = 0; guard < 4; guard++) {
      const now = standing(stages, turns)
      if (now.paused || (now.phase !== 'begin' && now.phase !== 'respond')) break
      const stage = now.phase === 'respond' ? stages[now.stage] : undefined
      const verdicts = (stage && (await this.#judge(stage, turns))) ?? []
      const time = { elapsedMs: elapsedMs(turns), plannedMs: session.config.minutes * 60_000 }
      const said = respond({ stages, turns, verdicts, time, manner: this.manner(session, stages) })
      const phrased = await this.#phrase(said, { stages, turns, standings: verdicts })
      const { written, turns: stored } = await this.say(session, turns, phrased)
      const ended = !written && stored.length === turns.length
      turns = stored
      // Finished in another tab: there is nothing more to say.
      if (ended) break
    }
    return turns
  }

  async #phrase(said: NewTurn[], { stages, ...context }: Omit<PhraseContext, 'stage'> & { stages: Stage[] }) {
    const { phrase } = this.needs
    const probes = context.turns.filter(({ kind }) => kind === 'probe').length
    if (!phrase) return said.map((turn) => takeUp(turn, probes))
    const turns = said.map(async (turn) => {
      const stage = stages.find((each) => stageKey(keyOf(each)) === stageKey(turn))
      if (!stage || !phrased.includes(turn.kind)) return turn
      const own = await phrase(turn, { ...context, stage }).catch(() => undefined)
      return own?.text.trim() ? { ...turn, text: own.text.trim(), phrasedBy: own.by } : takeUp(turn, probes)
    })
    return Promise.all(turns)
  }

  /**
   * Ends the interview: what was said is judged, kept as it is, and the session closed. What another tab adds while it
   * is read is read too. Safe to call again.
   */
  async close(session: InterviewSession, onprogress: (done: number, total: number) => void): Promise<Assessment> {
    const { store } = this.needs
    const kept = await store.assessment(session.id)
    if (kept) return (await store.close(kept, 0)) ?? kept
    const stages = await this.stages(session)
    for (;;) {
      const turns = await store.turns(session.id)
      const closed = await store.close(await this.#assess(session, stages, turns, onprogress), turns.length)
      if (closed) return closed
    }
  }

  /** What the assessor suggests for each criterion of these stages. */
  async verdicts(stages: Stage[], turns: readonly Turn[], onprogress?: (done: number, total: number) => void) {
    const verdicts: CriterionVerdict[] = []
    for (const [index, stage] of stages.entries()) {
      onprogress?.(index, stages.length)
      verdicts.push(...verdictsOf(stage, turns, await this.#judgements(stage, turns)))
    }
    return verdicts
  }

  /** The answers to questions that have a reference answer, each as a whole beside it. A fault costs no verdict. */
  async wholes(stages: Stage[], turns: readonly Turn[]): Promise<WholeGrade[]> {
    const wholes: WholeGrade[] = []
    for (const stage of stages) {
      const input = referenceInput(stage, turns)
      if (!input) continue
      const { id } = stage.item
      const whole = await this.needs.assessor
        .call('whole', input)
        .catch(() => ({ share: null, provenance: 'the instant encoder could not be loaded' }))
      wholes.push({ itemId: id, ...whole })
    }
    return wholes
  }

  async #assess(
    session: InterviewSession,
    stages: Stage[],
    turns: Turn[],
    onprogress: (done: number, total: number) => void,
  ): Promise<Assessment> {
    const asked = askedStages(stages, turns)
    const verdicts = await this.verdicts(asked, turns, onprogress)
    const wholes = await this.wholes(asked, turns)
    const { round, minutes } = session.config
    const finished = { config: { round, minutes }, stages: asked, planned: stages.length, turns, verdicts }
    const found = await this.needs.assessor.call('lookBack', finished)
    const base: Assessment = {
      sessionId: session.id,
      assessor: assessorName,
      at: this.needs.clock.now(),
      verdicts,
      qualities: {},
      ...found,
      ...(wholes.length && { wholes }),
    }
    return { ...base, qualities: qualitiesOf(gradesOf(asked, base, []), found.challenges) }
  }

  /** What can be known of a stage's judging before the answer is in; `draft` is what stands in the field. */
  async prepare(stage: Stage | undefined, turns: readonly Turn[], draft = '') {
    if (stage && !isCodeStage(stage)) await this.needs.assessor.prepare(openInputFor(stage, turns, draft))
  }

  /** A fault in the assessor must not stop an interview: without verdicts the heaviest criterion is probed. */
  async #judge(stage: Stage, turns: readonly Turn[]): Promise<Judgement[] | undefined> {
    try {
      return await this.#judgements(stage, turns)
    } catch {
      return undefined
    }
  }

  async #judgements(stage: Stage, turns: readonly Turn[]): Promise<Judgement[] | undefined> {
    if (isCodeStage(stage)) return judgeCode(stage, turns)
    const input = inputFor(stage, turns)
    return input && this.needs.assessor.call('judge', input)
  }
}

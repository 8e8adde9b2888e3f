import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { gradesOf, type Grade } from './grades'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import type { Assessment, Decision, InterviewSession, Turn, Verdict } from './session'
import { askedStages } from './verdicts'

/** A finished interview under review: suggestions as they were made, decisions as the candidate takes them. */
export class Reviewing {
  #session = $state.raw<InterviewSession | null>(null)
  #turns = $state.raw<Turn[]>([])
  #stages = $state.raw<Stage[]>([])
  #assessment = $state.raw<Assessment | null>(null)
  #decisions = $state.raw<Decision[]>([])
  #progress = $state.raw({ done: 0, total: 0 })
  #missing = $state(false)
  #fault = $state('')
  #grades = $derived(this.#assessment ? gradesOf(this.#stages, this.#assessment, this.#decisions) : [])

  constructor(
    private interviewer: Interviewer,
    private id: string,
  ) {}

  get session() {
    return this.#session
  }
  get turns(): readonly Turn[] {
    return this.#turns
  }
  get stages(): readonly Stage[] {
    return this.#stages
  }
  get assessment() {
    return this.#assessment
  }
  get decisions(): readonly Decision[] {
    return this.#decisions
  }
  get grades(): Grade[] {
    return this.#grades
  }
  get progress() {
    return this.#progress
  }
  get missing() {
    return this.#missing
  }
  get fault() {
    return this.#fault
  }

  async open() {
    const { store } = this.interviewer.needs
    const session = await store.session(this.id)
    if (!session) {
      this.#missing = true
      return
    }
    this.#session = session
    try {
      const [turns, stages, decisions] = await Promise.all([
        store.turns(this.id),
        this.interviewer.stages(session),
        store.decisions(this.id),
      ])
      this.#turns = turns
      this.#stages = askedStages(stages, turns)
      this.#decisions = decisions
      this.#assessment = await this.interviewer.close(session, (done, total) => (this.#progress = { done, total }))
      // Closing it made it finished.
      this.#session = (await store.session(this.id)) ?? session
    } catch (error) {
      this.#fault = says(error, 'The report')
    }
  }

  /** Closes a criterion; the suggestion stays beside it. */
  async decide(grade: Grade, decided: Exclude<Verdict, 'unsure'>) {
    if (grade.decision?.decided === decided) return
    await this.#write([this.#decision(grade, decided)])
  }

  /** Takes over every suggestion that is still to be confirmed; what the app is unsure of stays open. */
  async confirmAll() {
    const open = this.#grades.filter(({ decision, suggested }) => !decision && suggested.verdict !== 'unsure')
    await this.#write(open.map((grade) => this.#decision(grade, grade.suggested.verdict as Exclude<Verdict, 'unsure'>)))
  }

  #decision({ suggested }: Grade, decided: Exclude<Verdict, 'unsure'>): Decision {
    const { clock } = this.interviewer.needs
    const { itemId, twistId, criterionId, verdict } = suggested
    return {
      id: clock.newId(),
      sessionId: this.id,
      itemId,
      twistId,
      criterionId,
      suggested: verdict,
      decided,
      at: clock.now(),
    }
  }

  async #write(decisions: Decision[]) {
    try {
      for (const decision of decisions) {
        await this.interviewer.needs.store.decide(decision)
        this.#decisions = [...this.#decisions, decision]
      }
    } catch (error) {
      toasts.problem(says(error, 'Your decision'))
    }
  }
}

function says(error: unknown, subject: string): string {
  const failure = storageFailure(error, subject)
  return `${sentence(failure)} ${nextStep(failure)}`
}

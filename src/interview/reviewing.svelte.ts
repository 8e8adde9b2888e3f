import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { everyDraft, holdsWords } from './drafts'
import type { Grade } from './grades'
import { Grading } from './grading.svelte'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import type { Assessment, Decision, InterviewSession, LeftDraft, Turn } from './session'
import { askedStages } from './verdicts'

/** A finished interview under review: suggestions as they were made, decisions as the candidate takes them. */
export class Reviewing {
  #session = $state.raw<InterviewSession | null>(null)
  #turns = $state.raw<Turn[]>([])
  #stages = $state.raw<Stage[]>([])
  #assessment = $state.raw<Assessment | null>(null)
  #progress = $state.raw({ done: 0, total: 0 })
  #expected = $state<number | undefined>(undefined)
  #unsent = $state.raw<readonly LeftDraft[]>([])
  #unwatch = () => {}
  #missing = $state(false)
  #fault = $state('')

  readonly grading: Grading

  constructor(
    private interviewer: Interviewer,
    private id: string,
  ) {
    this.grading = new Grading(interviewer, id)
  }

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
    return this.grading.decisions
  }
  get grades(): Grade[] {
    return this.grading.grades
  }
  /** What share the candidate expected before they saw it. */
  get expected() {
    return this.#expected
  }
  /** What was written and never submitted, in whatever tab. */
  get unsent() {
    return this.#unsent
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

  close() {
    this.#unwatch()
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
      const assessment = await this.interviewer.close(session, (done, total) => (this.#progress = { done, total }))
      // Closing it made it finished; what another tab had said until then is read too.
      const [closed = session, turns, stages, decisions, estimates, draft] = await Promise.all([
        store.session(this.id),
        store.turns(this.id),
        this.interviewer.stages(session),
        store.decisions(this.id),
        store.estimates(this.id),
        store.draft(this.id),
      ])
      this.#expected = estimates.findLast(({ itemId }) => !itemId)?.share
      this.#turns = turns
      this.#stages = askedStages(stages, turns)
      this.#unsent = everyDraft(draft).filter(holdsWords)
      this.grading.take(this.#stages, assessment, decisions)
      this.#unwatch = this.grading.watch()
      this.#session = closed
      this.#assessment = assessment
    } catch (error) {
      this.#fault = says(error, 'The report')
    }
  }
}

function says(error: unknown, subject: string): string {
  const failure = storageFailure(error, subject)
  return `${sentence(failure)} ${nextStep(failure)}`
}

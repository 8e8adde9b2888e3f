import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { gradesOf, type Grade } from './grades'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import type { Assessment, Decision, Verdict } from './session'

type Decided = Exclude<Verdict, 'unsure'>

/** Suggestions as they were made, decisions as the candidate takes them; both are kept. */
export class Grading {
  #stages = $state.raw<readonly Stage[]>([])
  #verdicts = $state.raw<Pick<Assessment, 'verdicts'> | null>(null)
  #decisions = $state.raw<Decision[]>([])
  #grades = $derived(this.#verdicts ? gradesOf(this.#stages, this.#verdicts, this.#decisions) : [])

  constructor(
    private interviewer: Interviewer,
    private sessionId: string,
  ) {}

  get grades(): Grade[] {
    return this.#grades
  }
  get decisions(): readonly Decision[] {
    return this.#decisions
  }
  get undecided(): Grade[] {
    return this.#grades.filter(({ decision }) => !decision)
  }

  take(stages: readonly Stage[], verdicts: Pick<Assessment, 'verdicts'>, decisions: Decision[]) {
    this.#stages = stages
    this.#decisions = decisions
    this.#verdicts = verdicts
  }

  /** Closes a criterion; the suggestion stays beside it. `blind`: it had not been shown yet. */
  async decide(grade: Grade, decided: Decided, blind = false) {
    if (grade.decision?.decided === decided) return
    await this.#write([this.#decision(grade, decided, blind)])
  }

  /** Takes over every suggestion that is still to be confirmed; what the app is unsure of stays open. */
  async confirmAll() {
    const open = this.undecided.filter(({ suggested }) => suggested.verdict !== 'unsure')
    await this.#write(open.map((grade) => this.#decision(grade, grade.suggested.verdict as Decided, false)))
  }

  #decision({ suggested }: Grade, decided: Decided, blind: boolean): Decision {
    const { clock } = this.interviewer.needs
    const { itemId, twistId, criterionId, verdict } = suggested
    return {
      id: clock.newId(),
      sessionId: this.sessionId,
      itemId,
      twistId,
      criterionId,
      suggested: verdict,
      decided,
      at: clock.now(),
      ...(blind ? { blind } : {}),
    }
  }

  async #write(decisions: Decision[]) {
    try {
      for (const decision of decisions) {
        await this.interviewer.needs.store.decide(decision)
        this.#decisions = [...this.#decisions, decision]
      }
    } catch (error) {
      const failure = storageFailure(error, 'Your decision')
      toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
    }
  }
}

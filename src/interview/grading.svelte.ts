import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { gradesOf, type Grade } from './grades'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import { News } from './news.svelte'
import { newestOn, pointKey } from './place'
import type { Assessment, Decision, Verdict } from './session'

type Decided = Exclude<Verdict, 'unsure'>

/** Suggestions as they were made, decisions as the candidate takes them; both are kept. */
export class Grading {
  #stages = $state.raw<readonly Stage[]>([])
  #verdicts = $state.raw<Pick<Assessment, 'verdicts'> | null>(null)
  #decisions = $state.raw<Decision[]>([])
  #says = $state('')
  #grades = $derived(this.#verdicts ? gradesOf(this.#stages, this.#verdicts, this.#decisions) : [])

  /** Points that another tab decided, by what names them. */
  #elsewhere = new Map<string, News>()
  /** Taken here, and perhaps not known to be written yet. */
  #own = new Set<string>()

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
  /** The last decision in words, for those who do not see it. */
  get says() {
    return this.#says
  }
  get undecided(): Grade[] {
    return this.#grades.filter(({ decision }) => !decision)
  }

  take(stages: readonly Stage[], verdicts: Pick<Assessment, 'verdicts'>, decisions: Decision[]) {
    this.#stages = stages
    this.#decisions = decisions
    this.#verdicts = verdicts
  }

  /** Follows what other tabs decide, until the returned function is called. */
  watch(): () => void {
    return this.interviewer.needs.store.watchDecisions(this.sessionId, (stored) => this.#follow(stored))
  }

  /** Closes a criterion; the suggestion stays beside it. `blind`: it had not been shown yet. */
  async decide(grade: Grade, decided: Decided, blind = false) {
    if (grade.decision?.decided === decided) return
    const done = await this.#write([this.#decision(grade, decided, blind)])
    if (done) this.#says = `${grade.criterion.short}: ${decided}. ${this.undecided.length} to decide.`
  }

  /** Takes over every suggestion that is still to be confirmed; what the app is unsure of stays open. */
  async confirmAll() {
    const open = this.undecided.filter(({ suggested }) => suggested.verdict !== 'unsure')
    const done = await this.#write(
      open.map((grade) => this.#decision(grade, grade.suggested.verdict as Decided, false)),
    )
    if (done) this.#says = `${open.length} confirmed. ${this.undecided.length} to decide.`
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

  /** Whether all of them were taken. */
  async #write(decisions: Decision[]): Promise<boolean> {
    const refused: Decision[] = []
    try {
      for (const decision of decisions) {
        if (!(await this.#take(decision))) refused.push(decision)
      }
      if (refused.length) toasts.say(this.#inWords(refused))
      return !refused.length
    } catch (error) {
      const failure = storageFailure(error, 'Your decision')
      toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
      return false
    }
  }

  /** False where another tab has decided it since, or so lately that it cannot have been read. */
  async #take(decision: Decision): Promise<boolean> {
    if (this.#elsewhere.get(pointKey(decision))?.unread) return false
    this.#own.add(decision.id)
    const seen = newestOn(this.#decisions, decision)
    const { written, decisions } = await this.interviewer.needs.store.decide(decision, seen?.id)
    if (!written) this.#tell(decision)
    this.#decisions = decisions
    return written
  }

  #follow(stored: Decision[]) {
    const known = new Set(this.#decisions.map(({ id }) => id))
    for (const each of stored) if (!known.has(each.id) && !this.#own.has(each.id)) this.#tell(each)
    if (stored.length >= this.#decisions.length) this.#decisions = stored
  }

  #tell(decision: Decision) {
    const { clock, monotonic = clock.now } = this.interviewer.needs
    const news = new News(monotonic)
    news.tell()
    this.#elsewhere.set(pointKey(decision), news)
  }

  #inWords(refused: readonly Decision[]): string {
    const [first] = refused
    const stands = first && newestOn(this.#decisions, first)?.decided
    return refused.length === 1 && stands
      ? `You decided this in another tab: it stands as ${stands}. Press again to change it.`
      : `${refused.length} points were decided in another tab and stand as they are there.`
  }
}

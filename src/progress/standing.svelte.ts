import type { Services } from '../app/services'
import { linkTo } from '../app/route'
import type { Attempt } from '../interview/history'
import { loopStanding, type InterviewLoop } from '../interview/loop'
import type { InterviewSession } from '../interview/session'
import type { Plan } from '../../content/format'
import { reviewDays, type Activity } from './activity'
import { daysUntil } from './countdown'
import { nextStep, type NextStep, type Practised, type WaitingLoop, type Weak } from './next-step'
import { recallAt } from './recall'
import { doneTimes, planDay, type PlanDay } from './study-plan'
import { readiness, type Readiness, type TopicStanding } from './readiness'

const dayMs = 86_400_000

type Needs = Pick<Services, 'cards' | 'interviews' | 'pack' | 'settings' | 'clock'>

/** Where the learner stands: what Today shows beside the due cards. */
export class Standing {
  #sessions = $state.raw<InterviewSession[]>([])
  #attempts = $state.raw<Attempt[]>([])
  #loops = $state.raw<InterviewLoop[]>([])
  #weak = $state.raw<Weak[]>([])
  #topics = $state.raw<{ id: string; title: string }[]>([])
  #plans = $state.raw<readonly Plan[]>([])

  constructor(private needs: Needs) {}

  /** Follows the storage until the returned function is called. */
  follow(): () => void {
    const { interviews, pack } = this.needs
    void pack.index().then(({ topics }) => (this.#topics = topics))
    pack.plans().then(
      (plans) => (this.#plans = plans.toSorted((a, b) => a.days - b.days)),
      // Today is whole without a plan; the next visit tries again.
      () => undefined,
    )
    return interviews.watchSessions((sessions) => {
      this.#sessions = sessions
      void interviews.loops().then((loops) => (this.#loops = loops))
      if (sessions.some(({ status }) => status === 'finished')) void this.#assess(sessions)
    })
  }

  get daysLeft(): number | null {
    return daysUntil(this.needs.settings.choices.interviewDate, this.needs.clock.now())
  }

  get readiness(): Readiness {
    return readiness(this.#standings())
  }

  get plans(): readonly Plan[] {
    return this.#plans
  }

  /** The plan that Today follows. */
  get plan(): Plan | null {
    return this.#plans.find(({ id }) => id === this.needs.settings.choices.plan) ?? null
  }

  /** What the plan asks for today; null while none was chosen. */
  get planDay(): PlanDay | null {
    const { plan, daysLeft } = this
    if (!plan) return null
    const { cards, settings, clock } = this.needs
    const { planChosenAt } = settings.choices
    const dayStart = cards.today(clock.now()).dayStart
    const firstDay = cards.today(planChosenAt).dayStart
    return planDay(plan, doneTimes(plan, this.#done(), firstDay), {
      dayStart,
      dayNumber: Math.max(1, Math.round((dayStart - firstDay) / dayMs) + 1),
      daysToInterview: daysLeft === null || daysLeft < 0 ? null : daysLeft,
    })
  }

  #done() {
    const firstReviews = new Map<string, number[]>()
    for (const { deckId, memory } of this.needs.cards.index?.all ?? [])
      if (memory && memory.phase !== 'new')
        firstReviews.set(deckId, [...(firstReviews.get(deckId) ?? []), memory.firstReviewAt])
    for (const times of firstReviews.values()) times.sort((a, b) => a - b)
    const interviews = this.#sessions
      .filter(({ status }) => status === 'finished')
      .map(({ config, finishedAt, startedAt }) => ({
        round: config.round,
        topics: config.topics,
        at: finishedAt ?? startedAt,
      }))
      .sort((a, b) => a.at - b.at)
    return { read: this.needs.settings.read, firstReviews, interviews }
  }

  get next(): NextStep {
    return nextStep(this.#practised(), this.#weakest(), {
      loop: this.#waitingLoop(),
      weak: this.#weak,
      now: this.needs.clock.now(),
    })
  }

  /** The last few things done, newest first. */
  recent(dayOf: (at: number) => number): Activity[] {
    const interviews = this.#attempts.map(({ session, share }) => ({
      at: session.finishedAt ?? session.startedAt,
      text:
        share === null
          ? 'Interview finished, verdicts open'
          : `Interview finished, ${Math.round(share * 100)} % of the rubric`,
      href: linkTo('interview', ['report', session.id]),
    }))
    const reviews = reviewDays(this.needs.cards.index?.log ?? [], dayOf, linkTo('cards', ['statistics']))
    return [...interviews, ...reviews].sort((a, b) => b.at - a.at).slice(0, 4)
  }

  /** On the interview day at noon; without a date, a week from now. */
  #onTheDay(): number {
    const now = this.needs.clock.now()
    const days = this.daysLeft
    return now + (days === null || days < 0 ? 7 : days) * dayMs
  }

  #standings(): TopicStanding[] {
    const day = this.#onTheDay()
    const byDeck = Map.groupBy(this.needs.cards.index?.active ?? [], ({ deckId }) => deckId)
    return this.#topics.map(({ id, title }) => {
      const cards = byDeck.get(id) ?? []
      return {
        topic: id,
        title,
        cards: cards.length,
        fresh: cards.filter(({ memory }) => !memory || memory.phase === 'new').length,
        recalled: cards.reduce((sum, { memory }) => sum + recallAt(memory, day), 0),
        interviews: this.#attempts.flatMap(({ topics, share }) =>
          topics.includes(id) && share !== null ? [share] : [],
        ),
      }
    })
  }

  #waitingLoop(): WaitingLoop | undefined {
    for (const loop of this.#loops) {
      const { next, finished, rounds } = loopStanding(loop, this.#sessions)
      if (next) return { loopId: loop.id, ...next, held: finished, rounds: rounds.length }
    }
    return undefined
  }

  #practised(): Practised[] {
    const open = new Map(
      this.#attempts.map(({ session, grades }) => [
        session.id,
        grades.filter(({ standing }) => standing === 'unsure').length,
      ]),
    )
    return this.#sessions
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .map(({ id, config, status, startedAt }) => ({
        sessionId: id,
        round: config.round,
        status,
        at: startedAt,
        undecided: open.get(id) ?? 0,
      }))
  }

  #weakest() {
    const tried = this.#standings().filter(({ interviews }) => interviews.length > 0)
    return tried.sort((a, b) => a.interviews[0]! - b.interviews[0]!)[0] ?? null
  }

  async #assess(sessions: InterviewSession[]) {
    const { interviews, pack } = this.needs
    const [{ attemptsOf, weakItems }, { libraryOf }, assessments, decisions, ...parts] = await Promise.all([
      import('../interview/history'),
      import('../interview/items'),
      interviews.assessments(),
      interviews.decisions(),
      pack.questions(),
      pack.scenarios(),
      interviews.ownQuestions(),
      pack.coding(),
    ])
    this.#attempts = attemptsOf(sessions, assessments, decisions, libraryOf(...parts))
    this.#weak = weakItems(this.#attempts)
  }
}

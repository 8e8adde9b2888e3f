import { beginRound } from './beginning.svelte'
import { attemptsOf, type Attempt } from './history'
import type { Interviewer } from './interviewer'
import { loopResult, type LoopResult } from './loop-report'
import { loopStanding, type InterviewLoop, type LoopStanding } from './loop'
import type { Assessment, InterviewSession } from './session'

/** A loop between its rounds: what was held, what comes next, and what it comes to. */
export class Looping {
  #loop = $state.raw<InterviewLoop | null>(null)
  #sessions = $state.raw<InterviewSession[]>([])
  #attempts = $state.raw<Attempt[]>([])
  #assessments = $state.raw<Assessment[]>([])
  #missing = $state(false)
  #reading = $state(false)
  #unwatch = () => {}
  #standing = $derived(this.#loop ? loopStanding(this.#loop, this.#sessions) : undefined)
  #result = $derived(
    loopResult(
      this.#attempts,
      this.#assessments.flatMap(({ challenges = [] }) => challenges),
    ),
  )

  constructor(
    private interviewer: Interviewer,
    private id: string,
  ) {}

  get loop() {
    return this.#loop
  }
  get missing() {
    return this.#missing
  }
  /** The answers of the round just held are read. */
  get reading() {
    return this.#reading
  }
  get standing(): LoopStanding | undefined {
    return this.#standing
  }
  get result(): LoopResult {
    return this.#result
  }
  /** In the order of the rounds. */
  get attempts(): readonly Attempt[] {
    return this.#attempts
  }
  get assessments(): readonly Assessment[] {
    return this.#assessments
  }
  attempt(sessionId: string | undefined): Attempt | undefined {
    return this.#attempts.find(({ session }) => session.id === sessionId)
  }

  /** `done`: the session of a round that has just ended and is to be closed. */
  async open(done?: string) {
    const { store } = this.interviewer.needs
    const loop = await store.loop(this.id)
    if (!loop) {
      this.#missing = true
      return
    }
    this.#loop = loop
    if (done) await this.#closeRound(done)
    await new Promise<void>((resolve) => {
      this.#unwatch = store.watchSessions((sessions) => void this.#follow(sessions).then(resolve))
    })
  }

  close() {
    this.#unwatch()
  }

  /** Begins the next round; the id of its session. One that runs already is gone on with. */
  async beginNext(): Promise<string | undefined> {
    const next = this.#standing?.next
    if (!next || !this.#loop) return undefined
    return next.session && next.state === 'running'
      ? next.session.id
      : beginRound(this.interviewer, this.#loop, next.index)
  }

  async end() {
    const { store, clock } = this.interviewer.needs
    if (!this.#loop) return
    const ended = { ...this.#loop, ended: true, updatedAt: clock.now() }
    await store.saveLoop(ended)
    this.#loop = ended
  }

  async #closeRound(sessionId: string) {
    const session = await this.interviewer.needs.store.session(sessionId)
    if (session?.loop?.id !== this.id) return
    this.#reading = true
    try {
      await this.interviewer.close(session, () => undefined)
    } finally {
      this.#reading = false
    }
  }

  async #follow(sessions: InterviewSession[]) {
    const { store } = this.interviewer.needs
    const own = sessions.filter(({ loop }) => loop?.id === this.id)
    const [assessments, decisions, library] = await Promise.all([
      store.assessments(),
      store.decisions(),
      this.interviewer.library(),
    ])
    this.#sessions = own
    this.#assessments = assessments.filter(({ sessionId }) => own.some(({ id }) => id === sessionId))
    this.#attempts = attemptsOf(own, assessments, decisions, library).sort(
      (a, b) => a.session.loop!.index - b.session.loop!.index,
    )
  }
}

import { complain } from './beginning.svelte'
import { standing, type NewTurn, type Standing } from './conduct'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import { News } from './news.svelte'
import { changesScreen, lineAt } from './place'
import type { AnswerDraft, InterviewSession, Turn } from './session'
import { SessionClock } from './session-clock.svelte'
import { lastSeen, type Absence } from './stopwatch'
import { clockStands, elapsedMs, isPaused, longestSilenceMs } from './timing'

/** So long the tab that was answered has for the interviewer's next line; then another says it. */
const longestReadingMs = 20_000

/** What stood on the screen when something was said. */
export interface Screen extends Pick<Standing, 'asking' | 'phase'> {
  /** The number of the interviewer's newest line. */
  to: number
}

/** The field beside the transcript: it keeps what does not get into it, and lets go of what does. */
export interface Field {
  hold(): void
  release(): void
  /** Writes what it holds once more. */
  renew(): Promise<void>
  /** Said here, and written. */
  spend(turn: NewTurn): void
  /** Said in another tab. */
  spendSaid(turn: Turn): void
}

/** The transcript of one interview, its clock, and what other tabs do to both. Derived from the turns. */
export class Conversation {
  #session = $state<InterviewSession | null>(null)
  #turns = $state.raw<Turn[]>([])
  #stages = $state.raw<Stage[]>([])
  #thinking = $state(false)
  #clock: SessionClock
  #unwatch = () => {}
  #standing = $derived(standing(this.#stages, this.#turns))
  readonly news: News

  constructor(
    private interviewer: Interviewer,
    private id: string,
    private field: Field,
    private readAhead: () => void,
  ) {
    const { clock, monotonic = clock.now } = interviewer.needs
    this.#clock = new SessionClock(interviewer.needs)
    this.news = new News(monotonic)
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
  get thinking() {
    return this.#thinking
  }
  get standing(): Standing {
    return this.#standing
  }
  get screen(): Screen {
    const { asking, phase } = this.#standing
    return { asking, phase, to: lineAt(this.#turns) }
  }
  /** Milliseconds since the last turn. */
  get countedMs() {
    return this.#clock.countedMs
  }
  get remainingMs(): number {
    return (this.#session?.config.minutes ?? 0) * 60_000 - elapsedMs(this.#turns, this.#clock.spentMs)
  }

  take(stages: Stage[], turns: Turn[]) {
    this.#stages = stages
    this.#turns = turns
  }

  /** Goes on from where it was last seen, and follows what other tabs write. */
  async begin(session: InterviewSession, draft: AnswerDraft | undefined) {
    this.#session = session
    const absence = this.#clock.resume(lastSeen(session, draft, this.#turns))
    if (absence) await this.#noteAbsence(absence)
    const { store } = this.interviewer.needs
    const watches = [
      store.watchTurns(this.id, (stored) => this.#follow(stored)),
      store.watchSessions((sessions) => this.#followSession(sessions)),
    ]
    this.#unwatch = () => watches.forEach((stop) => stop())
    await this.#goOn()
  }
  close() {
    this.#unwatch()
  }

  /** Writes what the candidate said, and lets the interviewer answer; false where another tab went on first. */
  async append(said: NewTurn): Promise<boolean> {
    const session = this.#session
    if (!session) return false
    this.#thinking = true
    const before = this.#turns
    try {
      this.field.hold()
      const timed = { ...said, spentMs: this.#spentUntilNow(before) }
      const { written, turns } = await this.interviewer.say(session, before, [timed])
      // The text stays in the field until it is known to be in the transcript.
      if (written) this.field.spend(said)
      else this.field.release()
      this.#take(turns)
      if (written) this.news.forget()
      else this.news.refuse()
      await this.#goOn()
      return written
    } catch (error) {
      this.field.release()
      complain(error, 'Your answer')
      return false
    } finally {
      this.#thinking = false
    }
  }

  async mark(kind: 'pause' | 'resume'): Promise<boolean> {
    if (this.refusesUnread() || isPaused(this.#turns) === (kind === 'pause')) return false
    const itemId = this.#standing.asking?.itemId ?? ''
    if (kind === 'pause') this.#clock.pause()
    const countedMs = kind === 'resume' ? this.#clock.unpause() : undefined
    return this.append({ by: 'candidate', kind, text: '', itemId, to: lineAt(this.#turns), countedMs })
  }

  /** What is pressed under a line that another tab has just brought was meant for the one before. */
  refusesUnread(): boolean {
    const { unread } = this.news
    if (unread) this.news.refuse()
    return unread
  }

  /** Whether it may be ended as it stands here: not where another tab went on. */
  async mayFinish(): Promise<boolean> {
    if (this.refusesUnread()) return false
    const stored = await this.interviewer.needs.store.turns(this.id)
    if (stored.length === this.#turns.length) return true
    this.#follow(stored)
    this.news.refuse()
    return false
  }
  /** Ends it without a report; false where another tab went on. */
  async abandon(): Promise<boolean> {
    const { store, clock } = this.interviewer.needs
    const done = await store.abandon(this.id, this.#turns.length, clock.now())
    if (!done) this.news.refuse()
    return done
  }

  /** Once a second while the screen is open. */
  async tick() {
    if (!this.#clock.runs || this.#session?.status !== 'running') return
    if (clockStands(this.#turns)) return this.#clock.restart()
    const absence = this.#clock.look()
    if (absence) await this.#noteAbsence(absence)
    const at = this.#clock.due()
    if (at === undefined) return
    await this.interviewer.needs.store.touch(this.id, at, this.#clock.countedMs).catch(() => undefined)
    // The tab that was answered may be gone.
    const waits = this.#standing.phase === 'respond' && !this.#thinking
    if (waits && this.#clock.spentMs > longestReadingMs) await this.#goOn()
  }

  /** Time away is written down as a pause, so that the transcript shows it and it does not count. */
  async #noteAbsence({ from, to, countedMs }: Absence) {
    if (this.#session?.status !== 'running') return
    if (clockStands(this.#turns) || this.#standing.phase === 'over') return
    if (await this.#wentOnElsewhere(from)) return
    const itemId = this.#standing.asking?.itemId ?? ''
    const place = { by: 'candidate' as const, text: '', itemId, away: true as const }
    const { turns } = await this.interviewer.needs.store.append(this.id, this.#turns.length, [
      { ...place, kind: 'pause', at: from, spentMs: this.#clock.countedMs },
      { ...place, kind: 'resume', at: to, spentMs: 0, countedMs },
    ])
    this.#follow(turns)
    // The draft gets the new time too: by the old one it could seem the newest sign of life for a day.
    await this.field.renew()
  }

  /** This tab slept and the candidate was in another: the time is as that one counted it. */
  async #wentOnElsewhere(since: number): Promise<boolean> {
    const { store, clock, tab } = this.interviewer.needs
    const [session, draft, turns] = await Promise.all([
      store.session(this.id),
      store.draft(this.id),
      store.turns(this.id),
    ])
    this.#follow(turns)
    // This tab's own draft may have been written as it woke.
    const seen = session && lastSeen(session, draft?.tab === tab?.id ? undefined : draft, turns)
    if (!seen || seen.at <= since || Math.abs(clock.now() - seen.at) > longestSilenceMs) return false
    this.#clock.resume(seen)
    return true
  }

  async #goOn() {
    const session = this.#session
    if (!session || session.status !== 'running') return
    this.#thinking = true
    try {
      this.#take(await this.interviewer.goOn(session, this.#stages, this.#turns))
      this.readAhead()
    } catch (error) {
      complain(error)
    } finally {
      this.#thinking = false
    }
  }

  /** What another tab wrote; while this one works, what comes is its own. */
  #follow(stored: Turn[]) {
    if (stored.length <= this.#turns.length) return
    for (const turn of stored.slice(this.#turns.length)) this.field.spendSaid(turn)
    if (!this.#thinking && changesScreen(this.#turns, stored)) this.news.tell()
    this.#take(stored)
  }

  /** Another tab may have finished it. */
  #followSession(sessions: InterviewSession[]) {
    const stored = sessions.find(({ id }) => id === this.id)
    if (stored && stored.status !== this.#session?.status) this.#session = stored
  }

  #take(turns: Turn[]) {
    const grew = turns.length !== this.#turns.length
    this.#turns = turns
    if (grew) this.#clock.restart()
  }

  #spentUntilNow(before: readonly Turn[]): number {
    if (clockStands(before)) return 0
    this.#clock.look()
    return this.#clock.countedMs
  }
}

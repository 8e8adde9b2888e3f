import { toasts } from '../ui/toasts.svelte'
import { complain } from './beginning.svelte'
import { asksBack } from './clarify'
import { candidateTurn, hintRequest, maySay, standing, type NewTurn, type Spoken, type Standing } from './conduct'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import { dropWords, leaveWords, leftWords } from './left-words'
import type { Manner } from './manner'
import type { Attachment, InterviewSession, Turn } from './session'
import { SessionClock } from './session-clock.svelte'
import { lastSeen, type Absence } from './stopwatch'
import { clockStands, elapsedMs, isPaused } from './timing'
import { Writing } from './writing.svelte'

/** Between two looks at what is being written. */
const readAheadEveryMs = 20_000

/** One interview in progress, as the candidate sees it. Everything can be had again from the turns and the draft. */
export class Running {
  #session = $state<InterviewSession | null>(null)
  #turns = $state.raw<Turn[]>([])
  #stages = $state.raw<Stage[]>([])
  #thinking = $state(false)
  #preparing = $state(false)
  #missing = $state(false)
  #clock: SessionClock
  #readAt = 0
  #unwatch = () => {}
  #work: Promise<void> = Promise.resolve()
  #standing = $derived(standing(this.#stages, this.#turns))

  /** What the candidate is writing. */
  readonly writing = new Writing(async (kept) => {
    const updatedAt = this.interviewer.needs.clock.now()
    const sinceTurnMs = this.#clock.countedMs
    await this.interviewer.needs.store.saveDraft({ sessionId: this.id, ...kept, updatedAt, sinceTurnMs })
    dropWords(this.id)
    this.#readAhead(kept.text)
  })

  /** A tool's last word before an answer goes out: it may run the tests and attach how they went. */
  prepare: (() => Promise<void>) | undefined

  constructor(
    private interviewer: Interviewer,
    private id: string,
  ) {
    this.#clock = new SessionClock(interviewer.needs)
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
  /** The interviewer reads what was said. */
  get thinking() {
    return this.#thinking || this.#preparing
  }
  /** There is no such session on this device. */
  get missing() {
    return this.#missing
  }
  get standing(): Standing {
    return this.#standing
  }
  /** The question, opening or twist at which the interview stands. */
  get stage(): Stage | undefined {
    return this.#stages[this.#standing.stage]
  }
  get manner(): Manner | undefined {
    return this.#session ? this.interviewer.manner(this.#session, this.#stages) : undefined
  }
  get remainingMs(): number {
    return (this.#session?.config.minutes ?? 0) * 60_000 - elapsedMs(this.#turns, this.#clock.spentMs)
  }
  get text() {
    return this.writing.text
  }
  get safety() {
    return this.writing.safety
  }
  get words(): number {
    return this.writing.words
  }

  async open() {
    const { store } = this.interviewer.needs
    const session = await store.session(this.id)
    if (!session) {
      this.#missing = true
      return
    }
    const [turns, draft, stages] = await Promise.all([
      store.turns(this.id),
      store.draft(this.id),
      this.interviewer.stages(session),
    ])
    this.#stages = stages
    this.#turns = turns
    this.writing.take(draft)
    const left = leftWords(this.id, turns.length)
    if (left) this.writing.takeUnsaved(left)
    this.#session = session
    const absence = this.#clock.resume(lastSeen(session, draft, turns))
    if (absence) await this.#noteAbsence(absence)
    const watches = [
      store.watchTurns(this.id, (stored) => this.#follow(stored)),
      store.watchSessions((sessions) => this.#followSession(sessions)),
    ]
    this.#unwatch = () => watches.forEach((stop) => stop())
    await this.#goOn()
  }

  async close() {
    this.#unwatch()
    await this.flush()
  }

  type = (text: string) => this.writing.type(text)
  flush = () => this.writing.flush()
  /** The page may be gone before the database has written: what is not stored yet is also left where it is at once. */
  leave = () => {
    const { text, aside = '', safety } = this.writing
    if (safety !== 'saved' && safety !== 'empty') leaveWords(this.id, { turn: this.#turns.length, text, aside })
    void this.flush()
  }

  submit = async () => {
    if (this.thinking || this.standing.phase !== 'listen') return
    await this.#prepared()
    const text = this.writing.text.trim()
    await this.#speak(this.#asksBack(text) ? 'clarify' : 'answer', text)
  }
  /** Where there are facts to ask for, an answer that only asks is a question to the interviewer. */
  #asksBack(text: string): boolean {
    const { stage, standing } = this
    const facts = stage && 'facts' in stage.item ? stage.item.facts : []
    return facts.length > 0 && standing.asking?.kind !== 'challenge' && asksBack(text)
  }
  /** Code was run: a line of the transcript, with the code as it was. */
  ran = (text: string, attachment: Attachment) => this.#speak('run', text, [attachment])
  ask = (question: string) => this.#speak('clarify', question.trim())
  think = (thought: string) => this.#speak('think', thought.trim())
  hint = () => this.#speak('clarify', hintRequest)
  skip = () => this.#speak('skip', '')
  /** On from the feedback of study mode. */
  next = () => this.#speak('go-on', '')
  /** The candidate's own questions at the end. */
  question = (text: string) => this.#speak('question', text.trim())
  done = () => this.#speak('done', '')

  pause = () => this.#mark('pause')
  resume = () => this.#mark('resume')

  /** Once a second while the screen is open. */
  async tick() {
    if (!this.#clock.runs || this.#session?.status !== 'running') return
    if (clockStands(this.#turns)) return this.#clock.restart()
    const absence = this.#clock.look()
    if (absence) await this.#noteAbsence(absence)
    const at = this.#clock.due()
    if (at === undefined) return
    await this.interviewer.needs.store.touch(this.id, at, this.#clock.countedMs).catch(() => undefined)
  }

  /** Time away is written down as a pause, so that the transcript shows it and it does not count. */
  async #noteAbsence({ from, to }: Absence) {
    if (clockStands(this.#turns) || this.#standing.phase === 'over') return
    const place = { by: 'candidate' as const, text: '', itemId: this.#standing.asking?.itemId ?? '' }
    const { turns } = await this.interviewer.needs.store.append(this.id, this.#turns.length, [
      { ...place, kind: 'pause', at: from, spentMs: this.#clock.countedMs },
      { ...place, kind: 'resume', at: to, spentMs: 0 },
    ])
    this.#take(turns)
  }

  async #prepared() {
    if (!this.prepare) return
    this.#preparing = true
    try {
      await this.prepare()
    } finally {
      this.#preparing = false
    }
  }

  #speak(kind: Spoken, text: string, made: Attachment[] = []): Promise<void> {
    const { asking, phase } = this.#standing
    const silent = kind === 'skip' || kind === 'go-on' || kind === 'done'
    const attached = kind === 'answer' ? [...this.writing.attached] : made
    if (!asking || this.#thinking || !maySay(kind, phase) || !(silent || text || attached.length)) return this.#work
    return (this.#work = this.#append([candidateTurn(kind, text, asking, attached)]))
  }

  #spend({ kind, text }: NewTurn) {
    if (kind === 'answer') this.writing.spend(text)
    else if (kind === 'clarify') this.writing.spendText(text)
  }

  #mark(kind: 'pause' | 'resume'): Promise<void> {
    if (isPaused(this.#turns) === (kind === 'pause')) return this.#work
    const itemId = this.#standing.asking?.itemId ?? ''
    return (this.#work = this.#append([{ by: 'candidate', kind, text: '', itemId }]))
  }

  async #append(added: NewTurn[]) {
    const session = this.#session
    if (!session) return
    this.#thinking = true
    const before = this.#turns
    const spentMs = this.#spentUntilNow(before)
    try {
      this.writing.hold()
      const timed = added.map((turn, n) => ({ ...turn, spentMs: n ? 0 : spentMs }))
      const turns = await this.interviewer.say(session, before, timed)
      const written = turns.length === before.length + added.length && turns.at(-1)?.text === added.at(-1)?.text
      // The text stays in the field until it is known to be in the transcript.
      if (written) this.#spend(added[0]!)
      else this.writing.release()
      this.#take(turns)
      if (!written) toasts.say('This interview went on in another tab. Here is how it stands.')
      await this.#goOn()
    } catch (error) {
      this.writing.release()
      complain(error, 'Your answer')
    } finally {
      this.#thinking = false
    }
  }

  async #goOn() {
    const session = this.#session
    if (!session || session.status !== 'running') return
    this.#thinking = true
    try {
      this.#take(await this.interviewer.goOn(session, this.#stages, this.#turns))
      this.#readAhead()
    } catch (error) {
      complain(error)
    } finally {
      this.#thinking = false
    }
  }

  /** What the assessor can do before the answer is in: now and then while it is written, and never in its way. */
  #readAhead(draft = '') {
    const now = this.interviewer.needs.clock.now()
    if (draft && now - this.#readAt < readAheadEveryMs) return
    this.#readAt = now
    void this.interviewer.prepare(this.stage, this.#turns, draft).catch(() => undefined)
  }

  #follow(stored: Turn[]) {
    if (stored.length <= this.#turns.length) return
    for (const turn of stored.slice(this.#turns.length)) this.#spend(turn)
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
    if (!grew) return
    this.#clock.restart()
  }

  #spentUntilNow(before: readonly Turn[]): number {
    if (clockStands(before)) return 0
    this.#clock.look()
    return this.#clock.countedMs
  }
}

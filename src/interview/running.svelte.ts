import { storageFailure } from '../storage/failure'
import { sentence, nextStep } from '../app/failures'
import { toasts } from '../ui/toasts.svelte'
import { candidateTurn, hintRequest, standing, type NewTurn, type Standing } from './conduct'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import type { InterviewSession, Turn } from './session'
import { elapsedMs, isPaused, wasAway } from './timing'

export const typingPauseMs = 400
const touchEveryMs = 15_000

/** How safe the text in the field is. `saved` only once the write has resolved. */
export type Safety = 'empty' | 'typing' | 'saving' | 'saved' | 'failed'

/** One interview in progress, as the candidate sees it. Everything can be had again from the turns and the draft. */
export class Running {
  #session = $state<InterviewSession | null>(null)
  #turns = $state.raw<Turn[]>([])
  #stages = $state.raw<Stage[]>([])
  #text = $state('')
  #safety = $state<Safety>('empty')
  #thinking = $state(false)
  #missing = $state(false)
  #now = $state(0)
  #lastSeen = 0
  #lastTouch = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #unwatch = () => {}
  #work: Promise<void> = Promise.resolve()

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
  get text() {
    return this.#text
  }
  get safety() {
    return this.#safety
  }
  /** The interviewer reads what was said. */
  get thinking() {
    return this.#thinking
  }
  /** There is no such session on this device. */
  get missing() {
    return this.#missing
  }
  get standing(): Standing {
    return standing(this.#stages, this.#turns)
  }
  get remainingMs(): number {
    return (this.#session?.config.minutes ?? 0) * 60_000 - elapsedMs(this.#turns, this.#now)
  }
  get words(): number {
    return this.#text.trim() ? this.#text.trim().split(/\s+/).length : 0
  }

  async open() {
    const { store, clock } = this.interviewer.needs
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
    this.#text = draft?.text ?? ''
    this.#safety = this.#text ? 'saved' : 'empty'
    this.#now = clock.now()
    this.#session = session
    this.#lastSeen = Math.max(session.updatedAt, draft?.updatedAt ?? 0, turns.at(-1)?.at ?? 0)
    this.#lastTouch = this.#now
    await this.#noteAbsence()
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

  type(text: string) {
    this.#text = text
    this.#safety = 'typing'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), typingPauseMs)
  }

  /** Writes what was typed and is not stored yet. */
  async flush() {
    clearTimeout(this.#timer)
    if (this.#safety !== 'typing' && this.#safety !== 'failed') return
    const { store, clock } = this.interviewer.needs
    const text = this.#text
    this.#safety = 'saving'
    try {
      await store.saveDraft({ sessionId: this.id, text, updatedAt: clock.now() })
      if (this.#text === text) this.#safety = text ? 'saved' : 'empty'
    } catch (error) {
      this.#safety = 'failed'
      say(error, 'Your draft')
    }
  }

  submit = () => this.#speak('answer', this.#text.trim())
  ask = (question: string) => this.#speak('clarify', question.trim())
  hint = () => this.#speak('clarify', hintRequest)
  skip = () => this.#speak('skip', '')

  pause = () => this.#mark('pause')
  resume = () => this.#mark('resume')

  /** Once a second while the screen is open. A jump of the clock is time away: a device asleep, a clock set anew. */
  async tick() {
    const { clock, store } = this.interviewer.needs
    const before = this.#lastSeen
    this.#now = clock.now()
    if (this.#session?.status !== 'running' || isPaused(this.#turns)) {
      this.#lastSeen = this.#now
      return
    }
    if (wasAway(before, this.#now)) await this.#noteAbsence()
    this.#lastSeen = this.#now
    if (Math.abs(this.#now - this.#lastTouch) < touchEveryMs) return
    this.#lastTouch = this.#now
    await store.touch(this.id, this.#now).catch(() => undefined)
  }

  /** Time between the last sign of life and now is written down as a pause, so that it does not count. */
  async #noteAbsence() {
    const now = this.interviewer.needs.clock.now()
    const from = this.#lastSeen
    this.#lastSeen = now
    if (!this.#turns.length || isPaused(this.#turns) || !wasAway(from, now)) return
    if (this.standing.phase === 'over') return
    const place = { by: 'candidate' as const, text: '', itemId: this.standing.asking?.itemId ?? '' }
    const { store } = this.interviewer.needs
    const { turns } = await store.append(this.id, this.#turns.length, [
      { ...place, kind: 'pause', at: from },
      { ...place, kind: 'resume', at: now },
    ])
    this.#take(turns)
  }

  #speak(kind: 'answer' | 'clarify' | 'skip', text: string): Promise<void> {
    const asking = this.standing.asking
    if (!asking || this.#thinking || this.standing.phase !== 'listen' || (kind !== 'skip' && !text)) return this.#work
    const turn = candidateTurn(kind, text, asking)
    return (this.#work = this.#append([turn], kind === 'answer'))
  }

  #mark(kind: 'pause' | 'resume'): Promise<void> {
    if (isPaused(this.#turns) === (kind === 'pause')) return this.#work
    const itemId = this.standing.asking?.itemId ?? ''
    return (this.#work = this.#append([{ by: 'candidate', kind, text: '', itemId }], false))
  }

  async #append(added: NewTurn[], spendsDraft: boolean) {
    const session = this.#session
    if (!session) return
    this.#thinking = true
    const before = this.#turns
    const text = this.#text
    try {
      clearTimeout(this.#timer)
      const turns = await this.interviewer.say(session, before, added)
      const written = turns.length === before.length + added.length && turns.at(-1)?.text === added.at(-1)?.text
      // The text stays in the field until it is known to be in the transcript.
      if (spendsDraft && written && this.#text === text) this.#clear()
      this.#take(turns)
      if (!written) toasts.say('This interview went on in another tab. Here is how it stands.')
      await this.#goOn()
    } catch (error) {
      say(error, 'Your answer')
    } finally {
      this.#thinking = false
    }
  }

  async #goOn() {
    const session = this.#session
    if (!session || session.status !== 'running') return
    this.#thinking = true
    try {
      this.#take(await this.interviewer.goOn(session, this.#stages, this.#turns as Turn[]))
    } catch (error) {
      say(error, 'The interview')
    } finally {
      this.#thinking = false
    }
  }

  #follow(stored: Turn[]) {
    if (stored.length <= this.#turns.length) return
    const added = stored.slice(this.#turns.length)
    if (added.some(({ kind, text }) => kind === 'answer' && text === this.#text.trim())) this.#clear()
    this.#take(stored)
  }

  /** Another tab may have finished it. */
  #followSession(sessions: InterviewSession[]) {
    const stored = sessions.find(({ id }) => id === this.id)
    if (stored && stored.status !== this.#session?.status) this.#session = stored
  }

  #take(turns: Turn[]) {
    this.#turns = turns
    this.#now = this.interviewer.needs.clock.now()
    this.#lastSeen = this.#now
  }

  #clear() {
    this.#text = ''
    this.#safety = 'empty'
  }
}

function say(error: unknown, subject: string) {
  const failure = storageFailure(error, subject)
  toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
}

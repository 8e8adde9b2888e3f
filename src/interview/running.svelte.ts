import { isBlank } from '../app/blank'
import { asksBack } from './clarify'
import { candidateTurn, hintRequest, maySay, type Spoken, type Standing } from './conduct'
import { Conversation, type Screen } from './conversation.svelte'
import { takeDraft } from './drafts'
import type { Interviewer } from './interviewer'
import type { Stage } from './items'
import { dropWords, leaveWords, leftWords } from './left-words'
import type { Manner } from './manner'
import type { AnswerDraft, Attachment } from './session'
import { Writing } from './writing.svelte'

/** Between two looks at what is being written. */
const readAheadEveryMs = 20_000

/** One interview in progress, as the candidate sees it. Everything can be had again from the turns and the draft. */
export class Running {
  #conversation: Conversation
  #preparing = $state(false)
  #missing = $state(false)
  #readAt = 0
  #work: Promise<boolean> = Promise.resolve(false)

  /** What the candidate is writing. */
  readonly writing = new Writing(async (kept, dropped) => {
    const { clock, store } = this.interviewer.needs
    const sinceTurnMs = this.#conversation.countedMs
    const draft = { sessionId: this.id, tab: this.#tab, ...kept, updatedAt: clock.now(), sinceTurnMs }
    await store.saveDraft(draft, dropped)
    for (const tab of [this.#tab, ...dropped]) dropWords(this.id, tab)
    this.#readAhead(kept.text)
  })

  /** A tool's last word before an answer goes out: it may run the tests and attach how they went. */
  prepare: (() => Promise<void>) | undefined

  constructor(
    private interviewer: Interviewer,
    private id: string,
  ) {
    this.#conversation = new Conversation(interviewer, id, this.writing, () => this.#readAhead())
  }

  get session() {
    return this.#conversation.session
  }
  get turns() {
    return this.#conversation.turns
  }
  get stages() {
    return this.#conversation.stages
  }
  /** The interviewer reads what was said. */
  get thinking() {
    return this.#conversation.thinking || this.#preparing
  }
  /** There is no such session on this device. */
  get missing() {
    return this.#missing
  }
  get standing(): Standing {
    return this.#conversation.standing
  }
  /** The question, opening or twist at which the interview stands. */
  get stage(): Stage | undefined {
    return this.stages[this.standing.stage]
  }
  get manner(): Manner | undefined {
    return this.session ? this.interviewer.manner(this.session, this.stages) : undefined
  }
  get remainingMs(): number {
    return this.#conversation.remainingMs
  }
  /** What another tab did to this interview, until the candidate goes on here; empty where it did nothing. */
  get news(): string {
    const { told, refused } = this.#conversation.news
    if (!told) return ''
    const how = this.writing.holdsWords ? 'Your words are kept below.' : 'Here is how it stands.'
    return `This interview went on in another tab. ${how}${refused ? ' Nothing was sent from here.' : ''}`
  }
  /** The field for answers is on the screen. */
  get listens(): boolean {
    return !this.standing.paused && ['begin', 'listen', 'respond'].includes(this.standing.phase)
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
    const { store, tab } = this.interviewer.needs
    const session = await store.session(this.id)
    if (!session) {
      this.#missing = true
      return
    }
    const [turns, draft, stages, others] = await Promise.all([
      store.turns(this.id),
      store.draft(this.id),
      this.interviewer.stages(session),
      tab?.others() ?? new Set<string>(),
    ])
    this.#conversation.take(stages, turns)
    this.#takeWords(draft, others)
    await this.#conversation.begin(session, draft)
  }

  async close() {
    this.#conversation.close()
    await this.flush()
  }

  type = (text: string) => this.writing.type(text)
  flush = () => this.writing.flush()
  /** The page may be gone before the database has written: what is not stored yet is also left where it is at once. */
  leave = () => {
    const { text, aside = '', safety } = this.writing
    const words = { turn: this.turns.length, text, aside }
    if (safety !== 'saved' && safety !== 'empty') leaveWords(this.id, this.#tab, words)
    this.#conversation.news.seen()
    void this.flush()
  }

  submit = async (): Promise<boolean> => {
    const { screen } = this.#conversation
    if (this.#conversation.refusesUnread() || this.thinking || screen.phase !== 'listen') return false
    await this.#prepared()
    const text = this.writing.text.trim()
    return this.#speak(this.#asksBack(text) ? 'clarify' : 'answer', text, [], screen)
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

  pause = () => this.#conversation.mark('pause')
  resume = () => this.#conversation.mark('resume')

  /** Whether it may be ended as it stands here: not where another tab went on. */
  async mayFinish(): Promise<boolean> {
    await this.flush()
    return this.#conversation.mayFinish()
  }
  /** Ends it without a report; false where another tab went on. */
  abandon = () => this.#conversation.abandon()

  /** Once a second while the screen is open. */
  tick = () => this.#conversation.tick()

  /** The draft, or what was not stored yet when the page went: this tab's, else a closed one's. */
  #takeWords(draft: AnswerDraft | undefined, others: ReadonlySet<string>) {
    const { own, left } = takeDraft(draft, this.#tab, others)
    const gone = leftWords(this.id, this.#tab, others, this.turns)
    const beside = left.filter(({ tab }) => tab !== gone?.tab)
    this.writing.take(own, beside)
    if (gone) this.writing.takeUnsaved(gone)
    if (gone && gone.turn < this.turns.length) this.#conversation.news.tell()
    for (const from of [own?.tab, gone?.tab])
      if (from !== undefined && from !== this.#tab && !others.has(from)) this.writing.takeOver(from)
  }
  get #tab(): string {
    return this.interviewer.needs.tab?.id ?? ''
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

  /** `screen`: what the candidate had before them. Whether it was written. */
  #speak(kind: Spoken, text: string, made: Attachment[] = [], screen?: Screen): Promise<boolean> {
    const conversation = this.#conversation
    const { asking, phase, to } = screen ?? conversation.screen
    const said = !isBlank(text)
    const silent = kind === 'skip' || kind === 'go-on' || kind === 'done'
    const attached = kind === 'answer' ? [...this.writing.attached] : made
    if (conversation.refusesUnread()) return Promise.resolve(false)
    if (!asking || conversation.thinking || !maySay(kind, phase)) return this.#work
    if (!(silent || said || attached.length)) return this.#work
    return (this.#work = conversation.append(candidateTurn(kind, said ? text : '', asking, attached, to)))
  }

  /** What the assessor can do before the answer is in: now and then while it is written, and never in its way. */
  #readAhead(draft = '') {
    const now = this.interviewer.needs.clock.now()
    if (draft && now - this.#readAt < readAheadEveryMs) return
    this.#readAt = now
    void this.interviewer.prepare(this.stage, this.turns, draft).catch(() => undefined)
  }
}

import { isBlank } from '../app/blank'
import type { Round, Term } from '../../content/format'
import { begin, beginLoop, beginRound } from './beginning.svelte'
import { attemptsOf, historyOf, type Attempt } from './history'
import type { Interviewer } from './interviewer'
import type { Library } from './items'
import { isOwn, mayComeUp } from './own-question'
import { jobFit, lexiconOf, longestJob, readJob, withTopics, type JobTerm } from './job'
import { loopRounds, loopStanding, roundMinutes, type InterviewLoop, type LoopLength, type LoopStanding } from './loop'
import { planLoop } from './loop-plan'
import { candidates, plan, roundsOf } from './plan'
import type { InterviewConfig, InterviewSession, Mode } from './session'

/** A loop that is not over, as the setup offers it. */
export interface OpenLoop {
  loop: InterviewLoop
  standing: LoopStanding
}

/** What is chosen before an interview begins, with what the past says about it. */
export class Preparing {
  #library = $state.raw<Library>(new Map())
  #glossary = $state.raw<Term[]>([])
  #sessions = $state.raw<InterviewSession[]>([])
  #loops = $state.raw<InterviewLoop[]>([])
  #attempts = $state.raw<Attempt[]>([])
  #loaded = $state(false)
  #config = $state<InterviewConfig>({
    round: 'phone-screen',
    topics: [],
    minutes: roundMinutes['phone-screen'].short,
    mode: 'study',
  })
  #whole = $state(false)
  #loopLength = $state<LoopLength>('short')
  #left = $state<Round[]>([])
  #job = $state('')
  #dropped = $state<string[]>([])
  #near = $state.raw<string[]>([])
  #seed = ''
  #unwatch = () => {}

  #items = $derived([...this.#library.values()].filter(mayComeUp))
  #own = $derived([...this.#library.values()].filter(isOwn).filter(({ retired }) => !retired))
  #lexicon = $derived(lexiconOf(this.#glossary))
  #terms = $derived(!isBlank(this.#job) ? readJob(this.#job, this.#lexicon) : [])
  #kept = $derived(this.#terms.filter(({ term }) => !this.#dropped.includes(term)))
  /** Near in meaning, and not there by name already. */
  #nearTopics = $derived(this.#near.filter((topic) => !this.#terms.some((each) => each.topic === topic)))
  #keptTopics = $derived(this.#nearTopics.filter((topic) => !this.#dropped.includes(topic)))
  #fit = $derived(
    withTopics(
      jobFit(
        this.#items,
        this.#kept.map(({ term }) => term),
        this.#lexicon,
      ),
      this.#items,
      this.#keptTopics,
    ),
  )
  #history = $derived(historyOf(this.#sessions, this.#attempts))
  #plan = $derived(plan(this.#config, this.#items, this.#history, this.#seed, { job: this.#fit }))

  #loopPlan = $derived(planLoop(this.loopRounds, this.#config, this.#items, this.#history, this.#seed, this.#fit))

  constructor(private interviewer: Interviewer) {
    this.#seed = interviewer.needs.clock.newId()
  }

  get loaded() {
    return this.#loaded
  }
  get config(): Readonly<InterviewConfig> {
    return this.#config
  }
  get rounds() {
    return roundsOf(this.#items)
  }
  /** Topics that the chosen round and level have questions of. */
  get topics(): string[] {
    const found = candidates(this.#items, { ...this.#config, topics: [] })
    return [...new Set((this.#whole ? this.#items : found).map(({ topic }) => topic))]
  }
  get plan() {
    return this.#plan
  }
  /** The questions of the plan, of a loop those of all its rounds, for whoever asks whether notes cover them. */
  get plannedItems() {
    return (this.#whole ? this.#loopPlan : this.#plan).flatMap(({ id }) => this.#library.get(id) ?? [])
  }
  /** Questions of the user's own. */
  get ownCount(): number {
    return this.#own.length
  }
  get plannedMinutes(): number {
    return this.#plan.reduce((sum, { id }) => sum + (this.#library.get(id)?.minutes ?? 0), 0)
  }
  get plannedTopics(): string[] {
    return [...new Set(this.#plan.flatMap(({ id }) => this.#library.get(id)?.topic ?? []))]
  }
  get attempts(): readonly Attempt[] {
    return this.#attempts
  }
  /** Interviews that were left before their end, the latest first; rounds of a loop are listed with it. */
  get running(): InterviewSession[] {
    return this.#sessions
      .filter(({ status, loop }) => status === 'running' && !loop)
      .sort((a, b) => b.startedAt - a.startedAt)
  }
  get openLoops(): OpenLoop[] {
    return this.#loops
      .map((loop) => ({ loop, standing: loopStanding(loop, this.#sessions) }))
      .filter(({ standing }) => !standing.over)
  }
  /** A full loop rather than one round. */
  get whole() {
    return this.#whole
  }
  get loopLength() {
    return this.#loopLength
  }
  get loopRounds() {
    const chosen = this.rounds.filter((round) => !this.#left.includes(round))
    return loopRounds(this.rounds, chosen, this.#loopLength)
  }
  /** Terms taken from the job description; those that the candidate dropped stay in the list. */
  get jobTerms(): readonly JobTerm[] {
    return this.#terms
  }
  /** Topics that the job description is near to without naming them. */
  get jobTopics(): readonly string[] {
    return this.#nearTopics
  }
  isKept(term: string): boolean {
    return !this.#dropped.includes(term)
  }

  async open(jobDescription = '', role = '') {
    const { store } = this.interviewer.needs
    this.#config.role = role || undefined
    this.#library = await this.interviewer.library()
    await new Promise<void>((resolve) => {
      this.#unwatch = store.watchSessions((sessions) => void this.#follow(sessions).then(resolve))
    })
    if (jobDescription) await this.job(jobDescription)
    this.#loaded = true
  }

  close() {
    this.#unwatch()
  }

  round(round: Round | 'loop') {
    this.#whole = round === 'loop'
    if (round === 'loop') return
    this.#config = { ...this.#config, round, minutes: roundMinutes[round].short }
    this.#config.topics = this.#config.topics.filter((topic) => this.topics.includes(topic))
  }
  topic(topic: string) {
    const { topics } = this.#config
    this.#config.topics = topics.includes(topic) ? topics.filter((each) => each !== topic) : [...topics, topic]
  }
  level(level: InterviewConfig['level']) {
    this.#config.level = level
  }
  mode(mode: Mode) {
    this.#config.mode = mode
  }
  role(role: string) {
    this.#config.role = role || undefined
  }
  minutes(minutes: number) {
    this.#config.minutes = minutes
  }
  lengthOfLoop(length: LoopLength) {
    this.#loopLength = length
  }
  loopRound(round: Round) {
    this.#left = this.#left.includes(round) ? this.#left.filter((each) => each !== round) : [...this.#left, round]
  }
  async job(text: string) {
    if (text && !this.#glossary.length) this.#glossary = await this.interviewer.needs.pack.glossary()
    this.#job = text.slice(0, longestJob)
    void this.#byMeaning(this.#job)
  }

  /** Without the encoder the names alone steer. */
  async #byMeaning(text: string) {
    const { assessor } = this.interviewer.needs
    const found = !isBlank(text) ? await assessor.call('topics', { text }).catch(() => []) : []
    if (text === this.#job) this.#near = found.map(({ topic }) => topic)
  }

  /** Takes a term of the job description out, or in again. */
  jobTerm(term: string) {
    this.#dropped = this.isKept(term) ? [...this.#dropped, term] : this.#dropped.filter((each) => each !== term)
  }

  /** Begins what was planned; the id of the new session, or undefined when it could not be stored. */
  async begin(): Promise<string | undefined> {
    const config = $state.snapshot(this.#config)
    const jobTerms = this.#kept.map(({ term }) => term)
    const jobTopics = [...this.#keptTopics]
    const whole = { ...config, ...(jobTerms.length && { jobTerms }), ...(jobTopics.length && { jobTopics }) }
    if (!this.#whole) return begin(this.interviewer, whole, this.#plan)
    const { mode = 'study', level, role, topics } = whole
    const loop = await beginLoop(this.interviewer, {
      ...{ rounds: this.loopRounds, mode, level, role, topics, jobTerms, jobTopics, seed: this.#seed },
    })
    return loop && beginRound(this.interviewer, loop, 0)
  }

  async remove(session: InterviewSession) {
    await this.interviewer.needs.store.remove(session.id)
  }

  async #follow(sessions: InterviewSession[]) {
    const { store } = this.interviewer.needs
    const [assessments, decisions, loops] = await Promise.all([store.assessments(), store.decisions(), store.loops()])
    this.#sessions = sessions
    this.#loops = loops
    this.#attempts = attemptsOf(sessions, assessments, decisions, this.#library)
  }
}

import type { Round } from '../../content/format'
import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { attemptsOf, historyOf, type Attempt } from './history'
import type { Interviewer } from './interviewer'
import type { Library } from './items'
import { candidates, drill, plan, roundsOf } from './plan'
import type { InterviewConfig, InterviewSession, Mode, PlannedItem } from './session'

const usualMinutes: Record<Round, number> = {
  recruiter: 20,
  'phone-screen': 30,
  'system-design': 30,
  coding: 30,
  behavioural: 20,
  project: 20,
}

/** What is chosen before an interview begins, with what the past says about it. */
export class Preparing {
  #library = $state.raw<Library>(new Map())
  #sessions = $state.raw<InterviewSession[]>([])
  #attempts = $state.raw<Attempt[]>([])
  #loaded = $state(false)
  #config = $state<InterviewConfig>({
    round: 'phone-screen',
    topics: [],
    minutes: usualMinutes['phone-screen'],
    mode: 'study',
  })
  #seed = ''
  #unwatch = () => {}

  #items = $derived([...this.#library.values()])
  #plan = $derived(plan(this.#config, this.#items, historyOf(this.#sessions, this.#attempts), this.#seed))

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
    return [...new Set(candidates(this.#items, { ...this.#config, topics: [] }).map(({ topic }) => topic))]
  }
  get plan() {
    return this.#plan
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
  /** Interviews that were left before their end, the latest first. */
  get running(): InterviewSession[] {
    return this.#sessions.filter(({ status }) => status === 'running').sort((a, b) => b.startedAt - a.startedAt)
  }

  async open() {
    const { store } = this.interviewer.needs
    this.#library = await this.interviewer.library()
    await new Promise<void>((resolve) => {
      this.#unwatch = store.watchSessions((sessions) => void this.#follow(sessions).then(resolve))
    })
    this.#loaded = true
  }

  close() {
    this.#unwatch()
  }

  round(round: Round) {
    this.#config = { ...this.#config, round, minutes: usualMinutes[round] }
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
  minutes(minutes: number) {
    this.#config.minutes = minutes
  }

  /** Begins what was planned; the id of the new session, or undefined when it could not be stored. */
  begin(): Promise<string | undefined> {
    return begin(this.interviewer, $state.snapshot(this.#config), this.#plan)
  }

  async remove(session: InterviewSession) {
    await this.interviewer.needs.store.remove(session.id)
  }

  async #follow(sessions: InterviewSession[]) {
    const { store } = this.interviewer.needs
    const [assessments, decisions] = await Promise.all([store.assessments(), store.decisions()])
    this.#sessions = sessions
    this.#attempts = attemptsOf(sessions, assessments, decisions, this.#library)
  }
}

/** Begins an interview of one item in other words. */
export async function beginDrill(interviewer: Interviewer, session: InterviewSession, itemId: string) {
  const item = (await interviewer.library()).get(itemId)
  const asked = session.plan.find(({ id }) => id === itemId)
  if (!item || !asked) return undefined
  const config: InterviewConfig = { ...session.config, topics: [item.topic], minutes: Math.ceil(item.minutes) }
  return begin(interviewer, config, drill(item, { lastAt: session.startedAt, variant: asked.variant }))
}

async function begin(interviewer: Interviewer, config: InterviewConfig, planned: PlannedItem[]) {
  const { store, clock, pack } = interviewer.needs
  const now = clock.now()
  const { version } = await pack.index()
  const session: InterviewSession = {
    id: clock.newId(),
    config,
    plan: planned,
    packVersion: version,
    status: 'running',
    startedAt: now,
    updatedAt: now,
  }
  try {
    await store.begin(session)
    return session.id
  } catch (error) {
    const failure = storageFailure(error, 'The interview')
    toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
    return undefined
  }
}

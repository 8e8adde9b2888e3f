import { nextStep, sentence } from '../app/failures'
import { storageFailure } from '../storage/failure'
import { toasts } from '../ui/toasts.svelte'
import { attemptsOf, historyOf } from './history'
import type { Interviewer } from './interviewer'
import { jobFit, lexiconOf, withTopics } from './job'
import { askedInLoop, type InterviewLoop } from './loop'
import { planRound, roundSeed } from './loop-plan'
import { mayComeUp } from './own-question'
import { drill } from './plan'
import type { InterviewConfig, InterviewSession, PlannedItem } from './session'

/** Stores a new session; its id, or undefined when it could not be stored, which is said. */
export async function begin(
  interviewer: Interviewer,
  config: InterviewConfig,
  planned: PlannedItem[],
  loop?: InterviewSession['loop'],
) {
  const { store, clock, pack } = interviewer.needs
  const now = clock.now()
  try {
    const { version } = await pack.index()
    const session: InterviewSession = {
      id: clock.newId(),
      config,
      plan: planned,
      packVersion: version,
      status: 'running',
      startedAt: now,
      updatedAt: now,
      ...(loop ? { loop } : {}),
    }
    await store.begin(session)
    return session.id
  } catch (error) {
    complain(error)
    return undefined
  }
}

/** Begins an interview of one item in other words. */
export async function beginDrill(interviewer: Interviewer, session: InterviewSession, itemId: string) {
  const item = (await interviewer.library()).get(itemId)
  const asked = session.plan.find(({ id }) => id === itemId)
  if (!item || !asked) return undefined
  const { round, level, about } = session.config
  const config: InterviewConfig = {
    round,
    level,
    about,
    topics: [item.topic],
    minutes: Math.ceil(item.minutes),
    mode: 'study',
  }
  return begin(interviewer, config, drill(item, { lastAt: session.startedAt, variant: asked.variant }))
}

/** Begins an interview of one item, as it is asked first. */
export async function beginPractice(interviewer: Interviewer, itemId: string) {
  const item = (await interviewer.library()).get(itemId)
  const round = item?.rounds[0]
  if (!item || !round) return undefined
  const { level, topic } = item
  const config: InterviewConfig = { round, level, topics: [topic], minutes: Math.ceil(item.minutes), mode: 'study' }
  return begin(interviewer, config, [{ kind: 'twists' in item ? 'scenario' : 'question', id: itemId, variant: -1 }])
}

/** Begins an interview of given questions, in their order. */
export async function beginWith(interviewer: Interviewer, ids: string[], config: InterviewConfig) {
  return begin(
    interviewer,
    config,
    ids.map((id) => ({ kind: 'question', id, variant: -1 })),
  )
}

/** Stores a loop; its id, or undefined. */
export async function beginLoop(interviewer: Interviewer, loop: Omit<InterviewLoop, 'id' | 'startedAt' | 'updatedAt'>) {
  const { store, clock } = interviewer.needs
  const now = clock.now()
  try {
    const whole = { ...loop, id: clock.newId(), startedAt: now, updatedAt: now }
    await store.saveLoop(whole)
    return whole
  } catch (error) {
    complain(error)
    return undefined
  }
}

/** Begins a round of a loop: nothing that an earlier round asked, and what the past says of topics counts. */
export async function beginRound(interviewer: Interviewer, loop: InterviewLoop, index: number) {
  const { store, clock, pack } = interviewer.needs
  const [library, sessions, assessments, decisions, glossary] = await Promise.all([
    interviewer.library(),
    store.sessions(),
    store.assessments(),
    store.decisions(),
    loop.jobTerms?.length ? pack.glossary() : [],
  ])
  const { round, minutes } = loop.rounds[index]!
  const { mode, level, role, topics, jobTerms, jobTopics } = loop
  const config: InterviewConfig = { round, minutes, mode, level, role, topics, jobTerms, jobTopics }
  const items = [...library.values()].filter(mayComeUp)
  const history = historyOf(sessions, attemptsOf(sessions, assessments, decisions, library))
  const named = jobTerms?.length ? jobFit(items, jobTerms, lexiconOf(glossary)) : new Map<string, number>()
  const job = withTopics(named, items, jobTopics ?? [])
  const steering = { job, exclude: askedInLoop(loop, sessions) }
  const planned = planRound(config, items, history, roundSeed(loop.seed ?? clock.newId(), index), steering)
  return begin(interviewer, config, planned, { id: loop.id, index })
}

/** Says what could not be stored, and what to do. */
export function complain(error: unknown, subject = 'The interview') {
  const failure = storageFailure(error, subject)
  toasts.problem(`${sentence(failure)} ${nextStep(failure)}`)
}

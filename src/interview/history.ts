import type { Round } from '../../content/format'
import { gradesOf, settledShare, type Grade } from './grades'
import { stagesOf, type Library } from './items'
import type { History } from './plan'
import type { Assessment, Decision, InterviewSession } from './session'

/** A finished session with what it came to. */
export interface Attempt {
  session: InterviewSession
  grades: Grade[]
  /** 0-1, null while too much is open. */
  share: number | null
  topics: string[]
}

/** Finished sessions that were assessed, newest first. */
export function attemptsOf(
  sessions: InterviewSession[],
  assessments: Assessment[],
  decisions: Decision[],
  library: Library,
): Attempt[] {
  const byId = new Map(assessments.map((assessment) => [assessment.sessionId, assessment]))
  return sessions
    .filter(({ id, status }) => status === 'finished' && byId.has(id))
    .sort((a, b) => b.startedAt - a.startedAt)
    .map((session) => {
      const own = decisions.filter(({ sessionId }) => sessionId === session.id)
      const grades = gradesOf(stagesOf(session.plan, library), byId.get(session.id)!, own)
      const topics = [...new Set(grades.map(({ stage }) => stage.item.topic))]
      return { session, grades, share: settledShare(grades), topics }
    })
}

/** What the planner needs of the past: when each item was last asked and in which words, and how topics stand. */
export function historyOf(sessions: readonly InterviewSession[], attempts: readonly Attempt[]): History {
  const seen = new Map<string, { lastAt: number; variant: number }>()
  for (const session of [...sessions].sort((a, b) => a.startedAt - b.startedAt))
    for (const { id, variant } of session.plan) seen.set(id, { lastAt: session.startedAt, variant })
  const strength = new Map<string, number>()
  for (const { topic, latest } of trendBy(attempts, 'topic')) if (latest !== null) strength.set(topic, latest)
  return { seen, strength }
}

/** How one topic, round or quality developed; shares oldest first. */
export interface Trend {
  topic: string
  shares: number[]
  latest: number | null
  best: number | null
}

export type TrendBy = 'topic' | 'round' | 'quality'

export function trendBy(attempts: readonly Attempt[], by: TrendBy): Trend[] {
  const oldestFirst = attempts.toReversed()
  const names = new Set<string>(
    attempts.flatMap(({ session, topics, grades }) => {
      if (by === 'quality') return grades.map(({ criterion }) => criterion.quality)
      return by === 'round' ? [session.config.round] : topics
    }),
  )
  return [...names].map((topic) => {
    const shares = oldestFirst.flatMap((attempt) => shareIn(attempt, by, topic) ?? [])
    return { topic, shares, latest: shares.at(-1) ?? null, best: shares.length ? Math.max(...shares) : null }
  })
}

function shareIn({ session, grades, share }: Attempt, by: TrendBy, name: string): number | null {
  if (by === 'quality') return settledShare(grades.filter(({ criterion }) => criterion.quality === name))
  if (by === 'round') return session.config.round === (name as Round) ? share : null
  return settledShare(grades.filter(({ stage }) => stage.item.topic === name))
}

/** Questions whose latest answer made less than half of their points, the worst first. */
export function weakItems(attempts: readonly Attempt[]) {
  const latest = new Map<string, Attempt>()
  for (const attempt of attempts)
    for (const { stage } of attempt.grades) {
      const known = latest.get(stage.item.id)
      if (!known || known.session.startedAt < attempt.session.startedAt) latest.set(stage.item.id, attempt)
    }
  return [...latest]
    .flatMap(([itemId, { session, grades }]) => {
      const own = grades.filter(({ stage }) => stage.item.id === itemId)
      const { title, minutes } = own[0]!.stage.item
      const share = settledShare(own)
      const at = session.finishedAt ?? session.startedAt
      return share !== null && share < 0.5
        ? [{ sessionId: session.id, itemId, title, share, minutes: Math.ceil(minutes), at }]
        : []
    })
    .sort((a, b) => a.share - b.share)
}

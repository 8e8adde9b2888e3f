import type { Round } from '../../content/format'

/** What Today proposes after the due cards: one thing, with its reason. */
export type NextStep =
  | { kind: 'resume'; sessionId: string; title: string; why: string; minutes: number }
  | { kind: 'interview'; round: Round; topics: string[]; title: string; why: string; minutes: number }
  | { kind: 'decide'; sessionId: string; title: string; why: string; minutes: number }

export interface Practised {
  sessionId: string
  round: Round
  status: 'running' | 'finished' | 'abandoned'
  at: number
  /** Criteria that the app left to the candidate and that are still open. */
  undecided: number
}

const order: { round: Round; title: string; minutes: number }[] = [
  { round: 'phone-screen', title: 'Technical phone screen', minutes: 25 },
  { round: 'system-design', title: 'System design', minutes: 30 },
  { round: 'behavioural', title: 'Behavioural round', minutes: 20 },
  { round: 'recruiter', title: 'Recruiter screen', minutes: 15 },
]

/** What to do next in interviews: finish what is open, then the round never done, then the one done longest ago. */
export function nextStep(sessions: Practised[], weakest: { topic: string; title: string } | null): NextStep {
  const running = sessions.find(({ status }) => status === 'running')
  if (running)
    return {
      kind: 'resume',
      sessionId: running.sessionId,
      title: titleOf(running.round),
      why: 'You left in the middle. Everything you said is here.',
      minutes: minutesOf(running.round),
    }
  const open = sessions.find(({ undecided, status }) => status === 'finished' && undecided > 0)
  if (open)
    return {
      kind: 'decide',
      sessionId: open.sessionId,
      title: 'Close your last report',
      why: `${open.undecided} lines wait for your own verdict.`,
      minutes: 3,
    }
  const lastAt = (round: Round) =>
    Math.max(0, ...sessions.filter((session) => session.round === round).map(({ at }) => at))
  const next = [...order].sort((a, b) => lastAt(a.round) - lastAt(b.round))[0]!
  const topics = weakest && next.round === 'phone-screen' ? [weakest.topic] : []
  const why = lastAt(next.round)
    ? 'The round you have not practised for longest.'
    : 'You have not practised this round yet.'
  return {
    kind: 'interview',
    ...next,
    topics,
    why: topics.length ? `${why} On ${weakest!.title}, your weakest topic.` : why,
  }
}

function titleOf(round: Round): string {
  return order.find((entry) => entry.round === round)?.title ?? 'Mock interview'
}

function minutesOf(round: Round): number {
  return order.find((entry) => entry.round === round)?.minutes ?? 20
}

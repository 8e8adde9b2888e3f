import type { Round } from '../../content/format'

/** What Today proposes after the due cards: one thing, with its reason. */
export type NextStep =
  | { kind: 'resume'; sessionId: string; title: string; why: string; minutes: number }
  | { kind: 'interview'; round: Round; topics: string[]; title: string; why: string; minutes: number }
  /** A loop between its rounds. */
  | { kind: 'loop'; loopId: string; title: string; why: string; minutes: number }
  /** A question that went badly, asked again in other words. */
  | { kind: 'drill'; sessionId: string; itemId: string; title: string; why: string; minutes: number }
  | { kind: 'decide'; sessionId: string; title: string; why: string; minutes: number }

/** A loop that waits for its next round. */
export interface WaitingLoop {
  loopId: string
  round: Round
  minutes: number
  held: number
  rounds: number
}

/** A question whose last answer made less than half of its points, and when that was. */
export interface Weak {
  sessionId: string
  itemId: string
  title: string
  share: number
  minutes: number
  at: number
}

/** A question is asked again when it has had a night to settle. */
const restMs = 18 * 3_600_000

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

/**
 * What to do next in interviews: finish what is open, then the next round of a loop, then a question that went badly a
 * night ago, then the round never done, then the one done longest ago.
 */
export function nextStep(
  sessions: Practised[],
  weakest: { topic: string; title: string } | null,
  { loop, weak = [], now = 0 }: { loop?: WaitingLoop; weak?: Weak[]; now?: number } = {},
): NextStep {
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
      why: `${open.undecided === 1 ? '1 line waits' : `${open.undecided} lines wait`} for your own verdict.`,
      minutes: 3,
    }
  if (loop)
    return {
      kind: 'loop',
      loopId: loop.loopId,
      title: titleOf(loop.round),
      why: `Your loop goes on: ${loop.held} of ${loop.rounds} rounds held.`,
      minutes: loop.minutes,
    }
  const again = weak.filter(({ at }) => now - at >= restMs).sort((a, b) => a.share - b.share)[0]
  if (again)
    return {
      kind: 'drill',
      sessionId: again.sessionId,
      itemId: again.itemId,
      title: `Again: ${again.title}`,
      why: `You made ${Math.round(again.share * 100)} % of its points. Another wording, the same points.`,
      minutes: again.minutes,
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
  if (round === 'coding') return 'Coding round'
  return order.find((entry) => entry.round === round)?.title ?? 'Mock interview'
}

function minutesOf(round: Round): number {
  return order.find((entry) => entry.round === round)?.minutes ?? 20
}

import type { Plan, PlanStep, Round } from '../../content/format'

/** What the learner really did, as far as a plan asks for it. */
export interface Done {
  /** When each shipped note was read to its end, by note id. */
  read: Readonly<Record<string, number>>
  /** When each card of a deck was first reviewed, soonest first, by topic. */
  firstReviews: ReadonlyMap<string, readonly number[]>
  /** Interviews that were finished, soonest first. */
  interviews: readonly { round: Round; topics: readonly string[]; at: number }[]
}

export interface DayStep {
  step: PlanStep
  done: boolean
}

/** What a plan asks for today. */
export interface PlanDay {
  steps: DayStep[]
  /** Every step of the plan, in its order. */
  all: DayStep[]
  /** Minutes of what is left today. */
  minutesLeft: number
  /** Steps that earlier days asked for and that were open this morning. */
  missed: number
  done: number
  total: number
  /** Days over which the rest is spread, today included. */
  days: number
  /** Minutes that each of them takes. */
  perDay: number
  /** More than twice the plan's own pace, and more than a working day leaves room for. */
  tooMuch: boolean
}

/** With a day to catch up, days may grow by this much before the plan grows longer. */
const mostOfUsual = 1.25
const muchMinutes = 90

/** When each step was done. Interviews count from the day on which the plan was chosen; what is known stays known. */
export function doneTimes(plan: Plan, { read, firstReviews, interviews }: Done, since: number): Map<string, number> {
  const times = new Map<string, number>()
  const learnt = new Map<string, number>()
  for (const step of plan.steps) {
    if (step.read && read[step.read] !== undefined) times.set(step.id, read[step.read]!)
    if (!step.cards) continue
    const { topic, count } = step.cards
    const wanted = (learnt.get(topic) ?? 0) + count
    learnt.set(topic, wanted)
    const at = firstReviews.get(topic)?.[wanted - 1]
    if (at !== undefined) times.set(step.id, at)
  }
  const unused = interviews.filter(({ at }) => at >= since)
  // A step that asks for topics takes its interview before one that takes any.
  const asking = plan.steps.filter(({ interview }) => interview)
  for (const { id, interview } of asking.toSorted((a, b) => topicsIn(b) - topicsIn(a))) {
    const { round, topics } = interview!
    const found = unused.findIndex(
      (one) => one.round === round && (!topics.length || topics.some((topic) => one.topics.includes(topic))),
    )
    if (found >= 0) times.set(id, unused.splice(found, 1)[0]!.at)
  }
  return times
}

function topicsIn({ interview }: PlanStep): number {
  return interview?.topics.length ?? 0
}

/**
 * Today's part: what was open this morning, spread over the days that are left. Days that were missed make the
 * others a little longer, and then the plan, as far as the interview allows.
 * `dayNumber` is 1 on the day on which the plan was chosen; `daysToInterview` is null without a date to come.
 */
export function planDay(
  plan: Plan,
  times: ReadonlyMap<string, number>,
  { dayStart, dayNumber, daysToInterview }: { dayStart: number; dayNumber: number; daysToInterview: number | null },
): PlanDay {
  const open = plan.steps.filter(({ id }) => (times.get(id) ?? Infinity) >= dayStart)
  const usual = minutesOf(plan.steps) / plan.days
  const minutes = minutesOf(open)
  const planned = Math.max(plan.days - dayNumber + 1, Math.ceil(minutes / (mostOfUsual * usual)))
  const days = Math.max(1, Math.min(planned, daysToInterview === null ? Infinity : Math.max(1, daysToInterview)))
  const perDay = Math.ceil(minutes / days)
  const standing = (step: PlanStep): DayStep => ({ step, done: times.has(step.id) })
  const steps = take(open, perDay).map(standing)
  return {
    steps,
    all: plan.steps.map(standing),
    minutesLeft: minutesOf(steps.filter(({ done }) => !done).map(({ step }) => step)),
    missed: open.filter(({ day }) => day < dayNumber).length,
    done: plan.steps.filter(({ id }) => times.has(id)).length,
    total: plan.steps.length,
    days,
    perDay,
    tooMuch: perDay > 2 * usual && perDay > muchMinutes,
  }
}

/** From the front, until the day is full: at least one, and rather a little more than a little less. */
function take(steps: PlanStep[], minutes: number): PlanStep[] {
  const taken: PlanStep[] = []
  let sum = 0
  for (const step of steps) {
    if (taken.length && sum + step.minutes / 2 > minutes) break
    taken.push(step)
    sum += step.minutes
  }
  return taken
}

function minutesOf(steps: PlanStep[]): number {
  return steps.reduce((sum, { minutes }) => sum + minutes, 0)
}

/** How the day stands, in a sentence or two. */
export function planInWords({ steps, done, total, missed, days, perDay, tooMuch }: PlanDay): string {
  if (done === total) return 'You have done all of this plan. Cards that are due and another interview keep it fresh.'
  if (steps.every((one) => one.done)) return 'Done for today. What is left waits for tomorrow.'
  const rest =
    days === 1 ? 'the rest is all for today' : `the rest is spread over ${days} days, about ${perDay} min each`
  const missing = missed ? `${missed} ${missed === 1 ? 'step is' : 'steps are'} from earlier days; ${rest}.` : ''
  const much = tooMuch ? 'That is a lot for the days left: a shorter plan keeps what matters most.' : ''
  return [missing, much].filter(Boolean).join(' ')
}

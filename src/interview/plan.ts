import type { Question, Round, Scenario } from '../../content/format'
import { topicsOf } from './roles'
import { seeded, seedOf } from './seeded'
import type { InterviewConfig, PlannedItem } from './session'

/** What earlier sessions say about an item. */
export interface Seen {
  /** When it was last asked. */
  lastAt: number
  /** The wording of that time. */
  variant: number
}

export interface History {
  /** By item id. */
  seen: ReadonlyMap<string, Seen>
  /** 0-1 by topic: the weighted share met in the latest sessions. */
  strength: ReadonlyMap<string, number>
}

/** What else leans the choice. */
export interface Steering {
  /** 0-1 by item id: how well it fits the job description (job.ts). */
  job?: ReadonlyMap<string, number>
  /** Asked already in the same loop. */
  exclude?: ReadonlySet<string>
}

type Item = Question | Scenario

export const noHistory: History = { seen: new Map(), strength: new Map() }

/** Items that can be asked in a round: of the chosen topics, not above the level. */
export function candidates(items: Item[], { round, topics, level }: InterviewConfig): Item[] {
  return items.filter(
    (item) =>
      item.rounds.includes(round) &&
      (!topics.length || topics.includes(item.topic)) &&
      (level !== 'junior' || item.level === 'junior' || ('twists' in item && round !== 'coding')),
  )
}

/**
 * Chooses what is asked. Not seen lately comes first, weak topics come more often, topics take turns, and a wording
 * that was used the last time is not used again. The same seed and history give the same plan.
 */
export function plan(
  config: InterviewConfig,
  items: Item[],
  history: History,
  seed: string,
  { job, exclude }: Steering = {},
): PlannedItem[] {
  const random = seeded(seedOf(seed))
  const ranked = candidates(items, config)
    .filter(({ id }) => !exclude?.has(id))
    .map((item) => ({ item, rank: rank(item, history, random()) + lean(item, config, job) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ item }) => item)
  const opener = ranked.find(({ id }) => opensWith(config, id) && !history.seen.has(id))
  return openerFirst(take(ranked, config, opener, job), config).map((item) => ({
    kind: 'twists' in item ? 'scenario' : 'question',
    id: item.id,
    variant: nextVariant(item, history.seen.get(item.id)),
  }))
}

/** What an interviewer begins such a round with: who you are, and what the project is, before any detail. */
const openers: Partial<Record<Round, string[]>> = {
  recruiter: ['background-story'],
  project: ['project-architecture'],
}

function opensWith({ round }: InterviewConfig, id: string): boolean {
  return openers[round]?.includes(id) ?? false
}

function openerFirst(chosen: Item[], config: InterviewConfig): Item[] {
  return chosen.toSorted((a, b) => opens(config, b) - opens(config, a))
}

/** A recruiter who knows the opener's answer already still begins with the person, not with the craft. */
function opens(config: InterviewConfig, { id, topic }: Item): number {
  if (opensWith(config, id)) return 2
  return config.round === 'recruiter' && topic === aboutThePerson ? 1 : 0
}

/** Never asked beats asked long ago beats asked lately; a weak topic and chance move it by less. */
function rank(item: Item, { seen, strength }: History, chance: number): number {
  const order = [...seen.values()].map(({ lastAt }) => lastAt).sort((a, b) => a - b)
  const last = seen.get(item.id)?.lastAt
  const novelty = last === undefined ? 1 : 0.6 - 0.6 * (order.indexOf(last) / Math.max(1, order.length))
  const weakness = 1 - (strength.get(item.topic) ?? 0.5)
  return novelty + 0.5 * weakness + 0.45 * chance
}

/** The job description counts most, then the role's topics and the chosen seniority; none of them rules anything out. */
function lean(item: Item, { round, role, level }: InterviewConfig, job: Steering['job']): number {
  const wanted = topicsOf(role).includes(item.topic) ? 0.35 : 0
  const senior = level === 'mid' && item.level === 'mid' ? 0.25 : 0
  // A recruiter asks about the person; the terms of the job are for those who do it.
  const share = round === 'recruiter' ? 0.3 : 0.9
  return share * (job?.get(item.id) ?? 0) + wanted + senior
}

const aboutThePerson = 'interview-loop'

/** Fills the time: a scenario or the opener first where the round has one, then questions whose topics take turns. */
function take(ranked: Item[], { round, minutes }: InterviewConfig, opener?: Item, job?: Steering['job']): Item[] {
  const first =
    round === 'system-design' || round === 'coding'
      ? ranked.find((item) => 'twists' in item && item.minutes <= minutes + 5)
      : opener
  const chosen: Item[] = first ? [first] : []
  const used = new Map<string, number>(first ? [[first.topic, 1]] : [])
  let left = minutes - (first?.minutes ?? 0)
  const rest = ranked.filter((item) => !('twists' in item) && item !== first)
  // What a recruiter is there for is one topic: it does not have to take turns.
  const inARow = turnsOf(rest, minutes, job)
  const turns = ({ topic }: Item) =>
    round === 'recruiter' && topic === aboutThePerson
      ? 0
      : Math.floor((used.get(topic) ?? 0) / (inARow.get(topic) ?? 1))
  while (rest.length) {
    const fits = rest.filter((item) => item.minutes <= left + (chosen.length ? 1 : 60))
    const next = fits.toSorted((a, b) => turns(a) - turns(b))[0]
    if (!next) break
    chosen.push(next)
    rest.splice(rest.indexOf(next), 1)
    used.set(next.topic, (used.get(next.topic) ?? 0) + 1)
    left -= next.minutes
  }
  return chosen
}

const minutesAQuestion = 5
const bestOfTopic = 3

/** How many questions a topic has at its turn: one, or as many as its part of a job description makes of the time. */
function turnsOf(items: readonly Item[], minutes: number, job: Steering['job']): Map<string, number> {
  if (!job?.size) return new Map()
  const fits = new Map<string, number[]>()
  for (const { id, topic } of items) fits.set(topic, [...(fits.get(topic) ?? []), job.get(id) ?? 0])
  // Squared: what a job is about counts, not what it mentions.
  const wanted = [...fits].map(([topic, all]) => {
    const best = all.toSorted((a, b) => b - a).slice(0, bestOfTopic)
    return { topic, part: (best.reduce((sum, fit) => sum + fit, 0) / best.length) ** 2 }
  })
  const whole = wanted.reduce((sum, { part }) => sum + part, 0) || 1
  const questions = minutes / minutesAQuestion
  // Half of the time at most: an interview for one thing still looks at what stands around it.
  const turnOf = (part: number) => Math.min(Math.ceil(questions / 2), Math.round((questions * part) / whole))
  return new Map(wanted.map(({ topic, part }) => [topic, Math.max(1, turnOf(part))]))
}

/** The wording after that of the last time; the original first. */
export function nextVariant(item: Item, seen?: Seen): number {
  if (!seen) return -1
  const next = seen.variant + 1
  return next < item.variants.length ? next : -1
}

/** The plan of one item alone, asked another way: "drill a variant". */
export function drill(item: Item, seen?: Seen): PlannedItem[] {
  return [
    {
      kind: 'twists' in item ? 'scenario' : 'question',
      id: item.id,
      variant: nextVariant(item, seen ?? { lastAt: 0, variant: -1 }),
    },
  ]
}

export const roundNames: Record<Round, string> = {
  recruiter: 'Recruiter screen',
  'phone-screen': 'Technical phone screen',
  'system-design': 'System design',
  coding: 'Coding',
  behavioural: 'Behavioural',
  project: 'Project deep-dive',
}

/** What an interview is called. */
export function interviewName({ round, about }: Pick<InterviewConfig, 'round' | 'about'>): string {
  return about ?? roundNames[round]
}

/** The rounds that the pack can hold an interview of, in the order of a hiring loop. */
export function roundsOf(items: Item[]): Round[] {
  const order: Round[] = ['recruiter', 'phone-screen', 'coding', 'system-design', 'behavioural', 'project']
  return order.filter((round) => items.filter((item) => item.rounds.includes(round)).length >= 2)
}

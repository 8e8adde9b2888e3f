import { rounds, type Round } from '../../content/format'
import type { OwnQuestion } from './own-question'

/** What is being written by hand and not kept yet: it outlives a reload. */
export interface Unfinished {
  ask: string
  reference: string
  round: Round | ''
  /** A pasted list. */
  list: string
  /** Questions whose points are looked at. */
  offered: OwnQuestion[]
  /** Questions that are kept, or made from a note, as they were changed and not kept yet. */
  edits: OwnQuestion[]
  /** Questions whose points were made anew, each with the id of the kept one that it takes the place of. */
  remade: Remade[]
}

export interface Remade {
  question: OwnQuestion
  replaces: string
}

export const nothingUnfinished: Unfinished = {
  ask: '',
  reference: '',
  round: '',
  list: '',
  offered: [],
  edits: [],
  remade: [],
}

/** As one text; empty where there is nothing. */
export function writeUnfinished(unfinished: Unfinished): string {
  const { ask, reference, list, offered, edits, remade } = unfinished
  return ask || reference || list || offered.length || edits.length || remade.length ? JSON.stringify(unfinished) : ''
}

/** What a text of `writeUnfinished` holds; of anything else what can be made sense of. */
export function readUnfinished(text: string): Unfinished {
  const read = parsed(text)
  const words = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    ask: words(read.ask),
    reference: words(read.reference),
    round: rounds.find((round) => round === read.round) ?? '',
    list: words(read.list),
    offered: questionsIn(read.offered),
    edits: questionsIn(read.edits),
    remade: listIn(read.remade).filter(isRemade),
  }
}

/**
 * What is to be kept when another tab wrote `theirs` since this one read `base`, and has `ours` now: of each question
 * that this tab changed, added or let go, ours; of all others, theirs.
 */
export function mergeUnfinished(base: Unfinished, ours: Unfinished, theirs: Unfinished): Unfinished {
  const field = <K extends 'ask' | 'reference' | 'round' | 'list'>(name: K): Unfinished[K] =>
    ours[name] === base[name] ? theirs[name] : ours[name]
  const byId = ({ id }: OwnQuestion) => id
  const byNew = ({ question }: Remade) => question.id
  return {
    ask: field('ask'),
    reference: field('reference'),
    round: field('round'),
    list: field('list'),
    offered: mergeList(base.offered, ours.offered, theirs.offered, byId),
    edits: mergeList(base.edits, ours.edits, theirs.edits, byId),
    remade: mergeList(base.remade, ours.remade, theirs.remade, byNew),
  }
}

function mergeList<T>(base: T[], ours: T[], theirs: T[], idOf: (item: T) => string): T[] {
  const find = (list: T[], id: string) => list.find((each) => idOf(each) === id)
  const same = (a: T | undefined, b: T | undefined) => JSON.stringify(a) === JSON.stringify(b)
  const ids = new Set([...ours, ...theirs].map(idOf))
  return [...ids].flatMap((id) => {
    const own = find(ours, id)
    return (same(own, find(base, id)) ? find(theirs, id) : own) ?? []
  })
}

/** What a reader sees of a question; two with the same are no edit of each other. */
export function wordsOf({ ask, reference = '', criteria }: OwnQuestion): string {
  const points = criteria.map(({ id, statement }) => [id, statement.trim()]).filter(([, statement]) => statement)
  return JSON.stringify([ask.trim(), reference.trim(), points])
}

function parsed(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text || '{}')
    return read && typeof read === 'object' ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const questionsIn = (value: unknown): OwnQuestion[] => listIn(value).filter(isQuestion)

function isRemade(value: unknown): value is Remade {
  const { question, replaces } = (value ?? {}) as Partial<Remade>
  return typeof replaces === 'string' && isQuestion(question)
}

function isQuestion(value: unknown): value is OwnQuestion {
  const { id, ask, criteria, from } = (value ?? {}) as Partial<OwnQuestion>
  const points = Array.isArray(criteria) && criteria.every((each) => typeof each?.statement === 'string' && each.id)
  return typeof id === 'string' && typeof ask === 'string' && points && typeof from?.title === 'string'
}

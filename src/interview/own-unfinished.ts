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
}

export const nothingUnfinished: Unfinished = { ask: '', reference: '', round: '', list: '', offered: [] }

/** As one text; empty where there is nothing. */
export function writeUnfinished(unfinished: Unfinished): string {
  const { ask, reference, list, offered } = unfinished
  return ask || reference || list || offered.length ? JSON.stringify(unfinished) : ''
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
    offered: (Array.isArray(read.offered) ? read.offered : []).filter(isQuestion),
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text || '{}')
    return read && typeof read === 'object' ? (read as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function isQuestion(value: unknown): value is OwnQuestion {
  const { id, ask, criteria, from } = (value ?? {}) as Partial<OwnQuestion>
  const points = Array.isArray(criteria) && criteria.every((each) => typeof each?.statement === 'string' && each.id)
  return typeof id === 'string' && typeof ask === 'string' && points && typeof from?.title === 'string'
}

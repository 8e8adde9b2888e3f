import type { Memory, ReviewEntry } from './card'
import { groupBy } from './group-by'
import { standing } from './log'
import { newMemory, type Scheduler } from './schedule'

/** What a card's whole log says of it. Lines that were undone count for nothing, and so does all before a reset. */
export function replayCard(cardId: string, lines: readonly ReviewEntry[], schedule: Scheduler): Memory {
  const ordered = lines.toSorted(inOrder)
  let memory = newMemory(cardId)
  for (const line of standing(ordered)) {
    memory = line.kind === 'review' ? schedule.next(memory, line.grade, line.at) : newMemory(cardId)
  }
  return {
    ...memory,
    entries: ordered.length,
    lastEntryAt: ordered.at(-1)?.at ?? 0,
    retention: schedule.retention,
  }
}

/** Every card's memory, from a log in any order. */
export function replay(lines: readonly ReviewEntry[], schedule: Scheduler): Map<string, Memory> {
  const logs = groupBy(lines, (line) => line.cardId)
  return new Map([...logs].map(([cardId, log]) => [cardId, replayCard(cardId, log, schedule)]))
}

/** One more line on top of a memory that stands on all earlier ones. An undo needs the card's log: replay it. */
export function applyLine(memory: Memory, line: Exclude<ReviewEntry, { kind: 'undo' }>, schedule: Scheduler): Memory {
  const next = line.kind === 'review' ? schedule.next(memory, line.grade, line.at) : newMemory(memory.cardId)
  return { ...next, entries: memory.entries + 1, lastEntryAt: line.at, retention: schedule.retention }
}

function inOrder(a: ReviewEntry, b: ReviewEntry): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}

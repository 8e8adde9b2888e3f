import type { Memory, ReviewEntry } from './card'

/** The lines that still hold: neither undo lines nor what they took back. */
export function standing(lines: readonly ReviewEntry[]): Exclude<ReviewEntry, { kind: 'undo' }>[] {
  const undone = new Set(lines.flatMap((line) => (line.kind === 'undo' ? [line.undoes] : [])))
  return lines.filter((line) => line.kind !== 'undo').filter((line) => !undone.has(line.id))
}

/** A card's lines never share a time, so that their order is in the log itself, whatever the clock did. */
export function timeOfNextLine(memory: Memory | undefined, now: number): number {
  return Math.max(now, (memory?.lastEntryAt ?? 0) + 1)
}

import type { Verdict } from './session'

/** What a key does to the lines of a report. */
export type GradeKey = { decide: Exclude<Verdict, 'unsure'> } | { step: 1 | -1 }

const keys: Record<string, GradeKey> = {
  m: { decide: 'met' },
  p: { decide: 'partly' },
  x: { decide: 'missed' },
  j: { step: 1 },
  ArrowDown: { step: 1 },
  k: { step: -1 },
  ArrowUp: { step: -1 },
}

export function gradeKey(key: string): GradeKey | undefined {
  return keys[key.length === 1 ? key.toLowerCase() : key]
}

import type { Grade } from './card'

export type ReviewAction =
  | { do: 'reveal' | 'undo' | 'edit' | 'suspend' | 'close' | 'usual' }
  | { do: 'grade'; grade: Grade }
  | { do: 'choose'; option: number }

export interface KeyPress {
  key: string
  /** On a button, link or field, Space and Enter are its own. */
  onControl: boolean
  /** In a field every letter is its own. */
  typing: boolean
  revealed: boolean
  choices: number
}

const grades: readonly Grade[] = ['again', 'hard', 'good', 'easy']
const letters: Record<string, ReviewAction> = {
  u: { do: 'undo' },
  z: { do: 'undo' },
  e: { do: 'edit' },
  s: { do: 'suspend' },
  escape: { do: 'close' },
}

/** What a key does while a card is on the table, if anything. */
export function reviewAction({ key, onControl, typing, revealed, choices }: KeyPress): ReviewAction | null {
  if (typing) return key === 'Enter' && !revealed ? { do: 'reveal' } : null
  if (key === ' ' || key === 'Enter') return onControl ? null : { do: revealed ? 'usual' : 'reveal' }
  const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : -1
  if (digit >= 0 && revealed) return grades[digit] ? { do: 'grade', grade: grades[digit] } : null
  if (digit >= 0) return digit < choices ? { do: 'choose', option: digit } : null
  return letters[key.toLowerCase()] ?? null
}

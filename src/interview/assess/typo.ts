import { editDistance } from '../../search/spelling'

/** Whether `typed` is probably `meant`, misspelt: one slip from four letters, two from seven. */
export function isSlip(typed: string, meant: string): boolean {
  const length = Math.max(typed.length, meant.length)
  if (length < 4) return false
  const limit = length < 7 ? 1 : 2
  return editDistance(typed, meant, limit) <= limit
}

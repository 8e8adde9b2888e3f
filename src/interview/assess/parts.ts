import { stemOf, words } from './words'

/** How two sentences assign the same roles: alike, the other way round, or nothing that can be compared. */
export type Roles = 'same' | 'swapped' | 'unknown'

/** One side of a relation: the stems that carry information. */
export type Part = ReadonlySet<string>

/** The stems of some words, written in a row. */
export const stemsOf = (text: string): Part => new Set(text.trim().split(/\s+/).map(stemOf))

export function partOf(text: string): Part {
  return new Set(
    words(text)
      .filter(({ grammar }) => !grammar)
      .map(({ stem }) => stem),
  )
}

export const less = (a: Part, b: Part) => new Set([...a].filter((stem) => !b.has(stem)))
export const shared = (a: Part, b: Part) => [...a].filter((stem) => b.has(stem)).length

import type { Term } from '../../content/format'
import type { PackedChunks } from '../notes/document'

/** Questions to begin with: those that the user's own headings ask, and some that the pack answers. */
export function suggestions(own: PackedChunks[], glossary: Term[], random: () => number): string[] {
  const asked = pick(
    [...new Set(own.flatMap(({ chunks }) => chunks.flatMap(({ headings }) => questionsIn(headings))))],
    3,
    random,
  )
  const terms = glossary.filter(({ abbreviation }) => abbreviation)
  const shipped = pick(terms, 5 - asked.length, random).map(
    ({ term, abbreviation }) => `What is ${abbreviation ?? term}?`,
  )
  return [...asked, ...shipped]
}

function questionsIn(headings: string[]): string[] {
  return headings
    .map((heading) => heading.replace(/^[^\p{L}]*(?:Q\d+[:.]\s*)?/u, '').replace(/[^\p{L}\p{N})?]+$/u, ''))
    .filter((heading) => heading.endsWith('?') && heading.length > 12 && heading.length < 80)
}

function pick<T>(from: T[], count: number, random: () => number): T[] {
  const left = [...from]
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!,
  )
}

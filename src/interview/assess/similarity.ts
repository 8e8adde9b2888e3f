import type { Term } from '../../../content/format'
import { everyday } from './everyday'
import type { Information } from './information'
import { isSlip } from './typo'
import { stemOf, words, type Word } from './words'

/**
 * How alike two words are, 0-1; 1 is the same word. `said` stands in the answer, `meant` in the rubric. An encoder's
 * token vectors are one more of these.
 */
export interface TokenSimilarity {
  of(said: Word, meant: Word): number
}

/** The most that any of several similarities sees. */
export function anyOf(...similarities: TokenSimilarity[]): TokenSimilarity {
  return { of: (said, meant) => Math.max(...similarities.map((similarity) => similarity.of(said, meant))) }
}

/** Same stem, glossary synonym or abbreviation, everyday synonym, shared beginning, misspelling. */
export function lexicalSimilarity(glossary: Term[], information: Information): TokenSimilarity {
  const kin = kinship(glossary)
  return {
    of(said, meant) {
      if (said.stem === meant.stem) return 1
      if (said.grammar || meant.grammar) return 0
      const related = kin.get(`${said.stem} ${meant.stem}`)
      if (related) return related
      if (sharesBeginning(said.stem, meant.stem)) return 0.75
      if (!information.knows(said.raw) && !/\d/.test(said.raw) && isSlip(said.raw, meant.raw)) return 0.85
      return 0
    },
  }
}

function sharesBeginning(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  if (shorter < 5 || a.length === b.length) return false
  return a.slice(0, shorter) === b.slice(0, shorter) && shorter / Math.max(a.length, b.length) >= 0.6
}

function kinship(glossary: Term[]): Map<string, number> {
  const kin = new Map<string, number>()
  const relate = (a: string, b: string, value: number) => {
    if (a === b) return
    for (const key of [`${a} ${b}`, `${b} ${a}`]) kin.set(key, Math.max(kin.get(key) ?? 0, value))
  }
  for (const group of everyday) {
    const stems = group.split(' ').map(stemOf)
    for (const a of stems) for (const b of stems) relate(a, b, 0.6)
  }
  for (const term of glossary) relateNames(term, relate)
  return kin
}

/** One-word names of a term (LoRA) stand for each word of its longer names (low-rank adaptation). */
function relateNames(term: Term, relate: (a: string, b: string, value: number) => void) {
  const names = [term.term, term.abbreviation, ...term.synonyms].filter((name) => name !== undefined)
  const parts = names.map((name) => words(name).filter((word) => !word.grammar))
  for (const single of parts.filter((part) => part.length === 1))
    for (const other of parts)
      for (const word of other) relate(single[0]!.stem, word.stem, other.length === 1 ? 0.9 : 0.8)
}

import type { Term } from '../../content/format'
import { plain } from './typed'

/** What else may be typed for an answer: where it names a glossary term, that term's other names. */
export function otherNames(answer: string, terms: readonly Term[]): string[] {
  const wanted = plain(answer)
  if (!wanted) return []
  return terms
    .map(namesOf)
    .filter((names) => names.some((name) => plain(name) === wanted))
    .flat()
}

function namesOf({ term, abbreviation, synonyms }: Term): string[] {
  return [term, ...(abbreviation ? [abbreviation] : []), ...synonyms]
}

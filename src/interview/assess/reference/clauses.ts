import { sentences } from '../sentences'
import { contentStems } from '../words'

/** A point that a reference answer makes, as a criterion: a sentence or a main part of one, to the letter. */
export interface ReferenceCriterion {
  id: string
  statement: string
  /** Which of the references it stands in. */
  reference: number
  start: number
  end: number
}

const longest = 30
const fewestContent = 2
const joint = /,\s+(?=(?:and|but|so|while|whereas|which|because|since|then|or)\b)|:\s+/g

/**
 * The points of a reference answer: its sentences and list items, long ones divided at commas before a conjunction. What
 * has hardly a word to match (a heading, "Yes.") goes with its neighbour.
 */
export function criteriaOf(reference: string, index = 0): ReferenceCriterion[] {
  const spans = sentences(reference).flatMap(({ start, end }) => divided(reference, start, end))
  const joined: { start: number; end: number }[] = []
  let open = false
  for (const span of spans) {
    const last = joined.at(-1)
    const small = contentStems(reference.slice(span.start, span.end)).size < fewestContent
    if (last && (open || small)) last.end = span.end
    else joined.push({ ...span })
    open = small && joined.length === 1 && span.start === joined[0]!.start
  }
  return joined.map(({ start, end }, n) => ({
    id: `${index}.${n}`,
    statement: reference.slice(start, end),
    reference: index,
    start,
    end,
  }))
}

function divided(text: string, start: number, end: number): { start: number; end: number }[] {
  const piece = text.slice(start, end)
  if (piece.split(/\s+/).length <= longest) return [{ start, end }]
  const parts: { start: number; end: number }[] = []
  let from = 0
  for (const match of piece.matchAll(joint)) {
    if (contentStems(piece.slice(from, match.index)).size < 4) continue
    parts.push({ start: start + from, end: start + match.index })
    from = match.index + match[0].length
  }
  parts.push({ start: start + from, end })
  return parts
}

import type { PackCard } from '../../content/format'
import { isAnswered } from '../search/abstain'
import type { SearchRequest, SearchResult } from '../search/protocol'
import type { PackedChunks } from '../notes/document'

/** Longer ones are hard to take in at a glance, in a list of five. */
const longest = 70

/** Questions to begin with, best first: those that the user's own headings ask, then what the pack's cards ask. */
export function candidates(own: Headed[], cards: readonly PackCard[], random: () => number): string[] {
  const asked = [...new Set(headingsOf(own).flatMap(questionIn))]
  const fronts = cards.flatMap((card) => (card.kind === 'basic' ? questionIn(card.front) : []))
  return [...pick(asked, 6, random), ...pick(fronts, 12, random)]
}

/** The first few that the notes do answer: a question that is offered must not come to nothing. */
export async function answerable(questions: string[], count: number, search: Search): Promise<string[]> {
  const found: string[] = []
  for (const question of questions) {
    if (found.length === count) break
    if (isAnswered((await search({ question, limit: 1 })).evidence)) found.push(question)
  }
  return found
}

type Search = (request: SearchRequest) => Promise<Pick<SearchResult, 'evidence'>>
type Headed = Pick<PackedChunks, 'chunks'>

function headingsOf(notes: Headed[]): string[] {
  return [...new Set(notes.flatMap(({ chunks }) => chunks.flatMap(({ headings }) => headings)))]
}

/** A heading that asks something, without numbers and pictures around it. */
function questionIn(heading: string): string[] {
  const bare = heading.replace(/^[^\p{L}]*(?:Q\d+[:.]\s*)?/u, '').replace(/[^\p{L}\p{N})?]+$/u, '')
  const asks = /^(?:what|why|how|when|which|who|where|is|are|can|could|does|do|should)\b[^?.!]*\?$/i.test(bare)
  return asks && bare.length > 12 && bare.length <= longest ? [bare] : []
}

function pick<T>(from: T[], count: number, random: () => number): T[] {
  const left = [...from]
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!,
  )
}

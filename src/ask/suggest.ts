import type { Term } from '../../content/format'
import type { PackedChunks } from '../notes/document'

/** Questions to begin with: those that the user's own headings ask, and terms that a heading of the pack is about. */
export function suggestions(own: Headed[], shipped: Headed[], glossary: Term[], random: () => number): string[] {
  const asked = pick([...new Set(headingsOf(own).flatMap(questionIn))], 3, random)
  const headings = headingsOf(shipped).map((heading) => heading.toLowerCase())
  const named = glossary
    .map(({ term, abbreviation }) => ({ name: abbreviation ?? term, forms: [term, abbreviation ?? term] }))
    .filter(({ forms }) => forms.some((form) => headings.some((heading) => holds(heading, form.toLowerCase()))))
  return [...asked, ...pick(named, 5 - asked.length, random).map(({ name }) => `What does ${name} mean?`)]
}

type Headed = Pick<PackedChunks, 'chunks'>

function headingsOf(notes: Headed[]): string[] {
  return [...new Set(notes.flatMap(({ chunks }) => chunks.flatMap(({ headings }) => headings)))]
}

function holds(heading: string, words: string): boolean {
  return ` ${heading.replace(/[^\p{L}\p{N}-]+/gu, ' ')} `.includes(` ${words} `)
}

/** A heading that asks something, without numbers and pictures around it. */
function questionIn(heading: string): string[] {
  const bare = heading.replace(/^[^\p{L}]*(?:Q\d+[:.]\s*)?/u, '').replace(/[^\p{L}\p{N})?]+$/u, '')
  const asks = /^(?:what|why|how|when|which|who|where|is|are|can|could|does|do|should)\b[^?.!]*\?$/i.test(bare)
  return asks && bare.length > 12 && bare.length < 80 ? [bare] : []
}

function pick<T>(from: T[], count: number, random: () => number): T[] {
  const left = [...from]
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!,
  )
}

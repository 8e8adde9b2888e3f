import { counted } from '../app/words'
import type { NoteDocument } from '../notes/document'
import { tagCounts, typeNames } from '../notes/library-view'
import type { AskFilter } from './answer'

export type FilterPart = { of: 'note' | 'tag' | 'kind' | 'from'; value: string }
/** A part as it is shown, and whether it is on. */
export type FilterChoice = FilterPart & { label: string; on: boolean }

const lists = { note: 'documentIds', tag: 'tags', kind: 'types' } as const
const fromNames: Record<string, string> = { own: 'My notes', pack: 'Preflight’s notes' }

/** What is set, part by part, in the order in which it is shown. */
export function partsOf(filter: AskFilter): FilterPart[] {
  const all = (of: keyof typeof lists) => (filter[lists[of]] ?? []).map((value) => ({ of, value }))
  return [
    ...(filter.from ? [{ of: 'from' as const, value: filter.from }] : []),
    ...all('note'),
    ...all('tag'),
    ...all('kind'),
  ]
}

/** The filter with a part put in, or taken out where it is in. A list that is empty is none. */
export function toggled(filter: AskFilter, { of, value }: FilterPart): AskFilter {
  if (of === 'from') return { ...filter, from: filter.from === value ? undefined : (value as AskFilter['from']) }
  const list: string[] = filter[lists[of]] ?? []
  const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
  return { ...filter, [lists[of]]: next.length ? next : undefined }
}

export function labelOf({ of, value }: FilterPart, titleOf: (id: string) => string | undefined): string {
  if (of === 'note') return titleOf(value) ?? 'A note that is gone'
  if (of === 'tag') return `#${value}`
  return of === 'kind' ? typeNames[value as keyof typeof typeNames] : (fromNames[value] ?? value)
}

/** "the note “Lecture 3”, tagged #rag, PDF", for a sentence that begins "Asked over"; empty where all is searched. */
export function overInWords(filter: AskFilter, titleOf: (id: string) => string | undefined): string {
  const { documentIds = [], tags = [], types = [], from } = filter
  const titles = documentIds.map((id) => `“${titleOf(id) ?? 'a note that is gone'}”`)
  const notes =
    titles.length > 3
      ? counted(titles.length, 'note')
      : `${titles.length > 1 ? 'the notes' : 'the note'} ${listed(titles, 'and')}`
  const whose = from && (from === 'own' ? 'your own notes' : 'Preflight’s notes')
  const first = titles.length ? notes : (whose ?? 'notes')
  const parts = [
    first,
    titles.length && whose && `of ${whose}`,
    types.length && `of kind ${listed(types.map((type) => typeNames[type]))}`,
    tags.length && `tagged ${listed(tags.map((tag) => `#${tag}`))}`,
  ].filter(Boolean)
  return partsOf(filter).length ? parts.join(' ') : ''
}

function listed(words: string[], last = 'or'): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}` : (words[0] ?? '')
}

/** What there is to choose from, of each sort those whose name holds all words. */
export function choicesOf(
  documents: NoteDocument[],
  filter: AskFilter,
  wanted: string,
): Record<FilterPart['of'], FilterChoice[]> {
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const set = new Set(partsOf(filter).map(keyOf))
  const choices = (of: FilterPart['of'], values: { value: string; also?: string }[]) =>
    values
      .map(({ value, also = '' }) => {
        const label = labelOf({ of, value }, (id) => titles.get(id))
        return { of, value, label, on: set.has(keyOf({ of, value })), names: `${label} ${also}`.toLowerCase() }
      })
      .filter(({ names }) => words.every((word) => names.includes(word)))
      .map(({ names: _, ...choice }) => choice)
  const ofTag = tagCounts(documents).map(({ tag }) => ({ value: tag }))
  const types = [...new Set(documents.map(({ type }) => type))]
  const sources = new Set(documents.map(({ source }) => (source === 'pack' ? 'pack' : 'own')))
  return {
    from: choices('from', sources.size > 1 ? [{ value: 'own' }, { value: 'pack' }] : []),
    kind: choices('kind', types.length > 1 ? types.toSorted().map((value) => ({ value })) : []),
    tag: choices('tag', ofTag),
    note: choices(
      'note',
      byTitle(documents).map(({ id, path }) => ({ value: id, also: path })),
    ),
  }
}

export const keyOf = ({ of, value }: FilterPart) => `${of}:${value}`

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** One's own before the pack's. */
function byTitle(documents: NoteDocument[]): NoteDocument[] {
  const shipped = ({ source }: NoteDocument) => Number(source === 'pack')
  return documents.toSorted((a, b) => shipped(a) - shipped(b) || collator.compare(a.title, b.title))
}

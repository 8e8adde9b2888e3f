import type { DocumentSource, DocumentType, NoteDocument } from './document'

export type Sort = 'title' | 'newest' | 'largest'

export interface Filter {
  words: string
  tag: string
  type: DocumentType | ''
  source: DocumentSource | ''
  sort: Sort
}

export const noFilter: Filter = { words: '', tag: '', type: '', source: '', sort: 'title' }

export const typeNames: Record<DocumentType, string> = {
  markdown: 'Markdown',
  text: 'Text',
  web: 'Web page',
  html: 'HTML source',
  pdf: 'PDF',
  docx: 'Word document',
  epub: 'Book',
  notebook: 'Notebook',
  csv: 'Table',
}
export const sourceNames: Record<DocumentSource, string> = {
  pack: 'Preflight',
  file: 'Imported',
  paste: 'Pasted',
  written: 'Written here',
}

const orders: Record<Sort, (a: NoteDocument, b: NoteDocument) => number> = {
  title: (a, b) => collator.compare(a.title, b.title),
  newest: (a, b) => b.updatedAt - a.updatedAt || collator.compare(a.title, b.title),
  largest: (a, b) => b.characters - a.characters,
}
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The documents that a filter lets through, in its order. */
export function shownDocuments(documents: NoteDocument[], filter: Filter): NoteDocument[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean)
  return documents
    .filter(
      ({ title, path, tags, type, source }) =>
        (!filter.tag || tags.includes(filter.tag)) &&
        (!filter.type || type === filter.type) &&
        (!filter.source || source === filter.source) &&
        words.every((word) => title.toLowerCase().includes(word) || path.toLowerCase().includes(word)),
    )
    .toSorted(orders[filter.sort])
}

/** All tags with how many documents carry them, the most used first. */
export function tagCounts(documents: NoteDocument[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const tag of documents.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((a, b) => b.count - a.count || collator.compare(a.tag, b.tag))
}

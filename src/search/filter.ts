import type { NoteDocument } from '../notes/document'
import type { SearchFilter } from './protocol'

/** Whether a note is searched; undefined where every one is. */
export function filterOf({
  documentIds,
  tags,
  from,
  types,
}: SearchFilter): ((note: NoteDocument) => boolean) | undefined {
  if (!documentIds && !tags && !from && !types) return undefined
  const ids = documentIds && new Set(documentIds)
  return ({ id, tags: own, source, type }) =>
    (!ids || ids.has(id)) &&
    (!tags || tags.some((tag) => own.includes(tag))) &&
    (!types || types.includes(type)) &&
    (!from || (source === 'pack') === (from === 'pack'))
}

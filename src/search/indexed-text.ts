import type { Chunk, NoteDocument } from '../notes/document'
import type { IndexedText } from './keyword'

/** What of a passage is indexed: the title and the headings above it, each once, and its text. */
export function indexedText({ title }: NoteDocument, { headings, text }: Chunk): IndexedText {
  return { heading: [title, ...headings.filter((heading) => heading !== title)].join('\n'), text }
}

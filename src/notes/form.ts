import type { DocumentType } from './document'

/** How a document's stored text is written. */
export type Form = 'markdown' | 'text' | 'html'

/** What was a PDF, a page or a notebook has become Markdown on its way in. */
export function formOf(type: DocumentType): Form {
  return type === 'text' || type === 'html' ? type : 'markdown'
}

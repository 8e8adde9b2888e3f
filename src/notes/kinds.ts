import type { DocumentType } from './document'
import { baseName } from './paths'

export type FileKind =
  { is: 'note'; type: DocumentType } | { is: 'image'; type: string } | { is: 'zip' } | { is: 'other' }

const notes: Record<string, DocumentType> = {
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  mkd: 'markdown',
  mdown: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  txt: 'text',
  text: 'text',
  rst: 'text',
  org: 'text',
  adoc: 'text',
  tex: 'text',
  log: 'text',
}

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** What can be made of a file, by its name; a name without an ending is taken for plain text. */
export function kindOf(path: string): FileKind {
  const name = baseName(path).toLowerCase()
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : 'txt'
  const type = notes[ending]
  if (type) return { is: 'note', type }
  const image = images[ending]
  if (image) return { is: 'image', type: image }
  return ending === 'zip' ? { is: 'zip' } : { is: 'other' }
}

/** "a PDF", "a .key file": for the sentence that refuses it. */
export function describeKind(path: string): string {
  const name = baseName(path)
  return `a ${name.slice(name.lastIndexOf('.'))} file`
}

/** What the file picker offers. */
export const accepted = [...Object.keys(notes), ...Object.keys(images), 'zip'].map((ending) => `.${ending}`).join(',')

import type { DocumentType } from './document'
import { formOf, type Form } from './form'

const patterns: Record<Form, RegExp[]> = {
  markdown: [
    /!\[[^\]]*\]\(\s*(?:<([^>\n]+)>|([^)\s<]+))/g,
    /!\[\[([^\]|#\n]+)/g,
    /<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/gi,
  ],
  html: [/<img\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/gi],
  text: [],
}

/** The images that a note shows, as it refers to them; those of other origins and inline ones left out. */
export function imageReferences(type: DocumentType, text: string): string[] {
  const found = patterns[formOf(type)].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2])?.trim() ?? ''),
  )
  return [...new Set(found)].filter((reference) => reference && !/^(?:[a-z][\w+.-]*:|\/\/)/i.test(reference))
}

import { scanBlocks } from './blocks'
import type { DocumentType } from './document'
import { formOf, type Form } from './form'

const patterns: Record<Form, RegExp[]> = {
  markdown: [
    /!\[[^\]]*\]\(\s*(?:<([^>\n]+)>|([^)\s<]+))/g,
    // What else is embedded is a note.
    /!\[\[([^\]|#\n]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?))\s*(?=[\]|#\\])/gi,
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

const picture = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|mp[34]|m4a|wav|ogg|mov|webm)$/i

/** The other notes that a Markdown note links to, as it refers to them: `[[Note#part|words]]` and `[words](note.md)`. */
export function noteReferences(type: DocumentType, text: string): string[] {
  if (type !== 'markdown' || !/\[\[|\.(?:mdx?|markdown)\b/i.test(text)) return []
  const prose = withoutCode(text)
  const wiki = [...prose.matchAll(/\[\[([^\]|#^\n]+)(?:[#^][^\]|\n]*)?(?:\\?\|[^\]\n]*)?\]\]/g)].map(
    (match) => match[1] ?? '',
  )
  const linked = prose.matchAll(/(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]+\.(?:mdx?|markdown))(?:#[^)\s>]*)?>?[^)]*\)/gi)
  const found = [...wiki, ...[...linked].map((match) => match[1] ?? '')].map((reference) =>
    reference.replace(/\\$/, '').trim(),
  )
  return [...new Set(found)].filter((one) => one && !picture.test(one) && !/^(?:[a-z][\w+.-]*:|\/\/)/i.test(one))
}

/** `#rag`, `#interview/round-1` in running text; figures and colours are none. */
export function inlineTags(text: string): string[] {
  if (!/(?:^|\s)#\p{L}/mu.test(text)) return []
  const tags = [...withoutCode(text).matchAll(/(?<![^\s(,;])#([\p{L}_][\p{L}\p{N}_/-]*)/gu)].map(
    (match) => match[1] ?? '',
  )
  const clean = tags
    .map((tag) => tag.toLowerCase().replace(/[/-]+$/, ''))
    .filter((tag) => !/^(?:[\da-f]{3}|[\da-f]{6})$/.test(tag))
  return [...new Set(clean)].slice(0, 50)
}

function withoutCode(text: string): string {
  const blocks = scanBlocks(text).filter(({ kind }) => kind !== 'code' && kind !== 'meta' && kind !== 'html')
  return blocks.map(({ start, end }) => text.slice(start, end).replace(/(`+)[\s\S]*?\1/g, ' ')).join('\n\n')
}

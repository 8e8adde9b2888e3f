import type { Chunk } from '../notes/document'

/** What of a passage is embedded: the title and the headings above it, each once, and its text. */
export function passageText(title: string, { headings, text }: Pick<Chunk, 'headings' | 'text'>): string {
  const path = [title, ...headings.filter((heading) => heading !== title)].filter(Boolean)
  return `${path.join(' › ')}\n${text}`
}

/** Tells one set of texts from another, 53 bits wide: quick, and no secret. */
export function chunkSetOf(title: string, chunks: readonly Pick<Chunk, 'headings' | 'text'>[]): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  const mix = (unit: number) => {
    a = Math.imul(a ^ unit, 2654435761)
    b = Math.imul(b ^ unit, 1597334677)
  }
  for (const chunk of chunks) {
    const text = passageText(title, chunk)
    for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at))
    // Where one ends and the next begins.
    mix(0x1f)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return `${chunks.length}-${(4294967296 * (b & 0x1fffff) + (a >>> 0)).toString(36)}`
}

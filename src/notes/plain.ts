import type { Block } from './blocks'

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  copy: '©',
  times: '×',
}

/** The words of a stretch of a Markdown block: marks away, links by their text, code as it stands. */
export function plainText(markdown: string, kind: Block['kind']): string {
  if (kind === 'code') return markdown
  if (kind === 'math') return markdown.replaceAll('$$', ' ').trim()
  if (kind === 'table') return plainTable(markdown)
  if (kind === 'prose' || kind === 'heading') return plainInline(markdown)
  return plainLines(markdown)
}

/** An address written behind a heading: `{#merging}`, or `[[merging]]` as Hugging Face's courses have it. */
export const headingAnchor = /(?<=\S)[ \t]*(?:\{#[\w-]+\}|\[\[[a-z\d-]+\]\])[ \t]*$/

/** A heading without its marks. */
export function plainHeading(source: string): string {
  const line = source.replace(/^ {0,3}#{1,6}[ \t]*/, '').replace(/\n[ \t]*(?:=+|-+)[ \t]*$/, '')
  return plainInline(line.replace(/[ \t]+#+[ \t]*$/, '').replace(headingAnchor, '')).trim()
}

function plainTable(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^[\s|:-]+$/.test(line))
    .map((line) => cells(line).map(plainInline).join(' | '))
    .join('\n')
}

function cells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** Lists, quotes and HTML: the marker of each line away, fenced lines untouched. */
function plainLines(markdown: string): string {
  const paragraphs: string[] = []
  let open = ''
  let joining = false
  for (const line of markdown.split('\n')) {
    const body = line.replace(/^[\s>]*(?:>[ \t]?|(?=[^\s>]))/, '')
    const fence = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/.exec(body)?.[1]
    if (open) {
      if (fence && body.trim().startsWith(open)) open = ''
      else paragraphs.push(line.replace(/^(?:[ \t]*>)*[ \t]{0,4}/, ''))
      joining = false
    } else if (fence) open = fence
    else if (!body.trim()) joining = false
    else joining = addLine(paragraphs, body, joining)
  }
  return paragraphs.map((line) => line.trimEnd()).join('\n')
}

function addLine(paragraphs: string[], body: string, joining: boolean): boolean {
  const marker = /^(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))+/.exec(body)
  const callout = /^\[!(\w+)\][+-]?[ \t]*/.exec(body)
  const words = body.slice((marker ?? callout)?.[0].length ?? 0).replace(/^\[[ xX]\][ \t]+/, '')
  const last = paragraphs.length - 1
  if (joining && !marker && !callout && last >= 0) paragraphs[last] = `${paragraphs[last]} ${plainInline(words)}`
  else paragraphs.push(plainInline(words))
  return !callout
}

/**
 * Inline marks away. Code, formulas and escaped characters are set aside first, so that what looks like a mark in them
 * stays.
 */
export function plainInline(markdown: string): string {
  const kept: string[] = []
  const keep = (text: string) => `\uE000${kept.push(text) - 1}\uE001`
  const bare = markdown
    .replace(/[\uE000\uE001]/g, '')
    .replace(/(?<!\\)(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/g, (_, __, code: string) => keep(code))
    .replace(/\\([!-/:-@[-`{-~])/g, (_, char: string) => keep(char))
    .replace(/\$(?!\s|\$)([^$\n]+?)(?<!\s)\$(?!\d)/g, (_, formula: string) => keep(formula))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<((?:https?|mailto):[^\s<>]+)>/g, (_, url: string) => keep(url))
    .replace(/<\/?(?:br|p|li|td|th|div|tr|h[1-6])\b[^<>]*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(!?)\[\[([^\]|#\n]*)(#[^\]|\n]*)?(?:\|([^\]\n]*))?\]\]/g, wikiWords)
    .replace(/!\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])/g, (_, alt: string) => withoutSize(alt))
    .replace(/\[\^[^\]\s]+\]:?/g, '')
    .replace(/\[((?:[^[\]]|\[[^\]]*\])*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '$1')
    .replace(/\[((?:[^[\]]|\[[^\]]*\])*)\]\[[^\]]*\]/g, '$1')
  return restore(withoutEmphasis(bare).replace(/[ \t]*\n[ \t]*/g, ' '), kept)
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** `![[a.png|300]]`: the size of a picture is no word of it. */
function withoutSize(label: string): string {
  return label.replace(/(?:^|\|)\s*\d{1,4}(?:x\d{1,4})?\s*$/, '')
}

function wikiWords(
  _: string,
  embed: string,
  target: string,
  section: string | undefined,
  label: string | undefined,
): string {
  const words = embed ? withoutSize(label ?? '') : label
  const place = section?.slice(1).trim()
  return words?.trim() || [target.trim(), place?.startsWith('^') ? '' : place].filter(Boolean).join(' ')
}

function withoutEmphasis(text: string): string {
  return text
    .replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, '$2')
    .replace(/(\*{1,3})(?=\S)([^*]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([\s\S]*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/~~(?=\S)([^~]*?\S)~~/g, '$1')
    .replace(/==(?=\S)([^=]*?\S)==/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);/gi, decode)
}

function decode(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** What was set aside may hold what was set aside before it. */
function restore(text: string, kept: string[]): string {
  let restored = text
  for (let depth = 0; depth < 4 && restored.includes('\uE000'); depth++)
    restored = restored.replace(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? '')
  return restored
}

export interface FrontMatter {
  title: string
  tags: string[]
  aliases: string[]
}

/** The title, tags and other names of a note's YAML header; everything else in it is left alone. */
export function frontMatter(header: string): FrontMatter {
  const lines = header.split('\n')
  const [tags, aliases] = [listOf(lines, /^(?:tags?|keywords):/i), listOf(lines, /^alias(?:es)?:/i)]
  return {
    title: scalar(value(lines, 'title')),
    tags: distinct(tags.map((tag) => tag.replace(/^#/, '').toLowerCase())),
    aliases: distinct(aliases),
  }
}

function value(lines: string[], key: string): string {
  const line = lines.find((line) => line.toLowerCase().startsWith(`${key}:`))
  return line?.slice(key.length + 1).trim() ?? ''
}

function scalar(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  return (quoted ? (quoted[2] ?? '') : text.replace(/\s+#.*$/, '')).trim()
}

/** On one line in brackets or not, or one below the other. */
function listOf(lines: string[], key: RegExp): string[] {
  const at = lines.findIndex((line) => key.test(line))
  if (at < 0) return []
  const inline = lines[at]?.slice((lines[at] ?? '').indexOf(':') + 1).trim() ?? ''
  const items = inline ? inline.replace(/^\[|\]$/g, '').split(',') : listBelow(lines, at + 1)
  return items.map((item) => scalar(item.trim()))
}

function distinct(items: string[]): string[] {
  return [...new Set(items.filter(Boolean))].slice(0, 50)
}

function listBelow(lines: string[], from: number): string[] {
  const end = lines.findIndex((line, n) => n >= from && !/^\s*-\s+/.test(line))
  return lines.slice(from, end < 0 ? undefined : end).map((line) => line.replace(/^\s*-\s+/, ''))
}

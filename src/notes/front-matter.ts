export interface FrontMatter {
  title: string
  tags: string[]
}

/** The title and tags of a note's YAML header; everything else in it is left alone. */
export function frontMatter(header: string): FrontMatter {
  const lines = header.split('\n')
  return { title: scalar(value(lines, 'title')), tags: tagsOf(lines) }
}

function value(lines: string[], key: string): string {
  const line = lines.find((line) => line.toLowerCase().startsWith(`${key}:`))
  return line?.slice(key.length + 1).trim() ?? ''
}

function scalar(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  return (quoted ? (quoted[2] ?? '') : text.replace(/\s+#.*$/, '')).trim()
}

function tagsOf(lines: string[]): string[] {
  const at = lines.findIndex((line) => /^(?:tags|keywords):/i.test(line))
  if (at < 0) return []
  const inline = lines[at]?.slice((lines[at] ?? '').indexOf(':') + 1).trim() ?? ''
  const tags = inline ? inline.replace(/^\[|\]$/g, '').split(',') : listBelow(lines, at + 1)
  const clean = tags.map((tag) => scalar(tag.trim()).replace(/^#/, '').toLowerCase()).filter(Boolean)
  return [...new Set(clean)].slice(0, 50)
}

function listBelow(lines: string[], from: number): string[] {
  const end = lines.findIndex((line, n) => n >= from && !/^\s*-\s+/.test(line))
  return lines.slice(from, end < 0 ? undefined : end).map((line) => line.replace(/^\s*-\s+/, ''))
}

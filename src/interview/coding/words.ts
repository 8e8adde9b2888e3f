import type { Language } from '../../../content/format-coding'

export const languageNames: Record<Language, string> = { python: 'Python', javascript: 'JavaScript' }

/** Code as a Markdown block that nothing in it can end. */
export function fenced(code: string, language: Language | 'svg'): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code.trimEnd()}\n${fence}`
}

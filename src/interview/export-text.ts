/** On one line, as lists and quotations need it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Somebody's words in a line of their own report. */
export function quoted(text: string): string {
  return `“${oneLine(text)}”`
}

/** Words as they were said: what would make a heading, a quotation or a code block of them is only text. */
export function asSaid(text: string): string {
  return text.replace(/^(\s*)(#{1,6}(?=\s)|>|`{3,}|~{3,}|-{3,}\s*$|={3,}\s*$)/gm, '$1\\$2')
}

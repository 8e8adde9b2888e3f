/** The address of a heading inside a note: lower case, punctuation dropped, spaces to hyphens. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, '')
    .trim()
    .replace(/[\s-]+/g, '-')
}

/** The headings of a note's body, in order; what stands in code is none. */
export function headingsOf(body: string): string[] {
  const prose = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
  return [...prose.matchAll(/^#{2,6}\s+(.+)$/gm)].map((match) => match[1] ?? '')
}

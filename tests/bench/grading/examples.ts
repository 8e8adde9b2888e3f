import type { Example } from './fit'
import type { Featured } from './featured'
import type { GradedRow } from './rows'

/** What to learn from: each different answer to a question once, refused ones and those without a mark aside. */
export function examplesOf(rows: readonly GradedRow[], featured: Featured, keep: (row: number) => boolean): Example[] {
  const seen = new Set<string>()
  return rows.flatMap((row, n): Example[] => {
    const references = featured[n]?.references
    if (!references || row.target === undefined || !keep(n)) return []
    const question = JSON.stringify([row.file, row.asked, row.references])
    const key = repeatKey(row, question)
    if (seen.has(key)) return []
    seen.add(key)
    return [{ set: row.file, question, target: row.target, references }]
  })
}

/** The same for answers whose texts differ in nothing but case and space. */
export function repeatKey({ answer, question, file }: GradedRow, of = `${file} ${question}`): string {
  return `${of}\n${answer.toLowerCase().replace(/\s+/g, ' ').trim()}`
}

import { seeded } from '../../../src/interview/seeded'

export interface Question {
  /** As the file calls it. */
  question: string
  asked: string
  references: readonly string[]
}

/**
 * Which fold each answer is in. Answers to one question share a fold, and so do those whose question has another name
 * but the same words and references. Questions are dealt out by a seeded shuffle, file by file so that each fold has some of each.
 */
export function foldsOf(rows: readonly (Question & { file: string })[], folds: number, seed = 1): number[] {
  const group = groupsOf(rows)
  const files = new Map<string, Set<string>>()
  const dealt = new Set<string>()
  rows.forEach((row, n) => {
    const name = group[n]!
    if (dealt.has(name)) return
    dealt.add(name)
    files.set(row.file, (files.get(row.file) ?? new Set()).add(name))
  })
  const fold = new Map<string, number>()
  const random = seeded(seed)
  for (const names of files.values()) {
    const drawn = [...names].sort().map((name) => ({ name, key: random() }))
    drawn.sort((a, b) => a.key - b.key)
    for (const { name } of drawn) fold.set(name, fold.size % folds)
  }
  return group.map((name) => fold.get(name)!)
}

/** A name for each answer's question; two names that stand for the same words become one. */
export function groupsOf(rows: readonly Question[]): string[] {
  const parent = new Map<string, string>()
  const root = (name: string): string => {
    let at = name
    while (parent.get(at) !== undefined && parent.get(at) !== at) at = parent.get(at)!
    return at
  }
  const level = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
  const names = rows.map(({ question }) => `q ${question}`)
  rows.forEach(({ asked, references }, n) => {
    const content = `c ${level(asked)} ${references.map(level).sort().join(' ')}`
    const [a, b] = [root(names[n]!), root(content)]
    parent.set(a, b)
  })
  return names.map(root)
}

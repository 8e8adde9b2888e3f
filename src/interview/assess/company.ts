import { words, type Word } from './words'

/** Which words keep company: whether two stems were ever seen near each other in the pack's own lines. */
export interface Company {
  together(a: string, b: string): boolean
}

const bits = 1 << 22
const near = 4

/** One bit a pair: a few pairs that were never seen pass for seen, which is the mild mistake here. */
export function companyFrom(lines: Iterable<string>): Company {
  const seen = new Uint32Array(bits / 32)
  for (const line of lines)
    for (const clause of clausesOf(line)) {
      clause.forEach((word, index) => {
        for (const other of clause.slice(index + 1, index + near)) mark(seen, pairHash(word.stem, other.stem))
      })
    }
  return { together: (a, b) => a === b || isMarked(seen, pairHash(a, b)) }
}

const mark = (seen: Uint32Array, at: number) => (seen[at >>> 5]! |= 1 << (at & 31))
const isMarked = (seen: Uint32Array, at: number) => (seen[at >>> 5]! & (1 << (at & 31))) !== 0

function pairHash(a: string, b: string): number {
  const text = a < b ? `${a} ${b}` : `${b} ${a}`
  let hash = 2166136261
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
  return (hash ^ (hash >>> 15)) & (bits - 1)
}

/** The words that carry information between two marks of punctuation. */
export function clausesOf(text: string): Word[][] {
  const clauses: Word[][] = [[]]
  let before: Word | undefined
  for (const word of words(text)) {
    if (before && /[,:;.!?()\n–—=→]|->/.test(text.slice(before.end, word.start))) clauses.push([])
    if (!word.grammar) clauses.at(-1)!.push(word)
    before = word
  }
  return clauses.filter((clause) => clause.length)
}

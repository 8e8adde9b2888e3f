export type TypedVerdict = 'right' | 'close' | 'wrong'

export interface TypedResult {
  verdict: TypedVerdict
  /** The accepted answer that was nearest. */
  nearest: string
}

export interface DiffPart {
  kind: 'same' | 'missing' | 'extra'
  text: string
}

/** How a typed answer stands to the accepted ones, forgiving what a person would: case, accents, punctuation, a typo. */
export function compareTyped(given: string, answers: readonly string[]): TypedResult {
  const results = answers.map((answer) => ({ verdict: verdictOf(given, answer), nearest: answer }))
  const of = (verdict: TypedVerdict) => results.find((result) => result.verdict === verdict)
  return of('right') ?? of('close') ?? { verdict: 'wrong', nearest: answers[0] ?? '' }
}

function verdictOf(given: string, answer: string): TypedVerdict {
  const [a, b] = [plain(given), plain(answer)]
  if (a === b && (b || given.trim() === answer.trim())) return 'right'
  if (!a || !b) return 'wrong'
  if (a.replaceAll(' ', '') === b.replaceAll(' ', '')) return 'right'
  return isTypoOf(a, b) ? 'close' : 'wrong'
}

/** Lower case without accents, articles and punctuation; signs and points that belong to a number stay, and a decimal comma is a point. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[−–]/g, '-')
    .toLowerCase()
    .replace(/(?<![\d.,])0?[.,](?=\d)/g, '0.')
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/(?<=\d),(?=\d{1,2}(?![\d,]))/g, '.')
    .replace(/[^\p{L}\p{N}+#.-]+/gu, ' ')
    .replace(/\.(?!\d)|(?<!\d)\.(?=\D)|-(?!\d)|(?<=[\p{L}\p{N}])-/gu, ' ')
    .replace(/^(the|an?) (?=\S)/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A number must be right, and a word's first letter: increase and decrease, encoder and decoder are no typos. */
function isTypoOf(given: string, answer: string): boolean {
  const digits = (text: string) => text.match(/\d+/g)?.join(' ') ?? ''
  const initials = (text: string) => [...text.matchAll(/(?:^| )(\S)/g)].map((match) => match[1]).join('')
  if (digits(given) !== digits(answer) || initials(given) !== initials(answer)) return false
  const most = answer.length < 5 ? 0 : answer.length < 10 ? 1 : 2
  return Math.abs(given.length - answer.length) <= most && edits(given, answer) <= most
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function edits(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    before = row
    row = next
  }
  return row[b.length]!
}

/** Past this the comparison by letters says little and takes long. */
const mostDiffed = 400

/** What was typed against the answer, letter by letter: what agrees, what is missing, what is too much. */
export function diff(given: string, answer: string): DiffPart[] {
  const [a, b] = [[...given.trim()].slice(0, mostDiffed), [...answer.trim()].slice(0, mostDiffed)]
  const same = (i: number, j: number) => a[i]?.toLowerCase() === b[j]?.toLowerCase()
  const common = commonLengths(a.length, b.length, same)
  const parts: DiffPart[] = []
  const add = (kind: DiffPart['kind'], text: string) => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else parts.push({ kind, text })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(i, j)) {
      add('same', b[j]!)
      i++
      j++
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) add('extra', a[i++]!)
    else add('missing', b[j++]!)
  }
  return parts
}

/** Letter by letter helps where most letters agree; a wrong number is another number. */
export function isAlike(given: string, answer: string): boolean {
  if (/\d/.test(answer)) return false
  const same = diff(given, answer).reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0)
  return same >= 0.6 * Math.max(given.trim().length, answer.trim().length)
}

/** For each pair of positions, how many letters the rests have in common, in order. */
function commonLengths(rows: number, columns: number, same: (i: number, j: number) => boolean): number[][] {
  const lengths = Array.from({ length: rows + 1 }, () => Array.from({ length: columns + 1 }, () => 0))
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      lengths[i]![j] = same(i, j) ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  return lengths
}

import { opposites } from '../interview/assess/everyday'
import { termsOf, wordsOf } from '../search/tokenise'

/** A word of a claim or of what should support it. */
export interface ClaimWord {
  raw: string
  /** Its terms as the index has them; none for a word that carries grammar. */
  terms: readonly string[]
  /** Written as a name: a capital where no sentence begins, or capitals and figures inside. */
  name: boolean
  /** A negation speaks of it. */
  negated: boolean
}

const negators = /^(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|(?:[a-z]+n['’]t))$/i
/** Between a negation and the word that it denies. */
const light =
  /^(?:be|been|being|is|are|was|were|a|an|the|to|do|does|did|have|has|had|any|of|in|on|for|by|with|as|that|it|this|so|very|other)$/i

/** The words of a text with what is said of each. */
export function claimWords(text: string): ClaimWord[] {
  let denies = 0
  let end = 0
  return wordsOf(text).map((word) => {
    const raw = text.slice(word.start, word.end)
    const between = text.slice(end, word.start)
    const opens = end === 0 || /[.!?:]\s+$|\n/.test(between)
    if (/[.!?;:,()]/.test(between)) denies = 0
    end = word.end
    if (negators.test(raw)) {
      denies = /^\s+only\b/i.test(text.slice(word.end)) ? 0 : 1
      return { raw, terms: [], name: false, negated: false }
    }
    const negated = denies > 0 && !light.test(raw)
    if (negated) denies--
    return { raw, terms: word.terms, name: isName(raw, opens), negated }
  })
}

function isName(raw: string, opens: boolean): boolean {
  if (!/\p{L}/u.test(raw) || raw === 'I') return false
  // "top-p", "GPT-4": the sign after the hyphen is the name. "CPU-bound" only describes.
  if (/^\p{L}+-(?:\p{L}|\p{N}+)$/u.test(raw)) return true
  if (/-\p{Ll}{3,}$/u.test(raw)) return false
  if (/\p{L}.*\p{Lu}/u.test(raw) || (/\p{L}/u.test(raw) && /\p{N}/u.test(raw))) return true
  return /^\p{Lu}/u.test(raw) && !opens
}

const figures =
  /(?<![\p{L}\p{N}.])[-−]?\d+(?:[.,]\d+)*(?:\s?(?:%|percent|per cent|thousand|million|billion|[kmb](?![\p{L}\p{N}])))?/giu
const factors: Record<string, number> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, b: 1e9, billion: 1e9 }
const spelled = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** The numbers of a text: each as its value, and with a unit such as "million" also as the figure before it. Small ones in words too, where they are asked for. */
export function numbersIn(text: string, inWords = false): number[][] {
  const found = [...text.matchAll(figures)].flatMap(([match]) => {
    const [, digits = '', unit = ''] = /^[-−]?([\d.,]*\d)\s*(.*)$/.exec(match) ?? []
    const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)
    const plain = Number(grouped ? digits.replaceAll(',', '') : digits.replaceAll(',', '.'))
    const factor = factors[unit.toLowerCase()]
    return Number.isFinite(plain) ? [factor ? [plain * factor, plain] : [plain]] : []
  })
  const words = spelled.flatMap((word, value) => (new RegExp(`\\b${word}\\b`, 'i').test(text) ? [[value]] : []))
  return inWords ? [...found, ...words] : found
}

const more: [string, string][] = [
  ['enable', 'disable'],
  ['allow', 'prevent'],
  ['accept', 'reject'],
  ['first', 'last'],
  ['minimum', 'maximum'],
  ['above', 'below'],
  ['sharper', 'flatter'],
  ['finer', 'coarser'],
  ['raise', 'drop'],
  ['grow', 'shrink'],
  ['gain', 'lose'],
  ['gain', 'lost'],
  ['start', 'stop'],
  ['open', 'close'],
  ['simple', 'complex'],
  ['simpler', 'more complex'],
  ['good', 'poor'],
  ['good', 'bad'],
  ['protect', 'expose'],
  ['keep', 'throw'],
  ['overfitting', 'underfitting'],
  ['speed', 'slow'],
  ['help', 'hurt'],
  ['long', 'short'],
  ['longer', 'shorter'],
  ['input', 'output'],
  ['read', 'write'],
  ['dense', 'sparse'],
  ['success', 'failure'],
]
const opposite = new Map<string, Set<string>>()
for (const [a, b] of [...opposites, ...more])
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const [left, right] = [termsOrWord(one), termsOrWord(other)]
    if (left !== right) opposite.set(left, (opposite.get(left) ?? new Set()).add(right))
  }

/** Words such as "more" and "before" have no terms in the index, and still turn a sentence round. */
function termsOrWord(word: string): string {
  return termsOf(word)[0] ?? word.toLowerCase()
}

const keyOf = (word: ClaimWord) => word.terms[0] ?? word.raw.toLowerCase()

/** They say little about what a sentence is about. */
const plainWords = new Set(
  termsOf(
    `need use make receive measure give get take keep become tell show mean happen let run usually often around part
    program separate different several many much fully simply directly called known helps based`,
  ),
)

export function saysMuch({ terms }: ClaimWord): boolean {
  return terms.length > 0 && !plainWords.has(terms[0]!)
}

/** The terms of the nearest word with content before or after a place. */
function beside(words: ClaimWord[], at: number, step: 1 | -1): readonly string[] {
  for (let n = at + step; n >= 0 && n < words.length; n += step) if (saysMuch(words[n]!)) return words[n]!.terms
  return []
}

/** A word of the claim whose opposite stands in the evidence beside the same word: "raises recall", "lowers recall". */
export function turnedRound(claim: ClaimWord[], evidence: ClaimWord[]): string | undefined {
  // What follows a word says more about it than what stands before.
  return turnedBeside(claim, evidence, [1]) ?? turnedBeside(claim, evidence, [-1, 1])
}

function turnedBeside(claim: ClaimWord[], evidence: ClaimWord[], steps: (1 | -1)[]): string | undefined {
  const around = (words: ClaimWord[], at: number) => new Set(steps.flatMap((step) => beside(words, at, step)))
  for (const [n, word] of claim.entries()) {
    const counters = opposite.get(keyOf(word))
    if (!counters) continue
    const mine = around(claim, n)
    const near = evidence.filter((_, place) => shared(mine, around(evidence, place)) > 0)
    if (near.some((other) => keyOf(other) === keyOf(word))) continue
    if (near.some((other) => counters.has(keyOf(other)) && other.negated === word.negated)) return word.raw
  }
  return undefined
}

/** A word that one denies and the other asserts; where both deny something, they may deny the same in other words. */
export function deniedOnce(claim: ClaimWord[], evidence: ClaimWord[]): string | undefined {
  const denials = (words: ClaimWord[]) => words.filter(({ raw }) => negators.test(raw)).length
  const alike = denials(claim) === denials(evidence)
  const [said, there] = [timesSaid(claim), timesSaid(evidence)]
  for (const [term, mine] of said) {
    const other = there.get(term)
    if (!other) continue
    const denies = mine.denied > 0 && !other.denied && other.asserted > mine.asserted
    const asserts = mine.asserted > 0 && !mine.denied && other.denied > 0 && !other.asserted
    if (denies || (asserts && !alike)) return claim.find((word) => word.terms.includes(term))?.raw
  }
  return undefined
}

function timesSaid(words: ClaimWord[]) {
  const times = new Map<string, { asserted: number; denied: number }>()
  for (const { terms, negated } of words)
    for (const term of terms) {
      const known = times.get(term) ?? { asserted: 0, denied: 0 }
      known[negated ? 'denied' : 'asserted']++
      times.set(term, known)
    }
  return times
}

/** "A is better than B" where the evidence has it the other way round. */
export function swapped(claim: ClaimWord[], evidence: ClaimWord[]): boolean {
  const [left, right] = sides(claim)
  const [before, after] = sides(evidence)
  if (!left.size || !right.size || !before.size || !after.size) return false
  const crossed = shared(left, after) + shared(right, before)
  return crossed > shared(left, before) + shared(right, after) && shared(left, after) > 0 && shared(right, before) > 0
}

function sides(words: ClaimWord[]): [Set<string>, Set<string>] {
  const pivot = words.findIndex(({ raw }) => /^(?:than|as)$/i.test(raw))
  const terms = (some: ClaimWord[]) => new Set(some.flatMap((word) => word.terms))
  return pivot < 0 ? [new Set(), new Set()] : [terms(words.slice(0, pivot)), terms(words.slice(pivot + 1))]
}

function shared(a: Set<string>, b: Set<string>): number {
  return [...a].filter((term) => b.has(term)).length
}

/** Whether the letters of an abbreviation begin words that follow one another there. */
export function initialsOf(name: string, text: string): boolean {
  const letters = name.replace(/s$/, '').replace(/[^\p{Lu}]/gu, '')
  if (letters.length < 2) return false
  const initials = [...text.matchAll(/\p{L}+/gu)].map(([word]) => word[0]!.toUpperCase()).join('')
  return initials.includes(letters)
}

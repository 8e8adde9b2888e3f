import { wordsOf } from '../search/tokenise'
import {
  claimWords,
  deniedOnce,
  initialsOf,
  numbersIn,
  saysMuch,
  swapped,
  turnedRound,
  type ClaimWord,
} from './claim-words'
import { stretchesOf, type Stretch } from './stretches'

export type Support = 'supported' | 'weak' | 'unsupported'

/** What speaks against a claim: a number or name that its passage does not have, a denial, an opposite, other words. */
export type Against = 'number' | 'name' | 'denied' | 'opposite' | 'words'

/** What came of checking a sentence against the passage that it cites. */
export interface Verification {
  support: Support
  /** The stretch of the passage that comes nearest, UTF-16 offsets. */
  start: number
  end: number
  against?: Against
  /** The very number or word, as the claim has it. */
  word?: string
  /** 0-1: the share of the claim's words that the stretch has, by form or, with an encoder, by meaning. */
  covered: number
  /** Cosine of the claim with that stretch; absent without an encoder. */
  cosine?: number
}

/** What is cited, with what stands above it. */
export interface CitedPassage {
  text: string
  title?: string
  headings?: readonly string[]
}

/** A text as a unit vector: `InstantEncoder.embed`. */
export type EmbedText = (text: string) => Float32Array

interface Weighed extends Stretch {
  words: ClaimWord[]
  exact: number
  covered: number
  cosine?: number
  worth: number
}

/** From here on a claim counts as supported, or as weakly so: with the encoder's cosine, and by words alone. Chosen on one half of tests/fixtures/ask/claims.json. */
const enough = { meaning: { supported: 0.52, weak: 0.36 }, words: { supported: 0.7, weak: 0.4 } }
/** Two words of this cosine say nearly the same. */
const alike = 0.45

/**
 * Checks one sentence against the passage that it cites. Words, numbers, names, denials and opposites come first, since
 * a cosine cannot tell a sentence from its reversal; the encoder helps where other words are used. What is only weakly
 * supported, or not at all, is for the reader to see: nothing is decided for them.
 */
export function verifySentence(claim: string, passage: CitedPassage, embed?: EmbedText): Verification {
  const verbatim = placeOf(claim, passage.text)
  if (verbatim) return { support: 'supported', ...verbatim, covered: 1, ...(embed && { cosine: 1 }) }
  const words = claimWords(claim)
  const best = nearest(claim, words, passage, embed)
  if (!best) return { support: 'unsupported', start: 0, end: 0, against: 'words', covered: 0 }
  const { start, end, covered, cosine } = best
  const found = { start, end, covered, cosine }
  const against = contradiction(claim, words, best, passage)
  if (against) return { support: 'unsupported', ...found, ...against }
  const likely = cosine === undefined ? covered : 0.5 * covered + 0.5 * cosine
  const { supported, weak } = enough[cosine === undefined ? 'words' : 'meaning']
  if (likely < weak) return { support: 'unsupported', ...found, against: 'words' }
  const odd = likely < supported ? undefined : oddWord(words, best, passage, embed)
  if (likely >= supported && !odd) return { support: 'supported', ...found }
  return { support: 'weak', ...found, against: 'words', ...(odd && { word: odd }) }
}

/** Where the claim stands word for word, whatever signs and spaces are between. */
function placeOf(claim: string, text: string): Stretch | undefined {
  const said = wordsOf(claim)
  const there = wordsOf(text)
  const raw = (of: string, { start, end }: { start: number; end: number }) => of.slice(start, end).toLowerCase()
  if (said.length < 3) return undefined
  for (let n = 0; n + said.length <= there.length; n++) {
    if (!said.every((word, k) => raw(claim, word) === raw(text, there[n + k]!))) continue
    const [start, end] = [there[n]!.start, there[n + said.length - 1]!.end]
    return { text: text.slice(start, end), start, end }
  }
  return undefined
}

function nearest(claim: string, words: ClaimWord[], passage: CitedPassage, embed?: EmbedText): Weighed | undefined {
  const vector = embed?.(claim)
  const around = termsIn(above(passage))
  const known = embed && remembering(embed)
  let best: Weighed | undefined
  for (const stretch of stretchesOf(passage.text)) {
    const own = claimWords(stretch.text)
    const { exact, covered } = coverage(words, own, around, known)
    const cosine = vector && dot(vector, embed!(stretch.text))
    // A longer stretch must bring more than its length.
    const worth = covered + 0.5 * (cosine ?? 0) - stretch.text.length / 8000
    if (!best || worth > best.worth) best = { ...stretch, words: own, exact, covered, cosine, worth }
  }
  return best
}

/** How much of the claim's words stand there: each as itself, in a heading above, or (half) as one that is near in meaning. */
function coverage(claim: ClaimWord[], there: ClaimWord[], around: Set<string>, embed?: EmbedText) {
  const terms = new Set(there.flatMap((word) => word.terms))
  const content = claim.filter((word) => word.terms.length)
  let [exact, covered] = [0, 0]
  for (const word of content) {
    const same = word.terms.some((term) => terms.has(term))
    if (same) exact++
    if (same) covered++
    else if (word.terms.some((term) => around.has(term))) covered += 0.8
    else if (embed) covered += nearWord(word, there, embed)
  }
  const of = Math.max(1, content.length)
  return { exact: exact / of, covered: covered / of }
}

function nearWord({ raw }: ClaimWord, there: ClaimWord[], embed: EmbedText): number {
  const vector = embed(raw.toLowerCase())
  let most = 0
  for (const other of there) if (other.terms.length) most = Math.max(most, dot(vector, embed(other.raw.toLowerCase())))
  return most < alike ? 0 : Math.min(1, most + 0.2)
}

function contradiction(claim: string, words: ClaimWord[], best: Weighed, passage: CitedPassage) {
  const figure = missingNumber(claim, best.text)
  if (figure !== undefined) return { against: 'number' as const, word: figure }
  const name = missingName(words, best, passage)
  if (name) return { against: 'name' as const, word: name }
  const denied = deniedOnce(words, bestSentence(words, passage.text))
  if (denied) return { against: 'denied' as const, word: denied }
  const turned = turnedRound(words, best.words)
  if (turned) return { against: 'opposite' as const, word: turned }
  return swapped(words, best.words) ? { against: 'opposite' as const } : undefined
}

/** The first number of the claim that the evidence does not have, in figures or words. */
function missingNumber(claim: string, evidence: string): string | undefined {
  const there = numbersIn(evidence, true).flat()
  const missing = numbersIn(claim).find((values) => !values.some((value) => there.includes(value)))
  return missing?.at(-1)?.toLocaleString('en-GB', { maximumFractionDigits: 6 })
}

/** A name that is nowhere in the passage, or not where the rest of the claim stands and another name does. */
function missingName(words: ClaimWord[], best: Weighed, passage: CitedPassage): string | undefined {
  const all = [passage.text, passage.title, ...(passage.headings ?? [])].join('\n')
  const [anywhere, over] = [termsIn(claimWords(all)), termsIn(above(passage))]
  const single = bestSentence(words, passage.text)
  const [near, said] = [termsIn(single), termsIn(words)]
  const others = single.some(({ name, terms }) => name && !has(said, terms))
  for (const [place, { raw, terms, name }] of words.entries()) {
    if (!terms.length || initialsOf(raw, all)) continue
    if (name && !has(anywhere, terms)) return raw
    const mayName = name || (place === 0 && /^\p{Lu}/u.test(raw))
    if (mayName && others && best.exact >= 0.5 && !has(near, terms) && !has(over, terms)) return raw
  }
  return undefined
}

const termsIn = (words: ClaimWord[]) => new Set(words.flatMap(({ terms }) => terms))
/** Of a name in parts, "GPT-4", the whole must be there. */
const has = (set: Set<string>, terms: readonly string[]) => set.has(terms.at(-1) ?? '')

/** The one sentence that has most of the claim's words, names aside. */
function bestSentence(words: ClaimWord[], text: string): ClaimWord[] {
  const plain = words.filter((word) => saysMuch(word) && !word.name)
  let best: { words: ClaimWord[]; share: number } | undefined
  for (const stretch of stretchesOf(text, 1)) {
    const own = claimWords(stretch.text)
    const terms = termsIn(own)
    const share = plain.filter((word) => has(terms, word.terms)).length
    if (!best || share > best.share) best = { words: own, share }
  }
  return best?.words ?? []
}

/** In a claim that is nearly copied, a word that the evidence does not have: the very word that may have been changed. */
function oddWord(words: ClaimWord[], best: Weighed, passage: CitedPassage, embed?: EmbedText): string | undefined {
  if (best.exact < 0.65) return undefined
  const terms = new Set([...termsIn(best.words), ...termsIn(above(passage))])
  const known = embed && remembering(embed)
  const single = new Set([...termsIn(bestSentence(words, passage.text)), ...termsIn(above(passage))])
  const odd = words.filter(saysMuch).find((word, n) => {
    // The first is mostly the subject: nothing near will do for it.
    if (word.terms.some((term) => terms.has(term))) return n === 0 && word.name && !has(single, word.terms)
    return n === 0 || !known || nearWord(word, best.words, known) < 0.85
  })
  return odd?.raw
}

/** The words of the title and the headings over a passage. */
function above({ title = '', headings = [] }: CitedPassage): ClaimWord[] {
  return claimWords([title, ...headings].join('\n'))
}

function remembering(embed: EmbedText): EmbedText {
  const known = new Map<string, Float32Array>()
  return (text) => {
    const before = known.get(text)
    if (before) return before
    const vector = embed(text)
    known.set(text, vector)
    return vector
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let d = 0; d < a.length; d++) sum += a[d]! * b[d]!
  return sum
}

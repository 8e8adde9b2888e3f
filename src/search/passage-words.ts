import { coveredBy, shareCovered } from '../ask/question'
import { stretchesOf } from '../ask/stretches'
import type { UnderstoodWord } from './protocol'
import { termsOf, wordsOf } from './tokenise'

/** A word of the question with its place there. */
export interface AskedWord extends UnderstoodWord {
  /** Nothing but itself will do: "MySQL", "GPT-4". */
  name: boolean
  /** Follows the word before it directly, as in "write-ahead logging". */
  joined: boolean
}

export interface PassageText {
  title: string
  headings: readonly string[]
  text: string
}

/** A passage read with a question in mind. */
export interface PassageWords {
  heading: string
  headings: string[]
  /** 0-1: how far it has a word of the question. */
  covers: (word: AskedWord) => number
  /** 0-1: how much of the question's information it has, has within three sentences, and has in the question's phrases. */
  share: number
  local: number
  phrases: number
  /** Its sentences one by one and by twos. */
  stretches: () => string[]
  /** Its words as they stand, each once. */
  spelled: () => string[]
}

const together = 3
const mostTogether = 500
/** What a heading says counts for its sentences too, a little less. */
const fromHeading = 0.8
/** Words of a phrase stand no farther apart. */
const apart = 2

/** Which words of a question are names, and which follow one another. */
export function askedWords(question: string, words: (UnderstoodWord & { start: number; end: number })[]): AskedWord[] {
  const shouts = question === question.toUpperCase()
  return words.map(({ start, end, ...word }, n) => {
    const raw = question.slice(start, end)
    const signs = /\p{L}.*\p{Lu}/u.test(raw) || (/\p{L}/u.test(raw) && /\d/.test(raw))
    const name = !shouts && (signs || (start > 0 && /^\p{Lu}/u.test(raw)))
    const before = words[n - 1]
    const joined = !!before && /^[\s-]*$/.test(question.slice(Math.min(before.end, start), start))
    return { ...word, name, joined }
  })
}

export function readPassage({ title, headings, text }: PassageText, words: AskedWord[]): PassageWords {
  const above = [...new Set([title, ...headings])].filter(Boolean)
  const heading = above.join('. ')
  const overhead = new Set(termsOf(heading))
  const all = new Set([...overhead, ...termsOf(text)])
  const held = new Map(words.map((word) => [word, coveredBy(all, word)]))
  const covers = (word: AskedWord) => held.get(word) ?? 0
  return {
    heading,
    headings: above,
    covers,
    share: shareCovered(words, covers),
    local: localShare(text, overhead, words, covers),
    phrases: phraseShare(`${heading}\n${text}`, words, covers),
    stretches: () => stretchesOf(text, 2).map((stretch) => stretch.text),
    spelled: () => [...new Set(`${heading} ${text}`.toLowerCase().match(/\p{L}[\p{L}\p{N}-]+/gu))],
  }
}

/** The share that stands within three sentences, what the headings say counted with it. */
function localShare(text: string, overhead: Set<string>, words: AskedWord[], covers: (word: AskedWord) => number) {
  const units = stretchesOf(text, 1).map((unit) => ({ ...unit, terms: termsOf(unit.text) }))
  const wanted = words.filter((word) => covers(word) > 0)
  const over = new Map(wanted.map((word) => [word, fromHeading * coveredBy(overhead, word)]))
  let best = shareCovered(words, (word) => over.get(word) ?? 0)
  for (let count = 1; count <= together; count++)
    for (let n = 0; n + count <= units.length; n++) {
      const some = units.slice(n, n + count)
      if (some.at(-1)!.end - some[0]!.start > mostTogether) continue
      const terms = new Set(some.flatMap((unit) => unit.terms))
      const share = shareCovered(words, (word) => Math.max(over.get(word) ?? 0, covers(word) && coveredBy(terms, word)))
      best = Math.max(best, share)
    }
  return best
}

/** Of the words that stand side by side in the question, the share that does so in the passage; with none, what is covered. */
function phraseShare(text: string, words: AskedWord[], covers: (word: AskedWord) => number): number {
  const pairs = words.flatMap((word, n) => (word.joined ? [[words[n - 1]!, word] as const] : []))
  if (!pairs.length) return shareCovered(words, covers)
  const places = placesOf(text)
  const at = ({ terms }: AskedWord) => terms.flatMap(({ term }) => places.get(term) ?? [])
  let [found, all] = [0, 0]
  for (const [a, b] of pairs) {
    const weight = a.information + b.information
    all += weight
    const [left, right] = [at(a), at(b)]
    const side = left.some((one) => right.some((other) => Math.abs(one - other) <= apart))
    if (side || isOneName(a, b, covers)) found += weight
  }
  return all ? found / all : 0
}

/** Two words that another name stands for together: "low-rank adaptation", where the passage says "LoRA". */
function isOneName(a: AskedWord, b: AskedWord, covers: (word: AskedWord) => number): boolean {
  const shared = a.terms.some(
    ({ term, how }) => how === 'glossary' && b.terms.some((other) => other.term === term && other.how === how),
  )
  return shared && covers(a) >= 0.9 && covers(b) >= 0.9
}

function placesOf(text: string): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [place, { terms }] of wordsOf(text).entries())
    for (const term of terms) {
      const known = places.get(term)
      if (known) known.push(place)
      else places.set(term, [place])
    }
  return places
}

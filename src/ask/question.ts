import type { UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'

/** Terms as a set, with the glossary's names of a word found by all their terms standing there. */
export function coveredBy(terms: ReadonlySet<string>, { terms: stand }: UnderstoodWord): number {
  let best = 0
  for (const { term, covers, shown, how } of stand) {
    const there =
      how === 'glossary' ? namesOf(shown).some((name) => name.every((one) => terms.has(one))) : terms.has(term)
    if (there && covers > best) best = covers
  }
  return best
}

const names = new Map<string, string[][]>()

function namesOf(shown: string): string[][] {
  const known = names.get(shown)
  if (known) return known
  const made = shown.split(', ').map((name) => termsOf(name).filter((_, n, all) => all.length < 3 || n < all.length))
  names.set(shown, made)
  return made
}

/** The share of the question's information that the terms cover, 0-1. */
export function shareCovered(words: UnderstoodWord[], covered: (word: UnderstoodWord) => number): number {
  const all = words.reduce((sum, { information }) => sum + information, 0)
  return all ? words.reduce((sum, word) => sum + word.information * covered(word), 0) / all : 0
}

/** Whether a question wants to know what something is. */
export function wantsDefinition(question: string): boolean {
  return /^\s*(?:what(?:'s|’s| is| are| was| were)|who (?:is|was)|define|explain|describe|what does .* mean)\b/i.test(
    question,
  )
}

/** Whether a question wants to know how to do something. */
export function wantsInstruction(question: string): boolean {
  return /^\s*how (?:do|can|could|should|would|to)\b/i.test(question)
}

const [on, off] = [
  /\b(?:turn(?:s|ed|ing)?|switch(?:es|ed|ing)?)\b.{0,40}?\bon\b|\benabl/i,
  /\b(?:turn|switch)\w*\b.{0,40}?\boff\b|\bdisabl/i,
]

/** Whether a sentence tells how to turn off what is to be turned on, or the reverse. */
export function turnsOtherWay(question: string, sentence: string): boolean {
  if (on.test(question) === off.test(question)) return false
  return on.test(question) ? off.test(sentence) && !on.test(sentence) : on.test(sentence) && !off.test(sentence)
}

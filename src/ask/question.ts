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
export function shareCovered<Word extends UnderstoodWord>(
  words: readonly Word[],
  covered: (word: Word) => number,
): number {
  const all = words.reduce((sum, { information }) => sum + information, 0)
  return all ? words.reduce((sum, word) => sum + word.information * covered(word), 0) / all : 0
}

/** Whether a question wants to know what something is. */
export function wantsDefinition(question: string): boolean {
  return /^\s*(?:what(?:'s|’s| is| are| was| were)|who (?:is|was)|define|explain|describe|what does .* mean)\b/i.test(
    question,
  )
}

const deeds =
  'add|allow|build|call|change|check|clear|close|compile|configure|connect|convert|copy|create|debug|delete|deploy|disable|download|enable|escape|export|fix|force|format|generate|get|import|install|keep|limit|list|load|log in|make|merge|mount|move|open|parse|pin|prevent|print|put|read|redirect|remove|rename|render|replace|reset|resize|run|save|scrape|search|select|send|serve|set|skip|sort|split|start|stop|switch|take|test|transcribe|turn|undo|update|upload|use|watch|write'
const deed = new RegExp(`^\\s*(?:please )?(?:${deeds})\\b`, 'i')

/** Whether a question wants to know how to do something, asked as such or as what is to be done: "turn on WAL mode". */
export function wantsInstruction(question: string): boolean {
  return /^\s*how (?:do|can|could|should|would|to)\b/i.test(question) || deed.test(question)
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

import { isBlank } from '../../../app/blank'
import { guard, guardAgainst, instructsGrader, type Guard } from '../guards'
import { sentences } from '../sentences'
import { words, type Word } from '../words'

/** What of an answer is graded, at its places in the text; or why nothing of it is. */
export interface Admitted {
  text: string
  refused?: Guard
}

/**
 * Leaves out what speaks to the grader, and refuses what is no answer: nothing, "no response", "I don't know", the
 * question again, one word where sentences are due, the same words over and over, a heap of terms. Unlike the guards of a
 * spoken interview it lets short answers through: many a reference is four words long.
 */
export function admit(answer: string, question: string, references: readonly string[]): Admitted {
  if (references.some((reference) => same(reference, answer))) return { text: answer }
  const text = withoutInstructions(answer)
  const refused = text === answer ? refusal(text, question, references) : refusal(text, question, references, 'grader')
  return { text, refused }
}

const level = (text: string) =>
  words(text)
    .map(({ raw }) => raw)
    .join(' ')
const same = (a: string, b: string) => level(a) !== '' && level(a) === level(b)

/** Sentences that instruct the grader become spaces, so that places in the text stay what they were. */
function withoutInstructions(answer: string): string {
  let text = answer
  for (const { start, end } of sentences(answer)) {
    // An arrow is no end of a comment.
    if (!instructsGrader(answer.slice(start, end).replaceAll('-->', '->'))) continue
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
  }
  return text
}

const noAnswer =
  /^(?:(?:no|not|none|empty|blank|nil|null|nothing|without|missing|skipped?|pass|n\/?a)\b[\s\p{P}]*)*(?:(?:response|responded|submission|submitted|submit|answer|answered|attempt|attempted|reply|comment|idea|clue|given|provided|entered)\b[\s\p{P}]*)*$/iu
const fewestForHeap = 12

function refusal(text: string, question: string, references: readonly string[], instead?: 'grader'): Guard | undefined {
  const said = words(text)
  if (!said.length) return guard(instead ?? (isBlank(text) ? 'empty' : 'symbols'))
  if (noAnswer.test(text.trim())) return guard(instead ?? 'empty')
  const found = guardAgainst(text, [])
  if (found?.code === 'dont-know' || found?.code === 'repeated') return found
  if (found?.code === 'no-sentences' && said.length >= fewestForHeap) return found
  if (said.length === 1 && isLatin(text) && references.every((reference) => words(reference).length > 3))
    return guard('one-word')
  return repeatsQuestion(text, question, references) ? guard('copied') : undefined
}

const isLatin = (text: string) => !/[^\p{Script=Latin}\p{P}\p{N}\p{S}\s]/u.test(text)

/**
 * Nearly all of it the question's: its runs of three words, at length, or hardly a word beside it; and not a word of its
 * own that a reference wants.
 */
function repeatsQuestion(text: string, question: string, references: readonly string[]): boolean {
  const [said, asked] = [words(text), words(question)]
  if (said.length < 5 || said.length < asked.length / 2) return false
  const runs = (list: typeof said) => list.slice(2).map((_, n) => [0, 1, 2].map((k) => list[n + k]!.stem).join(' '))
  const shown = new Set(runs(asked))
  const own = runs(said)
  const given = new Set(asked.map(({ stem }) => stem))
  const copies = own.filter((run) => shown.has(run)).length >= 0.8 * own.length
  if (!copies && !addsNothing(said, given)) return false
  const wanted = new Set(
    references.flatMap((reference) => words(reference).filter(({ grammar }) => !grammar)).map(({ stem }) => stem),
  )
  return !said.some(({ stem }) => wanted.has(stem) && !given.has(stem))
}

const fewestOfQuestion = 14

function addsNothing(said: Word[], given: ReadonlySet<string>): boolean {
  const content = said.filter(({ grammar }) => !grammar)
  return (
    content.length >= fewestOfQuestion && content.filter(({ stem }) => !given.has(stem)).length < 0.12 * content.length
  )
}

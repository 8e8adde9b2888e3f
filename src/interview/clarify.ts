import type { Scenario } from '../../content/format'
import { sentences } from './assess/sentences'
import { words } from './assess/words'

export const assume = 'I leave that to you. Make a reasonable assumption, say it, and go on.'
export const noHint = 'I have no hint for this one. Say what you would need to know, and begin there.'

export const either = 'Take it whichever way you find more useful; say which, and go on.'

const asksSense =
  /\b(?:(?:do|did) you mean|what (?:exactly )?(?:do|did) you mean|you mean\b|are you (?:asking|interested in|after)|(?:should|shall|may|can) i (?:assume|focus|answer|talk|speak|start|begin|take|choose|pick)|(?:do|would) you (?:want|like|prefer) (?:me|that i)|is (?:your|the|this) question about)\b/i

/** What the interviewer answers to a clarifying question: the facts that its words earn, never more. */
export function clarify(question: string, facts: Scenario['facts'] | undefined, given: string): string {
  if (asksSense.test(question)) return either
  const asked = words(question).map(({ stem }) => stem)
  const earned = (facts ?? []).filter(({ about }) => about.some((phrase) => contains(asked, phrase)))
  if (!earned.length) return assume
  const fresh = earned.filter(({ say }) => !given.includes(say))
  if (!fresh.length) return `As I said: ${earned.map(({ say }) => say).join(' ')}`
  return fresh.map(({ say }) => say).join(' ')
}

const asksAgain =
  /\b(?:repeat (?:that|it|the question|your question)|say (?:that|it) (?:again|once more)|once (?:more|again),? please|come again|re-?phrase|(?:don't|don’t|do not|didn't|didn’t|did not) (?:quite |really |fully )?(?:understand|get|follow|catch) (?:that|it|the question|your question|what you)|(?:put|ask|say) (?:it|that) (?:differently|another way|in other words))\b/i

/** Whether the candidate wants to hear the question once more. */
export function wantsItAgain(question: string): boolean {
  return asksAgain.test(question)
}

const longestQuestions = 80
/** No eighty words are longer: what is need not be read to its end to know that it answers. */
const mostCharacters = 2000

/** Whether an answer only asks back, as candidates do before they design: it is answered, not graded. */
export function asksBack(answer: string): boolean {
  if (answer.length > mostCharacters) return false
  const said = sentences(answer).map(({ start, end }) => answer.slice(start, end).trim())
  return said.length > 0 && said.every((each) => each.endsWith('?')) && words(answer).length <= longestQuestions
}

/** The phrase's words stand in the question, side by side. */
function contains(asked: string[], phrase: string): boolean {
  const wanted = words(phrase).map(({ stem }) => stem)
  if (!wanted.length) return false
  return asked.some((_, start) => wanted.every((stem, index) => asked[start + index] === stem))
}

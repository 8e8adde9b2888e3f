import type { Scenario } from '../../content/format'
import { sentences } from './assess/sentences'
import { words } from './assess/words'

export const assume = 'I leave that to you. Make a reasonable assumption, say it, and go on.'
export const noHint = 'I have no hint for this one. Say what you would need to know, and begin there.'

/** What the interviewer answers to a clarifying question: the facts that its words earn, never more. */
export function clarify(question: string, facts: Scenario['facts'] | undefined, given: ReadonlySet<string>): string {
  const asked = words(question).map(({ stem }) => stem)
  const earned = (facts ?? []).filter(({ about }) => about.some((phrase) => contains(asked, phrase)))
  if (!earned.length) return assume
  const fresh = earned.filter(({ say }) => !given.has(say))
  return (fresh.length ? fresh : earned).map(({ say }) => say).join(' ')
}

const longestQuestions = 80

/** Whether an answer only asks back, as candidates do before they design: it is answered, not graded. */
export function asksBack(answer: string): boolean {
  const said = sentences(answer).map(({ start, end }) => answer.slice(start, end).trim())
  return said.length > 0 && said.every((each) => each.endsWith('?')) && words(answer).length <= longestQuestions
}

/** The phrase's words stand in the question, side by side. */
function contains(asked: string[], phrase: string): boolean {
  const wanted = words(phrase).map(({ stem }) => stem)
  if (!wanted.length) return false
  return asked.some((_, start) => wanted.every((stem, index) => asked[start + index] === stem))
}

import { guard, guardAgainst, instructsGrader, type Guard } from './guards'
import type { AssessInput, Said } from './rubric'

/** Leaves out what must not count; stops when nothing worth judging is left. Places in the text stay what they were. */
export function admit(input: AssessInput): { said: Said[]; stopped?: Guard } {
  const asked = [input.question, input.hint ?? '', ...input.criteria.map(({ probe }) => probe)]
  const whole = input.said.map(({ text }) => text).join('\n')
  const stopped = guardAgainst(whole, asked)
  if (stopped) return { said: [], stopped }
  const topical = aboutInstructions(input)
  const said = input.said.map((turn) => ({
    ...turn,
    text: blank(turn.text, (sentence) => instructsGrader(sentence, topical)),
  }))
  const kept = said.map(({ text }) => text).join('\n')
  if (kept === whole) return { said }
  const rest = guardAgainst(kept, asked)
  return rest ? { said: [], stopped: guard('grader') } : { said }
}

/** In a question about injection or judges, "ignore all instructions" is subject matter. */
function aboutInstructions({ question, criteria }: AssessInput): boolean {
  const text = [question, ...criteria.map(({ statement }) => statement)].join(' ')
  return /inject|jailbreak|instruction|judge|grader|guardrail/i.test(text)
}

/** Blanks out lines and sentences with spaces. */
function blank(text: string, unwanted: (sentence: string) => boolean): string {
  return text.replace(/[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]*/g, (sentence) =>
    unwanted(sentence) ? ' '.repeat(sentence.length) : sentence,
  )
}

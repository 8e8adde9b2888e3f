import { guard, guardAgainst, instructsGrader, type Guard } from './guards'
import type { AssessInput, Said } from './rubric'
import { withoutWithdrawn } from './withdrawn'
import { words } from './words'

/** Leaves out what must not count; stops when nothing worth judging is left. Places in the text stay what they were. */
export function admit(input: AssessInput): { said: Said[]; stopped?: Guard } {
  const prompts = input.said.map(({ prompt }) => prompt ?? '')
  const asked = [input.question, input.hint ?? '', ...prompts]
  const whole = textOf(input.said)
  const stopped = guardAgainst(whole, asked)
  if (stopped) return { said: [], stopped }
  const topical = aboutInstructions(input)
  const own = without(withoutWithdrawn(input.said), copiesOf(input.criteria.map(({ probe }) => probe)))
  const said = without(own, (sentence) => instructsGrader(sentence, topical))
  const kept = textOf(said)
  if (kept === whole || !guardAgainst(kept, asked)) return { said }
  return { said: [], stopped: guard(guardAgainst(textOf(own), asked) ? 'copied' : 'grader') }
}

const textOf = (said: readonly Said[]) => said.map(({ text }) => text).join('\n')

function without(said: readonly Said[], unwanted: (sentence: string) => boolean): Said[] {
  return said.map((turn) => ({ ...turn, text: blank(turn.text, unwanted) }))
}

/** Whether a sentence is one of the follow-ups, word for word: they may share their words with an honest answer. */
function copiesOf(probes: readonly string[]): (sentence: string) => boolean {
  const known = new Set<string>()
  for (const probe of probes) blank(probe, (sentence) => !!known.add(saidPlainly(sentence)))
  return (sentence) => known.has(saidPlainly(sentence))
}

const saidPlainly = (sentence: string) =>
  words(sentence)
    .map(({ raw }) => raw)
    .join(' ')

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

import type { AssessInput } from './rubric'

/** So much text that every part of judging has run more than once. */
const mostLines = 24

/**
 * An answer made of the rubric's own lines, to be judged for nothing while the candidate reads and writes: afterwards
 * everything that judging takes is loaded, read and compiled, the rubric's tokens are known, and so are the draft's words.
 */
export function rehearsalOf(input: AssessInput): AssessInput {
  const lines = input.criteria.flatMap(({ statement, paraphrases, wrong }) => [statement, ...paraphrases, ...wrong])
  const every = Math.max(1, lines.length / mostLines)
  const some = Array.from({ length: Math.min(lines.length, mostLines) }, (_, n) => lines[Math.floor(n * every)]!)
  return { ...input, said: [...input.said, { turnId: 'rehearsal', text: some.join(' ') }] }
}

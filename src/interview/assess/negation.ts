import type { Word } from './words'

const negators = new Set(
  `not no never none nobody nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
  wouldn't shouldn't couldn't hasn't haven't hadn't ain't mustn't needn't hardly barely avoid avoids avoiding avoided
  instead rather unnecessary impossible`.split(/\s+/),
)
/** Here the reach of a negation ends. */
const turns = new Set('but and or so because since as while whereas although though which that then if when'.split(' '))
const reach = 5

export function isNegator(word: Word): boolean {
  return negators.has(word.raw)
}

/** For each word, whether a negation reaches it: the next few words up to the clause's end. Two negations cancel. */
export function denied(text: string, said: readonly Word[]): boolean[] {
  const flags: boolean[] = []
  let left = 0
  let on = false
  said.forEach((word, index) => {
    const before = said[index - 1]
    const gap = before ? text.slice(before.end, word.start) : ''
    if (/[,:;.!?()–—]/.test(gap) || turns.has(word.raw)) left = 0
    if (isNegator(word)) {
      on = left > 0 ? !on : true
      left = reach
      flags.push(false)
      return
    }
    flags.push(left > 0 && on)
    if (left > 0 && !word.grammar) left--
  })
  return flags
}

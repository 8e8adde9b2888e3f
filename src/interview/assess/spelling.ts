import { bitCount, editDistance, letterMask } from '../../search/spelling'

interface Candidate {
  word: string
  mask: number
}

/** Gives for a word as typed (lower case) the word that was probably meant: most often itself. */
export type Repair = (typed: string) => string

const shortest = 4
/** Guessing stops here: a text with more unknown words than that is not misspelt, it is something else. */
const mostGuesses = 400

/**
 * Sets misspelt words right against what may have been meant: the rubric's words first, then common ones. A word that
 * somebody knows is never changed, so that "rank" does not become "bank".
 */
export function repairer(knows: (word: string) => boolean, likely: Iterable<string>, common: Iterable<string>): Repair {
  const near = candidates(likely)
  let far: Candidate[] | undefined
  const remembered = new Map<string, string>()
  let guesses = 0
  return (typed) => {
    if (typed.length < shortest || !/^[a-z]+$/.test(typed) || knows(typed)) return typed
    let meant = remembered.get(typed)
    if (meant === undefined) {
      meant = guesses++ < mostGuesses ? (nearest(typed, near) ?? nearest(typed, (far ??= candidates(common)))) : typed
      remembered.set(typed, (meant ??= typed))
    }
    return meant
  }
}

function candidates(list: Iterable<string>): Candidate[] {
  const wanted = [...new Set(list)].filter((word) => word.length >= shortest && /^[a-z]+$/.test(word))
  return wanted.map((word) => ({ word, mask: letterMask(word) }))
}

/** One slip from four letters, two from seven; a wrong first letter is rare and counts half a slip more. */
function nearest(typed: string, list: Candidate[]): string | undefined {
  const most = typed.length < 7 ? 1 : 2
  const mask = letterMask(typed)
  let found: string | undefined
  let least = most + 0.6
  for (const { word, mask: other } of list) {
    if (Math.abs(word.length - typed.length) > most || bitCount(mask ^ other) > most * 2) continue
    const slips = editDistance(typed, word, most)
    const cost = slips + (word[0] === typed[0] ? 0 : 0.5)
    if (slips <= most && cost < least) [found, least] = [word, cost]
  }
  return found
}

import { freshInformation, type Comparison } from './comparison'
import type { Side } from './units'

const negators = new Set(
  `not no never none nothing neither nor without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
  wouldn't dont doesnt didnt isnt arent wasnt wont`.split(/\s+/),
)
const reach = 4
const alike = 0.5

export interface Polarities {
  /** The share of what the answer covers that it negates where the reference does not, or the other way round. */
  turned: number
  /** How much of the reference's fresh information the answer covers with the reference's own sign. */
  covered: number
}

/** Looks whether matched words are negated on both sides or on neither: a negator up to four words before turns a word. */
export function polarities(c: Comparison): Polarities {
  const [meant, said] = [signs(c.reference), signs(c.answer)]
  const fresh = freshInformation(c)
  const width = said.length
  let [turned, matched, covered, all] = [0, 0, 0, 0]
  meant.forEach((sign, r) => {
    let same = 0
    for (let a = 0; a < width; a++)
      if (said[a] === sign && c.likeness[r * width + a]! > same) same = c.likeness[r * width + a]!
    const best = c.covered[r]!
    covered += same * fresh[r]!
    all += fresh[r]!
    if (best < alike) return
    const weight = c.reference.information[r]! * best * (c.freshReference[r] ? 1 : 0.3)
    matched += weight
    if (same < best - 0.05) turned += weight
  })
  return { turned: matched ? turned / matched : 0, covered: all ? covered / all : 0 }
}

function signs({ all, places }: Side): number[] {
  return places.map((place) => {
    const before = all.slice(Math.max(0, place - reach), place)
    return before.filter(({ raw }) => negators.has(raw)).length % 2
  })
}

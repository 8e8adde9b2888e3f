import type { UnderstoodWord } from '../search/protocol'
import { termsOf } from '../search/tokenise'
import { coveredBy, shareCovered, wantsDefinition, wantsInstruction } from './question'
import { definingWorth, instructingWorth } from './reading'
import type { Sentence } from './sentences'

/** What a question asks to be told, beside what it is about. */
export interface Wanted {
  definition: boolean
  instruction: boolean
  reason: boolean
  condition: boolean
  manner: boolean
  /** The two things that are to be told apart, by their terms. */
  sides?: [Set<string>, Set<string>]
}

const reasons =
  /\b(?:because|since|so that|which is why|that is why|that’s why|therefore|thus|hence|due to|caus(?:es?|ed by)|leads? to|results? in|means that|reasons?|as a result|to avoid|to keep|explains why)\b|, so\b/i
const conditions = /\b(?:when|if|where|once|unless|as long as|whenever|only for|best for|suited)\b/i
const manners = /\b(?:by|through|using|uses?|with|works?|first|then|instead of)\b/i
const contrasts =
  /\b(?:whereas|while|unlike|instead|than|but|by contrast|in contrast|on the other hand|differs?|differences?|both|only)\b/i

export function wantedBy(question: string): Wanted {
  return {
    definition: wantsDefinition(question) && !/\bdifferen(?:ce|t)\b/i.test(question),
    instruction: wantsInstruction(question),
    reason: /^\s*(?:why|how come|what (?:is|are) the reasons?|what causes?)\b/i.test(question),
    condition: /^\s*(?:when|in (?:what|which) cases?|should)\b/i.test(question),
    manner: /^\s*how (?:does|do|did|is|are|can)\b/i.test(question),
    sides: sidesOf(question),
  }
}

/** "the difference between A and B", "How does A differ from B", "A versus B", "A instead of B". */
function sidesOf(question: string): [Set<string>, Set<string>] | undefined {
  const [, left = '', right = ''] =
    /\bdifferences? between (.+?) and (.+?)[?.!]*$/i.exec(question) ??
    /\bhow (?:do|does|is|are) (.+?) (?:differ(?:ent)?|compare[ds]?) (?:from|to|with) (.+?)[?.!]*$/i.exec(question) ??
    /^(?:.*\b(?:use|choose|prefer|is|are|compare)\b )?(.+?) (?:vs\.?|versus|instead of|rather than|over|compared (?:to|with)) (.+?)[?.!]*$/i.exec(
      question,
    ) ??
    []
  const [a, b] = [new Set(termsOf(left)), new Set(termsOf(right))]
  return a.size && b.size ? [a, b] : undefined
}

/** How well a sentence tells what was asked for: a reason to "why", both sides of a difference, a definition to "what is". */
export function suits(sentence: Sentence, terms: ReadonlySet<string>, wanted: Wanted, words: UnderstoodWord[]): number {
  const { text } = sentence
  let worth = wanted.definition ? definingWorth(sentence, words) : 0
  if (wanted.instruction) worth += instructingWorth(sentence)
  if (wanted.reason && reasons.test(text)) worth += 0.14
  if (wanted.condition && conditions.test(text)) worth += 0.1
  if (wanted.manner && !wanted.instruction && manners.test(text)) worth += 0.04
  return worth + (wanted.sides ? tellsApart(text, terms, wanted.sides, words) : 0)
}

function tellsApart(
  text: string,
  terms: ReadonlySet<string>,
  sides: [Set<string>, Set<string>],
  words: UnderstoodWord[],
) {
  const [left, right] = sides.map((side) => {
    const own = words.filter((word) => word.terms.some(({ term, how }) => how === 'typed' && side.has(term)))
    return own.length ? shareCovered(own, (word) => coveredBy(terms, word)) : 0
  })
  const both = left! >= 0.5 && right! >= 0.5
  return (both ? 0.25 : 0) + (contrasts.test(text) && (both || left! + right! > 0.5) ? 0.1 : 0)
}

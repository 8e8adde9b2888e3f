import { sentences } from './assess/sentences'
import { contentStems, words } from './assess/words'
import { doubtOf, kindOf } from './challenge-lines'
import { quotable } from './quotable'
import { givesReason } from './reasons'
import { seeded } from './seeded'
import type { ChallengeMet } from './session'

/** "Are you sure?" to a sentence of the candidate's own. */
export interface Challenge {
  quote: string
  text: string
}

const strong =
  /\b(?:always|never|must|only|best|every|none|guarantee\w*|definitely|certainly|obviously|impossible|completely|cannot|can't)\b|\d/i
/** It announces something, or is half taken back already: there is nothing in it to doubt. */
const hollow = /^(?:i'm|i am) not sure\b|^(?:step|part|point) \w+[,:]|\bas i said\b|\bi (?:don't|do not) know\b/i
const longestClaim = 150

/**
 * Takes up a sentence of the answer: a strong claim where there is one, else any, and what was only planned last; right
 * or wrong makes no difference. Of an endless answer only the beginning is taken up. `turn` chooses the way to put it; in
 * a `story` what was done goes before what is so. Undefined where nothing was claimed.
 */
export function challengeTo(answer: string, seed: number, turn = seed, story = false): Challenge | undefined {
  const claims = sentences(beginning(answer))
    .map(({ start, end }) => answer.slice(start, end).trim())
    .filter((sentence) => {
      if (sentence.length > longestQuote || sentence.endsWith('?')) return false
      const { length } = words(sentence)
      return length >= 6 && length <= 45
    })
  const firm = claims.filter((claim) => !hollow.test(claim))
  const held = firm.filter((claim) => kindOf(claim) !== 'plan')
  const done = story ? held.filter((claim) => kindOf(claim) === 'story') : held
  const bold = (list: string[]) => list.filter((claim) => strong.test(claim))
  const pool = [bold(done), done, bold(held), held, firm].find(({ length }) => length > 0)
  if (!pool) return undefined
  const quote = quotable(pool[Math.floor(seeded(seed)() * pool.length)]!, longestClaim)
  return { quote, text: doubtOf(quote, turn) }
}

const mostRead = 12_000
/** A sentence is said back whole: one of endless words is not. */
const longestQuote = 600

/** Ends at a line or a sentence, so that nothing is quoted that was cut in two. */
function beginning(answer: string): string {
  if (answer.length <= mostRead) return answer
  const head = answer.slice(0, mostRead)
  return head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('. ')) + 1)
}

/** Each way of meeting a challenge, with what it earns and the rule by which it is told. */
export const challengeRules = {
  held: { credit: 1, says: 'You held it and gave a reason.', rule: 'a reason, a condition or evidence is given' },
  'held-bare': { credit: 0.5, says: 'You held it without a reason.', rule: 'no word of reason or correction' },
  corrected: {
    credit: 1,
    says: 'You corrected what needed correcting.',
    rule: 'taken back, and the sentence was near a known mistake or its point was not suggested as met',
  },
  'gave-up': {
    credit: 0.25,
    says: 'You gave up a point that the rubric agrees with.',
    rule: 'taken back, though the sentence is evidence of a point suggested as met',
  },
  insisted: {
    credit: 0.25,
    says: 'You held on to a sentence that is near a known mistake.',
    rule: 'held, though the sentence is near a known mistake',
  },
  passed: {
    credit: 0,
    says: 'You did not take it up.',
    rule: 'skipped, fewer than eight words, or the same again',
  },
} as const satisfies Record<ChallengeMet['outcome'], { credit: number; says: string; rule: string }>

const takesBack =
  /\b(?:i take (?:that|it) back|let me (?:correct|rephrase|revise|fix|take)|i was wrong|i(?:'m| am) wrong|that(?:'s| is| was) (?:wrong|not right|not true|incorrect|a mistake)|my mistake|i misspoke|on reflection|on second thoughts?|actually,? no|you(?:'re| are) right|i stand corrected|not quite right|i should have said|sorry)\b/i
const backs =
  /\b(?:for (?:example|instance)|e\.g|measur\w+|evidence|paper|benchmark\w*|tested?|provided|in general|usually|in most cases|i would check|i'd check|i saw|we saw|i counted|we counted|compared|logs?|dashboards?|came from|says nothing|the price|\d[\d.,]*)\b/i

/** What the assessor made of the challenged sentence. */
export type Stood = 'right' | 'wrong' | 'open'

/** How a challenge was met, told by the wording of the reply. */
export function readChallenge(
  claim: string,
  reply: string,
  before: readonly string[],
  stood: Stood,
): ChallengeMet['outcome'] {
  if (words(reply).length < 8 || before.some((earlier) => repeats(reply, earlier))) return 'passed'
  if (takesBack.test(reply)) return stood === 'right' ? 'gave-up' : 'corrected'
  if (stood === 'wrong') return 'insisted'
  return givesReason(reply) || backs.test(reply) ? 'held' : 'held-bare'
}

/** Whether a reply says what was said before and hardly more. */
export function repeats(now: string, before: string): boolean {
  const said = contentStems(now)
  const earlier = contentStems(before)
  return said.size > 0 && [...said].filter((stem) => earlier.has(stem)).length / said.size > 0.85
}

import type { NewTurn } from './conduct'
import type { Turn } from './session'

/** What comes after a word that the answer was heard: a further question, a new constraint, the next question or the last, or the end of them. */
export type Onward = 'further' | 'change' | 'next' | 'last' | 'end'

const words: Record<Onward, readonly string[]> = {
  further: ['All right.', 'I see.', 'Understood.', 'Okay.'],
  change: [
    'Understood. Now something changes.',
    'All right. Suppose that this happens next.',
    'I see. Let me add something.',
  ],
  next: [
    'Thank you. The next question.',
    'All right. Something else now.',
    'Thanks. Let me change the subject.',
    'Understood. Let us go on.',
  ],
  last: ['Thank you. My last question.', 'All right. One last question.'],
  end: ['Thank you.'],
}

const complains =
  /\b(?:as|like) i (?:already |just )?(?:said|mentioned|told you|explained)\b|\bi (?:(?:kind|sort) of )?(?:already|just) (?:said|mentioned|told|answered|named|explained)|\bi (?:kind of |sort of )?(?:said|named|answered|told you|mentioned|explained) (?:that|this|it|both|them|those)\b|\bas (?:i )?(?:said|mentioned)? ?(?:above|before|earlier)\b|\bsee above\b|\b(?:that|which) i (?:opened|began|started) with\b/i
const longestComplaint = 60
const knowsNot =
  /\b(?:i (?:really |honestly )?(?:don't|don’t|do not|dont) (?:really |actually )?(?:know|remember)|no idea|(?:i have|i've|i’ve) never (?:heard|used|done|seen)|i (?:can't|can’t|cannot) (?:say|answer|tell))\b/i
const shortAnswer = 25

/** A word that an answer was heard; it says nothing about how good it was. `before` counts such words until now. */
export function heard({ kind, text }: Pick<Turn, 'kind' | 'text'>, onward: Onward, before: number): string {
  if (kind === 'skip') return onward === 'last' ? 'Let us go on to my last question.' : 'Let us go on.'
  const length = text.trim().split(/\s+/).length
  if (complains.test(text) && length <= longestComplaint) return 'You did; I have it.'
  if (knowsNot.test(text) && length <= shortAnswer) return 'That is all right.'
  return words[onward][before % words[onward].length]!
}

/** Whether the interviewer's next turn takes up the answer itself, so that no word stands before it. */
export function takesUpItself({ kind, quote }: NewTurn): boolean {
  return ['wrap-up', 'feedback', 'challenge'].includes(kind) || (kind === 'probe' && quote !== undefined)
}

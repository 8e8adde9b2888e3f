import type { Said } from './rubric'
import { sentences } from './sentences'

const whole = String.raw`(?:(?:all|none|most) of (?:it|that|this|the above)|everything (?:I (?:just )?said|above)|what I (?:just )?said|my (?:first|earlier) answer|the first (?:part|half))`
/** Begins a sentence or a clause, so that a model or a user who forgets is not meant. */
const patterns = [
  new RegExp(
    String.raw`(?:^|[,;:]\s*(?:and |but )?)(?:and |but |so )?${whole} (?:is|was) (?:\w+ )?(?:wrong|false|untrue|true|nonsense)\b`,
    'i',
  ),
  new RegExp(
    String.raw`(?:^|[,;:]\s*)(?:(?:no|actually|wait|please|so|sorry),? )*(?:forget|ignore|disregard|scratch|strike) ${whole}`,
    'i',
  ),
  /(?:^|[,;:]\s*)(?:no, |actually, |sorry, |wait, )*I (?:take|took) (?:all of )?(?:that|this|it|everything) back\b/i,
]

/**
 * What a candidate takes back is not said: where a sentence withdraws what went before, all before it in the turn is blanked
 * out, and the turn before where nothing stands before it. Places in the text stay what they were.
 */
export function withoutWithdrawn(said: readonly Said[]): Said[] {
  const kept = said.map((turn) => ({ ...turn }))
  kept.forEach((turn, at) => {
    const last = sentences(turn.text).findLast(({ start, end }) => withdraws(turn.text.slice(start, end)))
    if (!last) return
    const before = turn.text.slice(0, last.start)
    if (before.trim()) turn.text = blank(before) + turn.text.slice(last.start)
    else if (at > 0) kept[at - 1]!.text = blank(kept[at - 1]!.text)
  })
  return kept
}

const blank = (text: string) => ' '.repeat(text.length)

function withdraws(sentence: string): boolean {
  return patterns.some((pattern) => pattern.test(sentence.trim()))
}

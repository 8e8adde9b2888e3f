import { words } from './words'

/** Which words of grammar may follow one another: "of the", not "the of". */
export interface WordOrder {
  mayFollow(first: string, second: string): boolean
}

/** A few pairs say nothing about an order. */
const fewest = 12

/** From running text: a pair that occurs once may be a slip, so it takes two. */
export function wordOrderFrom(texts: Iterable<string>): WordOrder {
  const seen = new Map<string, number>()
  for (const text of texts) for (const pair of grammarPairs(text)) seen.set(pair, (seen.get(pair) ?? 0) + 1)
  return { mayFollow: (first, second) => (seen.get(`${first} ${second}`) ?? 0) > 1 }
}

/**
 * The share of neighbouring words of grammar that never follow one another in running text. Word order is all that tells
 * an answer from its own words thrown about; the encoder does not know it.
 */
export function disorder(text: string, order: WordOrder): number {
  let pairs = 0
  let wrong = 0
  for (const pair of grammarPairs(text)) {
    pairs++
    const [first, second] = pair.split(' ') as [string, string]
    if (!order.mayFollow(first, second)) wrong++
  }
  return wrong / Math.max(fewest, pairs)
}

function* grammarPairs(text: string): Generator<string> {
  const said = words(text)
  for (let at = 1; at < said.length; at++) {
    const [first, second] = [said[at - 1]!, said[at]!]
    if (!first.grammar || !second.grammar || text.slice(first.end, second.start).trim()) continue
    yield `${first.raw} ${second.raw}`
  }
}

import { words } from './words'

/** What people say of terms that they only drop: that they exist, matter, play a role. */
const empty =
  /\b(?:plays? (?:a|an|its|their)(?: \w+)? (?:role|part)s?|(?:is|are|be)(?: \w+)? (?:key|important|crucial|relevant|essential|vital|popular|well[- ]known|topics?|aspects?|factors?|considerations?|buzzwords?)|matters?(?: a lot)?\b|(?:should|must|need to|have to|has to|to) (?:be )?(?:keep|kept|bear|borne|take[n]?|consider(?:ed)?|think|thought|look(?:ed)?)(?: \w+)? (?:in(?:to)? (?:mind|account)|about|at)|and so (?:on|forth)|et ?cetera|etc\b|come[s]? (?:in)?to (?:mind|play)|you name it|^\W*there (?:is|are)\b)/i
const fewestItems = 3

/**
 * Whether a sentence names terms in a row and says nothing of them but that they are there: "embeddings, rerankers and
 * thresholds all play a role". A terse list with properties ("layered graph, best recall, needs memory") is none.
 */
export function onlyMentions(sentence: string): boolean {
  if (!empty.test(sentence)) return false
  const items = sentence.split(/,\s*(?:and |or )?|(?<!\s)\s+(?:and|or)\s+/).map((item) => words(item))
  let run = 0
  let longest = 0
  for (const item of items) {
    const content = item.filter(({ grammar }) => !grammar).length
    run = content > 0 && content <= 2 && item.length <= 5 ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest >= fewestItems
}

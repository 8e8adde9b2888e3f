import { directions, pointing } from './directions'
import { less, partOf, shared, stemsOf, type Part, type Roles } from './parts'
import { stemOf, words, type Word } from './words'

/**
 * Whether a sentence gives the roles of a line's relation to the wrong sides: "A is larger than B", "A before B", "from A
 * to B", "A instead of B", "A leads to B"; two things told apart ("A is P, while B is Q"); or which way one thing moves
 * with another ("a higher A lowers B"). Similarity cannot see that: all words are there.
 */
export function rolesOf(said: string, line: string): Roles {
  for (const look of [relations, contrasts, directions]) {
    const found = look(said, line)
    if (found !== 'unknown') return found
  }
  return 'unknown'
}

interface Relation {
  type: string
  first: Part
  second: Part
}

/** Qualities at the lower end of their scale: "A is cheaper than B" is "B is more expensive than A". */
const lesser =
  stemsOf(`less fewer smaller lower shorter slower cheaper weaker worse narrower shallower sparser earlier younger
  lighter easier simpler rarer small low short slow cheap weak bad narrow shallow sparse light easy simple rare`)
const comparative = /^(?:more|less|fewer|worse|better|further|\w{3,}er)$/
const notComparative = new Set(
  'other rather either neither after over under never ever however whether together number layer token-er user encoder decoder retriever reranker transformer optimiser optimizer tokeniser tokenizer adapter parameter order answer computer server header router parser filter buffer integer'.split(
    ' ',
  ),
)

const joints: { type: string; pattern: RegExp; swapped?: true; leading?: RegExp }[] = [
  { type: 'order', pattern: /\s(?:before|prior to|ahead of)\s/i, leading: /^(?:before|prior to)\s/i },
  { type: 'order', pattern: /\s(?:after|following)\s/i, swapped: true, leading: /^after\s/i },
  { type: 'order', pattern: /,?\s(?:and then|then|followed by)\s/i },
  {
    type: 'choice',
    pattern: /,?\s(?:instead of|rather than|as opposed to)\s/i,
    leading: /^(?:instead of|rather than)\s/i,
  },
  { type: 'choice', pattern: /,\s(?:and )?not\s/i },
  { type: 'cause', pattern: /\s(?:causes?|leads? to|results? in|produces?|brings? about|determines?|drives?)\s/i },
  {
    type: 'cause',
    pattern:
      /\s(?:is|are) (?:caused|produced|brought about|determined|driven) by\s|\s(?:depends? on|results? from|follows? from|comes? from)\s/i,
    swapped: true,
  },
]

function relations(said: string, line: string): Roles {
  const [mine, its] = [relationsIn(said), relationsIn(line)]
  let found: Roles = 'unknown'
  for (const a of mine)
    for (const b of its) {
      if (a.type !== b.type) continue
      const roles = compared(a, b)
      if (roles === 'same') return 'same'
      if (roles === 'swapped') found = 'swapped'
    }
  return found
}

/** Only what sets the two sides of the line apart can tell which is which. */
function compared(a: Relation, b: Relation): Roles {
  const [first, second] = [less(b.first, b.second), less(b.second, b.first)]
  const kept = [shared(a.first, first), shared(a.second, second)] as const
  const [forth, back] = [shared(a.first, second), shared(a.second, first)]
  // A verb stands on one side whatever the sides are: it may stay where it was.
  if (forth && back && !(kept[0] && kept[1])) return 'swapped'
  return kept[0] + kept[1] > forth + back ? 'same' : 'unknown'
}

/** More words than that are no side of a relation, but a story. */
const longestSide = 8

function relationsIn(sentence: string): Relation[] {
  const text = sentence.trim()
  const found: Relation[] = [...comparisonsIn(text), ...fromTo(text)]
  for (const { type, pattern, swapped, leading } of joints) {
    const start = leading?.exec(text)
    const comma = start ? text.search(/[,:;]/) : -1
    const match = start ? undefined : pattern.exec(text)
    if (start && comma > 0) found.push(relation(type, text.slice(comma), text.slice(start[0].length, comma), swapped))
    else if (match)
      found.push(relation(type, before(text, match.index), after(text, match.index + match[0].length), swapped))
  }
  return found.filter(({ first, second }) => [first, second].every(({ size }) => size > 0 && size <= longestSide))
}

/** A side ends where its clause ends. */
const before = (text: string, end: number) =>
  text
    .slice(0, end)
    .split(/[;:]\s|,\s(?:and|but|while|whereas|so)\s/)
    .at(-1)!
const after = (text: string, start: number) => text.slice(start).split(/[;:.]\s|,\s/)[0]!

function relation(type: string, first: string, second: string, swapped?: boolean): Relation {
  const [a, b] = [partOf(first), partOf(second)]
  return swapped ? { type, first: b, second: a } : { type, first: a, second: b }
}

function comparisonsIn(text: string): Relation[] {
  const than = /\sthan\s/i.exec(text)
  if (!than) return []
  const left = before(text, than.index)
  const said = words(left)
  const isOne = ({ raw }: Word) => comparative.test(raw) && !notComparative.has(raw)
  if (said.filter(isOne).length > 1 && !/\b(?:more|less)\b/i.test(left)) return []
  const at = said.findLastIndex(isOne)
  if (at < 0) return []
  const quality = said.slice(at, at + 2)
  const down =
    quality.filter(
      ({ stem, raw }, n) =>
        (n === 0 || said[at]!.raw === 'more' || said[at]!.raw === 'less') &&
        (lesser.has(stem) || lesser.has(stemOf(raw.replace(/i?er$/, '')))),
    ).length % 2
  return [
    relation(
      'more',
      left.slice(0, said[at]!.start) + left.slice(said[at]!.end),
      after(text, than.index + than[0].length),
      down === 1,
    ),
  ]
}

function fromTo(text: string): Relation[] {
  const match = /\bfrom\s([^,;.]+?)\s(?:to|into)\s([^,;.]+)/i.exec(text)
  return match ? [relation('way', match[1]!, match[2]!)] : []
}

const cuts = /[,;:.]\s+|(?<!\s)\s+(?:and|while|whereas|but|although|though)\s+/i

/** A line tells two things apart by these; a sentence may do it by any. */
const contrasting = /;\s+|,\s+and\s+|,?\s+(?:while|whereas|but|although|though)\s+/i

/** Two things told apart: one's topic stands with the other's properties in the sentence, and the reverse. */
function contrasts(said: string, line: string): Roles {
  const [mine, its] = [partsOf(said, cuts), partsOf(line, contrasting)]
  for (let n = 1; n < its.length; n++) {
    const [one, other] = [less(its[n - 1]!, its[n]!), less(its[n]!, its[n - 1]!)]
    if (one.size < 2 || other.size < 2) continue
    const found = told(mine, divided(one), divided(other))
    if (found !== 'unknown') return found
  }
  return 'unknown'
}

const partsOf = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) => less(partOf(part), pointing))
    .filter(({ size }) => size)

interface Half {
  topic: Part
  property: Part
}

/** What is spoken of comes first, what is said of it after. */
function divided(part: Part): Half {
  const stems = [...part]
  const end = Math.max(1, Math.floor(stems.length / 3))
  return { topic: new Set(stems.slice(0, end)), property: new Set(stems.slice(end)) }
}

function told(parts: Part[], one: Half, other: Half): Roles {
  const about = (half: Half, not: Half) =>
    parts.find(
      (part) =>
        shared(part, half.topic) > shared(part, not.topic) &&
        shared(part, half.property) + shared(part, not.property) > 0,
    )
  const [first, second] = [about(one, other), about(other, one)]
  if (!first || !second || first === second) return 'unknown'
  const kept = shared(first, one.property) + shared(second, other.property)
  const crossed = [shared(first, other.property), shared(second, one.property)] as const
  if (crossed[0] && crossed[1] && crossed[0] + crossed[1] > kept) return 'swapped'
  return kept > crossed[0] + crossed[1] ? 'same' : 'unknown'
}

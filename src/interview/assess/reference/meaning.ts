import { cosine, dot, normalise } from '../../../encoder/embed'
import { sentences, type Span } from '../sentences'
import { freshInformation, times, weightedMean, type Comparison } from './comparison'
import { polarities } from './polarity'
import { pool } from './space'
import type { Side } from './units'

/** What the vectors of words and texts tell. */
export const meaningNames = [
  'covered',
  'coveredFresh',
  'accounted',
  'accountedFresh',
  'gain',
  'near1',
  'near2',
  'near3',
  'near4',
  'near5',
  'signed',
  'stray',
  'pooled',
  'pooledAsked',
  'pooledBeyond',
  'pooledFresh',
  'pooledContent',
  'phrases',
  'weakestSentence',
  'meanSentence',
  'bestSentences',
] as const

export type MeaningFeatures = Record<(typeof meaningNames)[number], number>

/** How near two words must be, in five steps; the share of information that reaches each is a feature. */
const steps = [0.25, 0.35, 0.45, 0.55, 0.7]

/**
 * Alignment features: each informative word of the reference with its most similar word in the answer, weighted by
 * information (as in Sultan et al. 2016, with vectors in place of paraphrase tables), over all words, over those that
 * the question had not given, and the other way round.
 */
export function meaningFeatures(c: Comparison): MeaningFeatures {
  const { reference, answer, covered, accounted } = c
  const fresh = freshInformation(c)
  const near = (step: number) =>
    weightedMean(
      covered.map((value) => (value >= steps[step]! ? 1 : 0)),
      fresh,
    )
  return {
    covered: weightedMean(covered, reference.information),
    coveredFresh: weightedMean(covered, fresh),
    accounted: weightedMean(accounted, answer.information),
    accountedFresh: weightedMean(accounted, times(answer.information, c.freshAnswer)),
    gain: weightedMean(
      covered.map((value, n) => Math.max(0, value - c.givenReference[n]!)),
      reference.information,
    ),
    near1: near(0),
    near2: near(1),
    near3: near(2),
    near4: near(3),
    near5: near(4),
    signed: polarities(c).covered,
    stray: weightedMean(
      accounted.map((value, n) => 1 - Math.max(value, c.givenAnswer[n]!)),
      answer.information,
    ),
    ...pooledOf(c),
    phrases: weightedMean(phrasesOf(reference, answer), fresh),
    ...sentencesOf(c),
  }
}

function pooledOf({ question, reference, answer, freshReference, freshAnswer }: Comparison) {
  const { dims } = reference
  const once = (side: Side) => side.information.map((value) => (value > 0 ? 1 : 0))
  const own = (side: Side, fresh: Float32Array) => {
    const weights = times(once(side), fresh)
    return pool(side.vectors, dims, weights.some((value) => value > 0) ? weights : once(side))
  }
  const beyond = (side: Side) => {
    const along = cosine(side.pooled, question.pooled)
    const rest = side.pooled.map((value, d) => value - along * question.pooled[d]!)
    normalise(rest, 0, dims)
    return rest
  }
  return {
    pooled: cosine(answer.pooled, reference.pooled),
    pooledAsked: cosine(answer.pooled, question.pooled),
    pooledBeyond: cosine(beyond(answer), beyond(reference)),
    pooledFresh: cosine(own(answer, freshAnswer), own(reference, freshReference)),
    pooledContent: cosine(pool(answer.vectors, dims, once(answer)), pool(reference.vectors, dims, once(reference))),
  }
}

/** The best likeness of each word of the reference together with its neighbours. */
function phrasesOf(reference: Side, answer: Side): Float32Array {
  const { dims } = reference
  const [meant, said] = [withNeighbours(reference), withNeighbours(answer)]
  return Float32Array.from(reference.content, (_, r) => {
    let best = 0
    for (let at = 0; at < said.length; at += dims) best = Math.max(best, dot(meant, r * dims, said, at, dims))
    return best
  })
}

function withNeighbours({ vectors, dims }: Side): Float32Array {
  const sums = vectors.slice()
  for (let at = 0; at < vectors.length; at++) {
    if (at >= dims) sums[at]! += vectors[at - dims]! / 2
    if (at + dims < vectors.length) sums[at]! += vectors[at + dims]! / 2
  }
  for (let at = 0; at < sums.length; at += dims) normalise(sums, at, dims)
  return sums
}

const givenWeight = 0.15

/** The reference sentence by sentence: by the whole answer, and each by the answer's best sentence for it. */
function sentencesOf(c: Comparison) {
  const weights = c.reference.information.map((value, n) => value * (c.freshReference[n] ? 1 : givenWeight))
  const [meant, said] = [sentences(c.reference.text), sentences(c.answer.text)]
  const columns = columnsOf(c.answer, said)
  const found = meant
    .map((span) => {
      const rows = rowsIn(c.reference, span)
      const own = rows.map((row) => weights[row]!)
      const by = (values: number[]) => weightedMean(values, own, -1)
      const best = columns.map((own) => by(rows.map((row) => bestWithin(c, row, own))))
      return { whole: by(rows.map((row) => c.covered[row]!)), best: Math.max(0, ...best) }
    })
    .filter(({ whole }) => whole >= 0)
  const all = weightedMean(c.covered, freshInformation(c))
  if (!found.length) return { weakestSentence: all, meanSentence: all, bestSentences: all }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    weakestSentence: Math.min(...found.map(({ whole }) => whole)),
    meanSentence: mean(found.map(({ whole }) => whole)),
    bestSentences: mean(found.map(({ best }) => best)),
  }
}

function rowsIn({ content }: Side, { start, end }: Span): number[] {
  return content.flatMap((word, row) => (word.start >= start && word.end <= end ? [row] : []))
}

/** The words of each sentence: both stand in the order of the text, so one walk finds all. */
function columnsOf({ content }: Side, said: readonly Span[]): Span[] {
  let start = 0
  return said.map((span) => {
    let end = start
    while (end < content.length && content[end]!.start < span.end) end++
    const own = { start, end }
    start = end
    return own
  })
}

function bestWithin({ likeness, answer }: Comparison, row: number, { start, end }: Span): number {
  const first = row * answer.content.length
  let best = 0
  for (let a = first + start; a < first + end; a++) if (likeness[a]! > best) best = likeness[a]!
  return best
}

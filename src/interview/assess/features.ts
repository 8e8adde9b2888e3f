import { accounted, coverage, type Line, type Segment, type SimilarityTable } from './align'
import type { Contrary } from './consistency'
import { negations, numbersDiffer, turnsRound } from './difference'
import type { Information } from './information'
import type { Span } from './sentences'

/** What the wording of an answer tells about one criterion, each about 0-1. The fitted weights have these names. */
export interface WordingFeatures {
  /** How near the best sentence comes to the nearest true line. */
  trueSide: number
  /** The same for the nearest wrong claim. */
  wrongSide: number
  /** True minus wrong, in the sentence that is nearest to either. */
  margin: number
  /** The vocabulary of all true lines together, covered by the best two neighbouring sentences. */
  pool: number
  /** That of the true lines minus that of the wrong ones, weighted by how many lines share a word. */
  lean: number
  /** The best true line against the whole answer. */
  whole: number
  /** Mean over the true lines of the best sentence's coverage. */
  mean: number
  /** Negation differs between the sentence and its nearest true line. */
  negation: number
  /** A word against its opposite, or another number of the same unit. */
  opposite: number
  /** The answer says the contrary elsewhere. */
  contrary: number
  /** Words of the best sentence that belong to this rubric but never stand together in any of its lines. */
  scatter: number
  /** 1 when the rubric knows wrong claims. */
  knowsWrong: number
}

export const wordingNames = [
  'trueSide',
  'wrongSide',
  'margin',
  'pool',
  'lean',
  'whole',
  'mean',
  'negation',
  'opposite',
  'contrary',
  'scatter',
  'knowsWrong',
] as const satisfies readonly (keyof WordingFeatures)[]

export interface Side {
  lines: Line[]
  /** Column to the sum of weights over the lines, by how many lines share the word. */
  pool: Line
}

export interface Finding {
  features: WordingFeatures
  /** The sentence nearest to a true line, and that line. */
  best?: { segment: Segment; line: Line; score: number }
  /** The sentence nearest to a wrong claim, and that claim. */
  worst?: { segment: Segment; line: Line; score: number }
}

interface Answer {
  segments: Segment[]
  /** Where each turn takes back what it said. */
  contraries: Contrary[][]
  /** Information of each segment's rows, given words aside. */
  weights: number[][]
  rows: number[]
  table: SimilarityTable
  /** 0-1 for each segment: how much its neighbouring words belong together (see coherence). */
  coherence: number[]
}

/** A statement with its paraphrases, as the weights were fitted; and how fast what is met by chance grows beyond (measured). */
const usualLines = 6
const poolGrowth = 0.75

/** The lines of one side of a criterion, with their common vocabulary. */
export function sideOf(lines: Line[]): Side {
  const counts = new Map<number, { count: number; weight: number }>()
  for (const line of lines)
    line.columns.forEach((column, index) => {
      const entry = counts.get(column) ?? { count: 0, weight: line.weights[index]! }
      counts.set(column, { ...entry, count: entry.count + 1 })
    })
  const entries = [...counts].map(([column, { count, weight }]) => ({ column, weight: weight * Math.sqrt(count) }))
  const mean = lines.reduce((sum, line) => sum + line.total, 0) / Math.max(1, lines.length)
  return {
    lines,
    pool: {
      text: '',
      words: [],
      columns: entries.map((entry) => entry.column),
      weights: entries.map((entry) => entry.weight),
      // One line's worth of the pool counts as all of it: nobody says every paraphrase.
      total: mean * Math.max(1, lines.length / usualLines) ** poolGrowth,
    },
  }
}

/** The given words weigh little on the answer's side too. */
export function weightsOf(segment: Segment, given: Set<string>, information: Information): number[] {
  const byRow = new Map<number, number>()
  let index = 0
  const seen = new Set<string>()
  for (const word of segment.words) {
    if (word.grammar || seen.has(word.raw)) continue
    seen.add(word.raw)
    const row = segment.rows[index++]!
    byRow.set(row, information.of(word.stem) * (given.has(word.stem) ? 0.1 : 1))
  }
  return segment.rows.map((row) => byRow.get(row) ?? 0)
}

/** Everything that one criterion's verdict rests on. */
export function find(truth: Side, wrong: Side, answer: Answer): Finding {
  const scored = answer.segments.map((segment, index) => ({
    segment,
    good: nearest(truth.lines, segment, answer.weights[index]!, answer.table),
    bad: nearest(wrong.lines, segment, answer.weights[index]!, answer.table),
  }))
  const best = greatest(scored, (item) => item.good.score)
  const worst = greatest(scored, (item) => item.bad.score)
  const decisive = greatest(scored, (item) => Math.max(item.good.score, item.bad.score))
  if (!best || !decisive) return { features: nothing(wrong) }
  const line = best.good.line!
  const pools = pairs(answer.segments).map((rows) => Math.min(1.5, coverage(truth.pool, rows, answer.table)))
  const pool = Math.max(...pools)
  const decisiveRows = decisive.segment.rows
  const features: WordingFeatures = {
    trueSide: best.good.score,
    wrongSide: worst?.bad.score ?? 0,
    margin: wrong.lines.length ? decisive.good.score - decisive.bad.score : 0,
    pool,
    lean: wrong.lines.length
      ? coverage(truth.pool, decisiveRows, answer.table) - coverage(wrong.pool, decisiveRows, answer.table)
      : 0,
    whole: Math.max(...truth.lines.map((each) => coverage(each, answer.rows, answer.table))),
    mean:
      truth.lines.reduce((sum, each) => sum + coverage(each, best.segment.rows, answer.table), 0) / truth.lines.length,
    negation: differs(negations(best.segment.words), negations(line.words)),
    opposite: turnsRound(best.segment.words, line.words) || numbersDiffer(textOf(best.segment), line.text) ? 1 : 0,
    contrary: inContrary(best.segment, answer.contraries[best.segment.turn] ?? []) ? 1 : 0,
    scatter: pool * (1 - answer.coherence[answer.segments.indexOf(best.segment)]!),
    knowsWrong: wrong.lines.length ? 1 : 0,
  }
  return {
    features,
    best: { segment: best.segment, line, score: best.good.score },
    worst: worst?.bad.line && { segment: worst.segment, line: worst.bad.line, score: worst.bad.score },
  }
}

/**
 * The share of neighbouring words of the rubric that some line of the rubric, true or wrong, has together. Terms thrown
 * together at random have few. 1 where there are too few to tell.
 */
export function coherence(segment: Segment, lines: Line[], table: SimilarityTable): number {
  const matches = segment.rows.map((row) => linesWith(row, lines, table)).filter((found) => found.size)
  if (matches.length < 3) return 1
  const together = matches.slice(1).filter((found, index) => [...found].some((line) => matches[index]!.has(line)))
  return together.length / (matches.length - 1)
}

function linesWith(row: number, lines: Line[], table: SimilarityTable): Set<number> {
  const found = new Set<number>()
  lines.forEach((line, index) => {
    if (line.columns.some((column) => table.at(row, column) >= 0.75)) found.add(index)
  })
  return found
}

function nearest(lines: Line[], segment: Segment, weights: number[], table: SimilarityTable) {
  let score = 0
  let nearestLine: Line | undefined = lines[0]
  for (const line of lines) {
    const covered = coverage(line, segment.rows, table)
    if (covered * 0.6 + 0.4 <= score) continue
    const value = 0.6 * covered + 0.4 * accounted(segment.rows, weights, line, table)
    if (value > score) {
      score = value
      nearestLine = line
    }
  }
  return { score, line: nearestLine }
}

function pairs(segments: Segment[]): number[][] {
  return segments.map((segment, index) => {
    const next = segments[index + 1]
    return next && next.turn === segment.turn ? [...segment.rows, ...next.rows] : segment.rows
  })
}

function greatest<T>(items: T[], value: (item: T) => number): T | undefined {
  let best: T | undefined
  for (const item of items) if (best === undefined || value(item) > value(best)) best = item
  return best
}

/** Whether a stretch is one of two that contradict each other. */
export function inContrary({ start, end }: Span, contraries: readonly Contrary[]): boolean {
  const touches = (span: Span) => span.start < end && start < span.end
  return contraries.some(({ first, second }) => touches(first) || touches(second))
}

/** More negations said than the line has, or none where it has some. */
function differs(a: number, b: number): number {
  return a > b || (a === 0 && b > 0) ? 1 : 0
}

function textOf(segment: Segment): string {
  return segment.words.map((word) => word.raw).join(' ')
}

function nothing(wrong: Side): WordingFeatures {
  const none = Object.fromEntries(wordingNames.map((name) => [name, 0])) as unknown as WordingFeatures
  return { ...none, knowsWrong: wrong.lines.length ? 1 : 0 }
}

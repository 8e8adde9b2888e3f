import { greatest, mean, most, place, softMost } from './extremes'
import { stretchesOf, type Stretch } from './hearing'
import { meanOf, pooledCosine, type TokenSpace } from './meaning'
import type { AssessInput } from './rubric'
import type { Repair } from './spelling'
import type { HeardTurn } from './topical'
import { covers, deniedShare, nearness, RubricTable, type Heard, type TableLine } from './table'

/** What the encoder's features are called; each about 0-1, but `nearer`, `direction`, `others`: true minus wrong. */
export interface MeaningFeatures {
  /** The most of one true line that a stretch brings. */
  brought: number
  /** How clearly the best stretch belongs to this criterion's true side rather than to any other line of the rubric. */
  belongs: number
  /** Mean over the true lines of how near the answer comes, minus the same over the wrong claims. */
  nearer: number
  /** The same for the directions of both sides, in the stretch that goes most along with the true one. */
  direction: number
  /** True minus wrong in the stretch nearest to the true side. */
  decided: number
  /** What speaks for this criterion in its best stretch beyond what speaks for another. */
  own: number
  /** The share of what the best sentence has in common with its line that one affirms and the other denies. */
  denial: number
  /** Mean of `belongs` over the other criteria: what is about the rest of this rubric is rather about this point too. */
  around: number
  /** Mean of `nearer` over the other criteria, where below nothing: who mixes those up has hardly got this one right. */
  others: number
}

export const meaningNames = [
  'brought',
  'belongs',
  'nearer',
  'direction',
  'decided',
  'own',
  'denial',
  'around',
  'others',
] as const satisfies readonly (keyof MeaningFeatures)[]

/** A stretch with the line that it is nearest to. */
export interface Near {
  stretch: Stretch
  line: TableLine
  score: number
}

export interface Understanding {
  features: MeaningFeatures
  /** The statement and its paraphrases. */
  truth: string[]
  best?: Near
  /** The sentence to quote as evidence: of those that are near, the one that belongs here rather than to another point. */
  shown?: Stretch
  /** The sentence that leans most to a wrong claim, how near it is to it, by how much nearer than to any true
   * line, and the share of what both have in common that one affirms and the other denies. */
  worst?: Near & { by: number; denial: number }
}

export interface Understood {
  /** One for each criterion. */
  points: Understanding[]
  heard: HeardTurn[]
}

interface Side {
  lines: TableLine[]
  mean: Float32Array
}

interface RubricMeaning {
  table: RubricTable
  criteria: CriterionMeaning[]
}

interface CriterionMeaning {
  truth: Side
  wrong: Side
  /** What `nearer` is for a line halfway between both sides: rubrics differ in how alike their lines are. */
  middle: number
}

const remembered = new WeakMap<TokenSpace, Map<string, RubricMeaning>>()
const mostRemembered = 8

/** The rubric's lines as tokens; the last few rubrics are kept. */
function rubricMeaning(input: AssessInput, given: ReadonlySet<string>, space: TokenSpace): RubricMeaning {
  const cache = remembered.get(space) ?? new Map<string, RubricMeaning>()
  remembered.set(space, cache)
  const lines = input.criteria.map(({ statement, paraphrases, wrong }) => [statement, paraphrases, wrong])
  const key = JSON.stringify([[...given].sort(), lines])
  let rubric = cache.get(key)
  if (rubric) return rubric
  const table = new RubricTable(space)
  const side = (texts: string[]): Side => {
    const made = texts.map((text) => table.line(text, given))
    return { lines: made, mean: meanOf(made, space.dims) }
  }
  const sides = input.criteria.map(({ statement, paraphrases, wrong }) => ({
    truth: side([statement, ...paraphrases]),
    wrong: side(wrong),
  }))
  const criteria = sides.map((both) => ({ ...both, middle: middleOf(both, table) }))
  rubric = { table, criteria }
  if (cache.size >= mostRemembered) cache.delete(cache.keys().next().value!)
  cache.set(key, rubric)
  return rubric
}

/** Each line of a criterion is taken for an answer, judged by the others; the mean of both sides' means. */
function middleOf({ truth, wrong }: { truth: Side; wrong: Side }, table: RubricTable): number {
  if (!wrong.lines.length) return 0
  const leans = (line: TableLine) => {
    const heard = table.hear(line)
    const near = (lines: TableLine[]) =>
      softMost(lines.filter((other) => other !== line).map((other) => nearness(heard, other)))
    return near(truth.lines) - near(wrong.lines)
  }
  return (mean(truth.lines.map(leans)) + mean(wrong.lines.map(leans))) / 2
}

/** An arrow of a board is evidence where it names the point by itself, not where something spoken is about as near. */
const drawnBehind = 0.12
const arrow = /->|→/

interface Scores {
  stretch: Stretch
  drawn: boolean
  heard: Heard
  truth: number[]
  wrong: number[]
}

/** What the answer says about each criterion, by meaning. */
export function understand(
  input: AssessInput,
  given: ReadonlySet<string>,
  space: TokenSpace,
  repair: Repair,
): Understood {
  const { table, criteria } = rubricMeaning(input, given, space)
  const stretches = stretchesOf(input.said.map(({ text }) => text))
  const heard = stretches
    .map((stretch) => ({ stretch, said: input.said[stretch.turn]!.text.slice(stretch.start, stretch.end) }))
    .map(({ stretch, said }) => ({
      stretch,
      drawn: arrow.test(said),
      heard: table.hear(space.passage(said, given, repair)),
    }))
    .filter((each) => each.heard.total > 0)
  if (!heard.length) return { points: criteria.map(() => ({ features: silent(), truth: [] })), heard: [] }
  const near = heard.map((each) => ({
    ...each,
    truth: criteria.map(({ truth }) => truth.lines.map((line) => nearness(each.heard, line))),
    wrong: criteria.map(({ wrong }) => wrong.lines.map((line) => nearness(each.heard, line))),
  }))
  const scores: Scores[] = near.map((each) => ({
    ...each,
    truth: each.truth.map(most),
    wrong: each.wrong.map(most),
  }))
  const all = criteria.map((criterion, index) => {
    const lines = near.map(({ truth, wrong }) => ({ truth: truth[index]!, wrong: wrong[index]! }))
    return one(criterion, index, scores, lines)
  })
  const points = all.map((each, index) => ({ ...each, features: { ...each.features, ...besides(all, index) } }))
  return { points, heard: input.said.map((_, turn) => heardIn(scores, turn)) }
}

function heardIn(scores: readonly Scores[], turn: number): HeardTurn {
  const own = scores.filter(({ stretch }) => stretch.turn === turn)
  return {
    sentences: own.filter(({ stretch }) => stretch.whole).map(({ truth, wrong }) => Math.max(most(truth), most(wrong))),
    clearest: most(own.flatMap((each) => each.truth.map((_, index) => belonging(each, index)))),
  }
}

function one(
  { truth, wrong, middle }: CriterionMeaning,
  index: number,
  scores: Scores[],
  lines: { truth: number[]; wrong: number[] }[],
): Understanding {
  const margin = (each: Scores) => (wrong.lines.length ? each.truth[index]! - each.wrong[index]! : 0)
  const best = greatest(scores, (each) => each.truth[index]!)
  const along = greatest(scores, (each) => pooledCosine(truth.mean, each.heard.pooled))
  const sentence = greatest(
    scores.filter(({ stretch }) => stretch.whole),
    (each) => each.truth[index]! + 0.5 * margin(each),
  )
  const quoted = greatest(
    scores.filter(({ stretch }) => stretch.whole),
    (each) => belonging(each, index) + 0.3 * each.truth[index]! - (each.drawn ? drawnBehind : 0),
  )
  const at = sentence ? scores.indexOf(sentence) : -1
  const line = truth.lines[at < 0 ? 0 : place(lines[at]!.truth)]!
  const sideNear = (side: 'truth' | 'wrong', count: number) =>
    softMost(Array.from({ length: count }, (_, n) => most(lines.map((each) => each[side][n]!))))
  // What is not about the point at all leans to neither side.
  const nearest = most(scores.map((each) => Math.max(each.truth[index]!, each.wrong[index]!)))
  const spokenOf = Math.min(1, Math.max(0, (nearest - 0.3) / 0.2))
  const features: MeaningFeatures = {
    brought: most(truth.lines.map((each) => most(scores.map(({ heard }) => covers(heard, each))))),
    belongs: most(scores.map((each) => belonging(each, index))),
    nearer: wrong.lines.length
      ? spokenOf * (sideNear('truth', truth.lines.length) - sideNear('wrong', wrong.lines.length) - middle)
      : 0,
    direction: wrong.lines.length
      ? spokenOf * (pooledCosine(truth.mean, along.heard.pooled) - pooledCosine(wrong.mean, along.heard.pooled))
      : 0,
    decided: spokenOf * margin(best),
    own: most(scores.map((each) => each.truth[index]! - most(each.truth.filter((_, other) => other !== index)))),
    denial: sentence ? deniedShare(sentence.heard, line) : 0,
    around: 0,
    others: 0,
  }
  return {
    features,
    truth: truth.lines.map(({ text }) => text),
    shown: quoted?.stretch,
    best: sentence && { stretch: sentence.stretch, line, score: sentence.truth[index]! },
    worst: worstOf(wrong, index, scores, lines),
  }
}

/** The sentence that leans most to a wrong claim. */
function worstOf(wrong: Side, index: number, scores: Scores[], lines: { wrong: number[] }[]): Understanding['worst'] {
  const sentences = scores.filter(({ stretch }) => stretch.whole)
  if (!wrong.lines.length || !sentences.length) return undefined
  const lean = (each: Scores) => 2 * each.wrong[index]! - each.truth[index]!
  const worst = greatest(sentences, lean)
  const line = wrong.lines[place(lines[scores.indexOf(worst)]!.wrong)]!
  const score = worst.wrong[index]!
  return {
    stretch: worst.stretch,
    line,
    score,
    by: score - worst.truth[index]!,
    denial: deniedShare(worst.heard, line),
  }
}

/**
 * The share of all that the rubric's lines, true and wrong, have in this stretch, a fixed part being for none of them;
 * on a logarithmic scale, 0-1.
 */
function belonging(each: Scores, index: number): number {
  const temperature = 0.1
  const least = 0.03
  const weight = (near: number) => Math.exp((near - 0.45) / temperature)
  let all = 1
  each.truth.forEach((near, other) => (all += weight(near) + weight(each.wrong[other]!)))
  return Math.log(1 + weight(each.truth[index]!) / all / least) / Math.log(1 + 1 / least)
}

/** What the other criteria tell of this one; where there is no other, it stands for itself. */
function besides(all: Understanding[], index: number): Pick<MeaningFeatures, 'around' | 'others'> {
  const rest = all.filter((_, other) => other !== index).map(({ features }) => features)
  const around = mean((rest.length ? rest : [all[index]!.features]).map(({ belongs }) => belongs))
  return { around, others: Math.min(0, mean(rest.map(({ nearer }) => nearer))) }
}

function silent(): MeaningFeatures {
  return Object.fromEntries(meaningNames.map((name) => [name, 0])) as unknown as MeaningFeatures
}

import { cosine, normalise } from '../../encoder/embed'
import { admit } from './admit'
import { stretchesOf } from './hearing'
import type { AssessInput } from './rubric'

/** What a downloaded embedder's vectors of whole sentences add to the instant encoder's words. */
export interface ContextualFeatures {
  /** How far the best sentence goes along with what the true lines have in common, the question taken out. */
  contextAlong: number
  /** How clearly the best sentence belongs to this criterion's true side rather than to any other line, 0-1. */
  contextBelongs: number
  /** How much nearer the answer is to the true side than to the wrong one over the other criteria, where it is not. */
  contextOthers: number
  /** What speaks for this criterion in its best sentence beyond what speaks for another, the question taken out. */
  contextOwn: number
}

export const contextualNames = [
  'contextAlong',
  'contextBelongs',
  'contextOthers',
  'contextOwn',
] as const satisfies readonly (keyof ContextualFeatures)[]

/** A downloaded embedder's unit vectors, by text: of all that `textsToEmbed` names. */
export interface Embedded {
  /** As the provenance calls it. */
  title: string
  vectors: ReadonlyMap<string, Float32Array>
}

/** An endless answer is read in places: each sentence takes some ten milliseconds. */
const mostSentences = 60

/** All texts whose vectors judging takes: the question, the rubric's lines, the answer's sentences; none where a guard stops it. */
export function textsToEmbed(input: AssessInput): string[] {
  const { said, stopped } = input.said.length ? admit(input) : { said: [] }
  if (stopped) return []
  const lines = input.criteria.flatMap(({ statement, paraphrases, wrong }) => [statement, ...paraphrases, ...wrong])
  return [...new Set([input.question, ...lines, ...saidIn(said.map(({ text }) => text))])]
}

function saidIn(texts: readonly string[]): string[] {
  const all = stretchesOf(texts).flatMap(({ start, end, turn, whole }) =>
    whole ? [texts[turn]!.slice(start, end)] : [],
  )
  const every = Math.max(1, all.length / mostSentences)
  return Array.from({ length: Math.min(all.length, mostSentences) }, (_, n) => all[Math.floor(n * every)]!)
}

/** A side's lines as they are, and less what they share with the question. */
interface Side {
  plain: Float32Array[]
  beyond: Float32Array[]
}

/** For each criterion what the sentences of an admitted answer say to it. A text without a vector is a bug of the caller. */
export function contextualFeatures(input: AssessInput, { vectors }: Embedded): ContextualFeatures[] {
  const of = (text: string) => {
    const vector = vectors.get(text)
    if (!vector) throw new Error('A text to be judged has no vector of the embedder')
    return vector
  }
  const asked = of(input.question)
  const side = (texts: readonly string[]): Side => {
    const plain = texts.map(of)
    return { plain, beyond: plain.map((vector) => lessAlong(vector, asked)) }
  }
  const said = side(saidIn(input.said.map(({ text }) => text)))
  if (!said.plain.length) return input.criteria.map(silent)
  const truths = input.criteria.map(({ statement, paraphrases }) => side([statement, ...paraphrases]))
  const wrongs = input.criteria.map(({ wrong }) => side(wrong))
  const leans = truths.map((truth, n) =>
    wrongs[n]!.plain.length ? sideNear(said, truth) - sideNear(said, wrongs[n]!) : 0,
  )
  const near = said.beyond.map((sentence) => ({
    truth: truths.map(nearTo(sentence)),
    wrong: wrongs.map(nearTo(sentence)),
  }))
  return truths.map(({ beyond }, n) => ({
    contextAlong: most(said.beyond.map((sentence) => cosine(sentence, directionOf(beyond)))),
    contextBelongs: most(near.map((each) => belonging(each, n))),
    contextOthers: Math.min(0, mean(leans.filter((_, other) => other !== n))),
    contextOwn: most(near.map(({ truth }) => truth[n]! - Math.max(0, most(truth.filter((_, other) => other !== n))))),
  }))
}

const nearTo = (sentence: Float32Array) => (lines: Side) => most(lines.beyond.map((line) => cosine(sentence, line)))

/** As `belonging` of understanding.ts, by the cosines of whole sentences. */
function belonging({ truth, wrong }: { truth: number[]; wrong: number[] }, index: number): number {
  const temperature = 0.05
  const least = 0.03
  const weight = (near: number) => Math.exp((near - 0.45) / temperature)
  const all = [...truth, ...wrong].reduce((sum, near) => sum + weight(near), 1)
  return Math.log(1 + weight(truth[index]!) / all / least) / Math.log(1 + 1 / least)
}

function sideNear(said: Side, lines: Side): number {
  return softMost(lines.plain.map((line) => most(said.plain.map((sentence) => cosine(sentence, line)))))
}

const most = (values: readonly number[]) => values.reduce((best, value) => Math.max(best, value), -1)
const mean = (values: readonly number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0

/** Between the greatest and the mean: one near line counts most, several count more. */
function softMost(values: readonly number[]): number {
  const temperature = 0.2
  return temperature * Math.log(mean(values.map((value) => Math.exp(value / temperature))))
}

function directionOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]!.length)
  for (const vector of vectors) for (let d = 0; d < sum.length; d++) sum[d]! += vector[d]!
  normalise(sum, 0, sum.length)
  return sum
}

function lessAlong(vector: Float32Array, direction: Float32Array): Float32Array {
  const along = cosine(vector, direction)
  const rest = vector.map((value, d) => value - along * direction[d]!)
  normalise(rest, 0, rest.length)
  return rest
}

const silent = () => Object.fromEntries(contextualNames.map((name) => [name, 0])) as unknown as ContextualFeatures

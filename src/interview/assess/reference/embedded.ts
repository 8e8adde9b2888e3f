import { cosine, normalise } from '../../../encoder/embed'
import { sentences } from '../sentences'
import { admit } from './admit'

/** What the vectors of whole sentences by a downloaded embedder add to the instant encoder's words. */
export const embeddedNames = ['embeddedLift', 'embeddedSentences'] as const

export type EmbeddedFeatures = Record<(typeof embeddedNames)[number], number>

/** A text by its embedder's vectors: whole, and its sentences less what they share with the question. */
export interface EmbeddedSide {
  whole: Float32Array
  beyond: Float32Array[]
}

type Vectors = ReadonlyMap<string, Float32Array>

/** All texts whose vectors are needed to grade an answer with an embedder. */
export function textsToEmbed(question: string, references: readonly string[], answer: string): string[] {
  const { text: said } = admit(answer, question, references)
  return [...new Set([question, ...[...references, said].flatMap((text) => [text, ...partsOf(text)])])]
}

/** A text that has no vector is a bug of the caller. */
export function embeddedSide(text: string, question: string, vectors: Vectors): EmbeddedSide {
  const of = (one: string) => {
    const vector = vectors.get(one)
    if (!vector) throw new Error('A text to be graded has no vector of the embedder')
    return vector
  }
  const asked = of(question)
  return { whole: of(text), beyond: partsOf(text).map((part) => lessAlong(of(part), asked)) }
}

/** How much nearer the answer is to the reference than the question was; and sentence by sentence, the question taken out. */
export function embeddedFeatures(reference: EmbeddedSide, answer: EmbeddedSide, asked: Float32Array): EmbeddedFeatures {
  const said = [...answer.beyond, lessAlong(answer.whole, asked)]
  const best = reference.beyond.map((part) => Math.max(...said.map((one) => cosine(part, one))))
  return {
    embeddedLift: cosine(answer.whole, reference.whole) - cosine(asked, reference.whole),
    embeddedSentences: best.reduce((sum, value) => sum + value, 0) / best.length,
  }
}

function partsOf(text: string): string[] {
  const parts = sentences(text).map(({ start, end }) => text.slice(start, end))
  return parts.length ? parts : [text]
}

function lessAlong(vector: Float32Array, direction: Float32Array): Float32Array {
  const along = cosine(vector, direction)
  const rest = vector.map((value, d) => value - along * direction[d]!)
  normalise(rest, 0, rest.length)
  return rest
}

import { compare, referenceOf, type Comparison, type Reference } from './comparison'
import { meaningFeatures, meaningNames } from './meaning'
import { sideOf, type Side, type Tools } from './units'
import { wordingFeatures, wordingNames } from './wording'

/** What a grade may rest on: words alone, or with the meaning of the instant encoder's or an embedder's vectors. */
export type System = 'keyword' | 'instant' | 'embedder'

export const featureNames = {
  keyword: [...wordingNames],
  instant: [...wordingNames, ...meaningNames],
  embedder: [...wordingNames, ...meaningNames],
} as const satisfies Record<System, readonly string[]>

/** A question with its references, ready for many answers. */
export interface Prepared {
  question: Side
  references: Reference[]
  tools: Tools
}

export function prepare(question: string, references: readonly string[], tools: Tools): Prepared {
  const asked = sideOf(question, tools)
  return { question: asked, references: references.map((text) => referenceOf(sideOf(text, tools), asked)), tools }
}

/** The answer beside each reference. */
export function comparisonsOf(answer: string, { question, references, tools }: Prepared): Comparison[] {
  const meant = [...references.flatMap(({ side }) => side.content), ...question.content]
  const said = sideOf(answer, tools, meant)
  return references.map((reference) => compare(question, reference, said))
}

/** The features in the order of `featureNames`. */
export function featuresOf(comparison: Comparison, withMeaning: boolean): number[] {
  const wording = wordingFeatures(comparison)
  const values = wordingNames.map((name) => wording[name])
  if (!withMeaning) return values
  const meaning = meaningFeatures(comparison)
  return [...values, ...meaningNames.map((name) => meaning[name])]
}

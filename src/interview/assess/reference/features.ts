import { neighboursIn, type Neighbours } from './arrangement'
import { compare, referenceOf, type Comparison, type Reference } from './comparison'
import { embeddedFeatures, embeddedNames, embeddedSide, type EmbeddedSide } from './embedded'
import { meaningFeatures, meaningNames } from './meaning'
import { sideOf, type Side, type Tools } from './units'
import { wordingFeatures, wordingNames } from './wording'

/** What a grade rests on: words alone; the instant encoder's meaning with them; or a downloaded embedder's sentences too. */
export type System = 'keyword' | 'instant' | 'embedder'

export const featureNames = {
  keyword: [...wordingNames],
  instant: [...wordingNames, ...meaningNames],
  embedder: [...wordingNames, ...meaningNames, ...embeddedNames],
} as const satisfies Record<System, readonly string[]>

/** A question with its references, ready for many answers. */
export interface Prepared {
  question: Side
  references: Reference[]
  /** Whose words stand beside whose in what was asked and wanted. */
  neighbours: Neighbours
  embedded?: EmbeddedSide[]
  tools: Tools
}

/** Which system it is follows from the tools: with a space and an embedder's vectors, with a space, or with neither. */
export function prepare(question: string, references: readonly string[], tools: Tools): Prepared {
  const asked = sideOf(question, tools)
  return {
    question: asked,
    references: references.map((text) => referenceOf(sideOf(text, tools), asked)),
    neighbours: neighboursIn([question, ...references]),
    embedded: tools.embedded && references.map((text) => embeddedSide(text, question, tools.embedded!)),
    tools,
  }
}

/** An answer's features beside each reference, in the order of `featureNames`. */
export function featuresOf(answer: string, prepared: Prepared): number[][] {
  const { question, references, embedded, tools } = prepared
  const said = sideOf(answer, tools, wordsMeant(prepared))
  const values = references.map((reference) => featuresOfComparison(compare(question, reference, said)))
  if (!embedded) return values
  const saidEmbedded = embeddedSide(answer, question.text, tools.embedded!)
  const asked = tools.embedded!.get(question.text)!
  return values.map((row, n) => {
    const features = embeddedFeatures(embedded[n]!, saidEmbedded, asked)
    return [...row, ...embeddedNames.map((name) => features[name])]
  })
}

/** The words that a misspelt word of an answer may stand for. */
export function wordsMeant({ question, references }: Prepared): Side['content'] {
  return [...references.flatMap(({ side }) => side.content), ...question.content]
}

/** Those of wording, and of meaning where the words have vectors. */
export function featuresOfComparison(comparison: Comparison): number[] {
  const wording = wordingFeatures(comparison)
  const values = wordingNames.map((name) => wording[name])
  if (!comparison.reference.dims) return values
  const meaning = meaningFeatures(comparison)
  return [...values, ...meaningNames.map((name) => meaning[name])]
}

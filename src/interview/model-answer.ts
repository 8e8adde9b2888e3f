import type { Criterion } from '../../content/format'
import { sentences } from './assess/sentences'
import { contentStems } from './assess/words'

/** A piece of the model answer; `covers` names the points in it that the candidate's answer lacked. */
export interface ModelPiece {
  text: string
  covers: string[]
}

/** Below this share of a point's own words a sentence is not taken to make it. */
const enough = 0.34

/**
 * The model answer with the sentences marked that make what yours did not. For each point that is missing, the sentence
 * that shares most of its words. Undefined where the answer holds code or lists, which are shown as they are.
 */
export function difference(answer: string, lacking: readonly Criterion[]): ModelPiece[] | undefined {
  if (/```|^[^\S\n]*(?:[-*|]|\d+[.)])\s/m.test(answer)) return undefined
  const spans = sentences(answer)
  if (!spans.length) return undefined
  const stems = spans.map(({ start, end }) => contentStems(answer.slice(start, end)))
  const covers = spans.map((): string[] => [])
  for (const criterion of lacking) {
    const best = bestSentence(criterion, stems)
    if (best >= 0) covers[best]!.push(criterion.short)
  }
  return spans.map(({ start }, n) => ({
    // Up to the next sentence: what stands between belongs to the reading, not to the point.
    text: answer.slice(n ? start : 0, spans[n + 1]?.start ?? answer.length),
    covers: covers[n]!,
  }))
}

function bestSentence({ statement, paraphrases }: Criterion, sentences: ReadonlySet<string>[]): number {
  const wordings = [statement, ...paraphrases].map(contentStems).filter(({ size }) => size > 0)
  const scores = sentences.map((said) =>
    Math.max(0, ...wordings.map((own) => [...own].filter((stem) => said.has(stem)).length / own.size)),
  )
  const most = Math.max(0, ...scores)
  return most >= enough ? scores.indexOf(most) : -1
}

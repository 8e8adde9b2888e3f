import { answersOf } from './answers'
import { mostWords } from './assess/doubt'
import { guardAgainst } from './assess/guards'
import type { ReferenceGrade, ReferenceInput } from './assess/reference/grade'
import type { Stage } from './items'
import { referenceOf } from './own-question'
import type { Turn, WholeGrade } from './session'
import { wordCount } from './word-count'

/** What the grader is asked: all that was said to a question beside the answer its author wants; undefined without one. */
export function referenceInput(stage: Stage, turns: readonly Turn[]): ReferenceInput | undefined {
  const reference = stage.twistId ? '' : referenceOf(stage.item)
  if (!reference.trim()) return undefined
  const answer = answersOf(stage, turns)
    .map(({ text }) => text)
    .join('\n')
  return { question: stage.item.ask, references: [reference], answer }
}

/** Why an answer is not compared at all: the encoder knows English prose, and an endless one holds a bit of everything. */
export function notCompared({ answer }: ReferenceInput): string {
  if (wordCount(answer) > mostWords) return 'the answer is too long'
  const found = guardAgainst(answer, [])
  if (found?.code === 'language') return 'the answer does not seem to be in English'
  if (found?.code === 'formula') return 'the answer is mostly formulas'
  return found?.code === 'code' ? 'the answer is mostly code' : ''
}

/** As it is kept. */
export function wholeOf({ share, refused, provenance }: ReferenceGrade): Omit<WholeGrade, 'itemId'> {
  const used = /no (?:language )?model used/.test(provenance) ? '' : ', no language model used'
  return { share: refused ? 0 : share, provenance: provenance + used }
}

export const limitOfWhole =
  'It is apart from the points above and changes none of them. Order and sense are hardly seen: a fluent mistake in the same words can pass.'

/** "about 60 % of it": to the nearest tenth, since it knows no finer. */
export function wholeInWords({ share, provenance }: WholeGrade): string {
  if (share === null) return `not compared, because ${provenance}`
  const tenths = Math.round(share * 10)
  if (!tenths) return 'next to nothing of it'
  return tenths === 10 ? 'nearly all of it' : `about ${tenths * 10} % of it`
}

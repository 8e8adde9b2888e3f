import type { InstantEncoder } from '../../../src/encoder/embed'
import { admit } from '../../../src/interview/assess/reference/admit'
import {
  comparisonsOf,
  featuresOf,
  prepare,
  type Prepared,
  type System,
} from '../../../src/interview/assess/reference/features'
import { lexiconOf } from '../../../src/interview/assess/reference/lexicon'
import { instantSpace, outputSpace, type Space } from '../../../src/interview/assess/reference/space'
import type { GradedRow } from './rows'
import type { NodeOutputs } from './outputs'

/** For each answer its features beside each reference; undefined where the answer is refused. */
export type Featured = (number[][] | undefined)[]

const questionsAtOnce = 4

/** The features of all answers, question by question: the very ones the app computes. */
export async function featuresOfRows(
  rows: readonly GradedRow[],
  system: System,
  encoder: InstantEncoder,
  outputs?: NodeOutputs,
  progress?: (done: number) => void,
): Promise<Featured> {
  const featured: Featured = new Array<number[][] | undefined>(rows.length)
  const groups = [...grouped(rows).values()]
  const fixed = system === 'keyword' ? undefined : instantSpace(encoder)
  let done = 0
  for (let at = 0; at < groups.length; at += questionsAtOnce) {
    const some = groups.slice(at, at + questionsAtOnce)
    const space =
      system === 'embedder'
        ? await spaceFor(
            some.flat().map((n) => rows[n]!),
            outputs!,
          )
        : fixed
    for (const places of some) featuresOfQuestion(places, rows, system, encoder, space, featured)
    done += some.flat().length
    progress?.(done)
  }
  return featured
}

function featuresOfQuestion(
  places: number[],
  rows: readonly GradedRow[],
  system: System,
  encoder: InstantEncoder,
  space: Space | undefined,
  featured: Featured,
) {
  const { asked, references } = rows[places[0]!]!
  const prepared: Prepared = prepare(asked, references, { lexicon: lexiconOf(encoder), space })
  const known = new Map<string, number[][] | undefined>()
  for (const n of places) {
    const { answer } = rows[n]!
    if (!known.has(answer)) {
      const { text, refused } = admit(answer, asked, references)
      const found = refused
        ? undefined
        : comparisonsOf(text, prepared).map((one) => featuresOf(one, system !== 'keyword'))
      known.set(answer, found)
    }
    featured[n] = known.get(answer)
  }
}

/** What an answer is computed on must be what the embedder saw: the admitted text. */
async function spaceFor(rows: GradedRow[], outputs: NodeOutputs): Promise<Space> {
  const texts = rows.flatMap(({ asked, references, answer }) => [
    asked,
    ...references,
    admit(answer, asked, references).text,
  ])
  return outputSpace(outputs.dims, await outputs.of(texts))
}

function grouped(rows: readonly GradedRow[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  rows.forEach(({ asked, references }, n) => {
    const key = JSON.stringify([asked, references])
    const places = groups.get(key)
    if (places) places.push(n)
    else groups.set(key, [n])
  })
  return groups
}

import { readFileSync } from 'node:fs'
import { compilePack } from '../../content/compile'
import { InstantEncoder } from '../../src/encoder/embed'
import { featuresOf, type Knowledge } from '../../src/interview/assess/assess'
import { knowledgeFrom } from '../../src/interview/assess/knowledge'
import type { Features } from '../../src/interview/assess/likelihood'
import { TokenSpace } from '../../src/interview/assess/meaning'
import { inputOf, type CriteriaRow } from './criteria-data'

export const weightsFile = 'src/encoder/weights/instant-1.bin'

/** The pack, and what the assessor knows from it, without and with the instant encoder. */
export function shippedKnowledge() {
  const { pack } = compilePack('content')
  const texts = { questions: pack.questions, scenarios: pack.scenarios, glossary: pack.terms }
  const wording = knowledgeFrom(texts)
  const space = new TokenSpace(new InstantEncoder(readFileSync(weightsFile)))
  return { pack, wording, instant: { ...wording, space } satisfies Knowledge }
}

/** One criterion of one answer, as a fit sees it. */
export interface Example {
  row: CriteriaRow
  met: boolean
  features: Features
}

/** With the whole rubric, without its wrong claims, and with its statements alone. */
export type Detail = 'full' | 'noWrong' | 'statements'

export function examplesOf(rows: CriteriaRow[], knowledge: Knowledge, detail: Detail): Example[] {
  return rows.flatMap((row) => {
    const found = featuresOf(inputOf({ ...row, rubric: reduced(row, detail) }), knowledge) ?? []
    return found.map((features, index) => ({ row, met: row.met?.[index] ?? false, features }))
  })
}

function reduced({ rubric }: CriteriaRow, detail: Detail): CriteriaRow['rubric'] {
  if (detail === 'full') return rubric
  return rubric?.map(({ statement, paraphrases }) => ({
    statement,
    paraphrases: detail === 'statements' ? [] : paraphrases,
    wrong: [],
  }))
}

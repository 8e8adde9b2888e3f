import { compilePack } from '../../content/compile'
import { knowledgeOf } from '../../content/grade'
import { featuresOf, type Knowledge } from '../../src/interview/assess/assess'
import type { Features } from '../../src/interview/assess/likelihood'
import { inputOf, type CriteriaRow } from './criteria-data'

export { weightsFile } from '../../content/grade'

/** The pack, and what the assessor knows from it, without and with the instant encoder. */
export function shippedKnowledge() {
  const { pack } = compilePack('content')
  return { pack, ...knowledgeOf(pack) }
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

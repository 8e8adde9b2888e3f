import { compilePack } from '../../content/compile'
import { knowledgeOf } from '../../content/grade'
import { featuresOf, type Knowledge } from '../../src/interview/assess/assess'
import { textsToEmbed, type Embedded } from '../../src/interview/assess/contextual'
import type { Features } from '../../src/interview/assess/likelihood'
import { embedders } from '../../src/models/catalogue'
import { inputOf, type CriteriaRow } from './criteria-data'
import { nodeEmbedder } from './eval-embedder'

export { weightsFile } from '../../content/grade'

/** The pack, and what the assessor knows from it, without and with the instant encoder. */
export function shippedKnowledge() {
  const { pack } = compilePack('content')
  return { pack, ...knowledgeOf(pack) }
}

/** The embedder's vectors for judging all these answers; undefined where there is no model (see nodeEmbedder). */
export async function embeddedFor(rows: readonly CriteriaRow[], models?: string): Promise<Embedded | undefined> {
  const embedder = await nodeEmbedder(models)
  if (!embedder) return undefined
  const texts = [...new Set(rows.flatMap((row) => textsToEmbed(inputOf(row))))]
  const vectors = await embedder.embed(texts)
  const { title } = embedders.find(({ id }) => id === embedder.model)!
  return { title, vectors: new Map(texts.map((text, n) => [text, vectors[n]!])) }
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
    const examples = found.map((features, index) => ({ row, met: row.met?.[index], features }))
    return examples.flatMap(({ met, ...rest }) => (met === null ? [] : { ...rest, met: met ?? false }))
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

import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import type { System } from '../../src/interview/assess/likelihood'
import { shippedKnowledge } from './assessor-examples'
import { auc } from './eval-measures'
import type { Judged } from './fit-system'
import { fitAll, trainingExamples } from './fit-whole'

export const weightsFile = 'src/interview/assess/weights.ts'

/** Fits the weights that judge against rubrics, prints what they reach on questions left out, and writes them. */
export async function trainCriteria(files: string[], target: string, models?: string): Promise<void> {
  const examples = await trainingExamples(files, shippedKnowledge(), models)
  const fitted = fitAll(examples, report)
  const text = `import type { FittedSystems } from './likelihood'

/** Fitted by \`npm run train:assessor\`; do not edit by hand. */
export const fitted: FittedSystems = ${JSON.stringify(fitted)}
`
  writeFileSync(target, await format(text, { ...(await resolveConfig(weightsFile)), parser: 'typescript' }))
  console.log(`Written: ${target}`)
}

function report(system: System, judged: Judged[], met: number) {
  const chances = (keep: (item: Judged) => boolean) => judged.filter(keep).map(({ chance }) => chance)
  const fair = judged.filter(({ row }) => row.kind !== 'wrong')
  const taken = fair.filter(({ chance }) => chance >= met)
  const wrong = chances(({ row }) => row.kind === 'wrong')
  console.log(system, 'held out by question', {
    auc: auc(
      chances((item) => item.met),
      chances((item) => !item.met),
    ),
    aucWithoutWrong: auc(
      chances((item) => item.met && item.row.kind !== 'wrong'),
      chances((item) => !item.met && item.row.kind !== 'wrong'),
    ),
    excellentOverWrong: auc(
      chances(({ row }) => row.kind === 'excellent'),
      wrong,
    ),
    metPrecision: taken.filter((item) => item.met).length / taken.length,
    metRecall: taken.filter((item) => item.met).length / fair.filter((item) => item.met).length,
    wrongCredited: wrong.filter((chance) => chance >= met).length / wrong.length,
  })
}

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import type { FittedSystems, System } from '../../src/interview/assess/likelihood'
import { shippedKnowledge } from './assessor-examples'
import { defaultCriteriaData } from './criteria-data'
import { auc } from './eval-measures'
import type { Judged } from './fit-system'
import { fitAll, trainingExamples } from './fit-whole'

/**
 * `npx tsx tests/bench/fit-assessor.ts [--data FILE.jsonl…] [--write]`: fits the assessor's weights on labelled answers,
 * prints what they reach on questions left out, and writes them. Seeded: the same data give the same weights.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', multiple: true }, write: { type: 'boolean', default: false } },
})

const files = [...(values.data ?? []), ...positionals]
const examples = await trainingExamples(files.length ? files : defaultCriteriaData, shippedKnowledge())
if (!examples.embedder) console.log('No model in ../shared/models or public/models: the weights with an embedder stay.')
const fitted = fitAll(examples, report)
console.log(JSON.stringify(fitted, null, 1))
if (values.write) await writeWeights(fitted)

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

async function writeWeights(fitted: FittedSystems) {
  const file = 'src/interview/assess/weights.ts'
  const text = `import type { FittedSystems } from './likelihood'

/** Fitted by tests/bench/fit-assessor.ts; do not edit by hand. */
export const fitted: FittedSystems = ${JSON.stringify(fitted)}
`
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

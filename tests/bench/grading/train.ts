import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { arrangementNames } from '../../../src/interview/assess/reference/arrangement'
import { featureNames, type System } from '../../../src/interview/assess/reference/features'
import type { Coefficients } from '../../../src/interview/assess/reference/model'
import { nodeEmbedder } from '../eval-embedder'
import { instantEncoder } from './encoder'
import { examplesOf } from './examples'
import { featuresOfRows } from './featured'
import { fitWithin, recipe } from './fit'
import { readGraded } from './rows'
import { fitSenseless } from './senseless'

const target = 'src/interview/assess/reference/coefficients.ts'
const usual = ['scientsbank', 'beetle', 'saf-english'].map((name) => `../shared/data/grading/${name}-train.jsonl`)

/**
 * `npm run train:assessor [-- --data FILE.jsonl…] [--models DIR] [--out FILE]`: trains the coefficients that grade
 * against reference answers, and writes them. No chance in it: the same data give the same file.
 */
const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    models: { type: 'string' },
    out: { type: 'string', default: target },
  },
  allowPositionals: true,
})

async function train(files: string[]): Promise<void> {
  const encoder = instantEncoder()
  const rows = await readGraded(files)
  const embedder = await nodeEmbedder(values.models)
  if (!embedder)
    throw new Error(
      'The embedder is not in --models, ../shared/models or public/models: its coefficients cannot be trained.',
    )
  const systems = {} as Record<System, Coefficients>
  let learnt = 0
  for (const system of ['keyword', 'instant', 'embedder'] as const) {
    const featured = await featuresOfRows(rows, system, encoder, embedder)
    const examples = examplesOf(rows, featured, () => true)
    learnt = examples.length
    systems[system] = fitWithin(examples)
    console.log(`${system}: ${featureNames[system].length} features, ${learnt} different answers`)
  }
  const written = await format(fileOf(systems, fitSenseless(rows), files, learnt), {
    ...(await resolveConfig(target)),
    parser: 'typescript',
  })
  writeFileSync(values.out, written)
  console.log(`Written: ${values.out}`)
}

function fileOf(
  systems: Record<System, Coefficients>,
  senseless: Coefficients,
  files: string[],
  answers: number,
): string {
  const number = (value: number) => Number(value.toPrecision(6))
  const lines = Object.entries(systems).map(([system, { bias, weights }]) => {
    const named = featureNames[system as System].map((name, n) => `${number(weights[n]!)}, // ${name}`)
    return `${system}: { bias: ${number(bias)}, weights: [\n${named.join('\n')}\n] },`
  })
  const thrown = arrangementNames.map((name, n) => `${number(senseless.weights[n]!)}, // ${name}`)
  const sets = files.map((file) => file.replace(/^.*\//, '')).join(', ')
  return `import type { Coefficients, Model } from './model'

/**
 * Trained by \`npm run train:assessor\`; do not edit by hand. Ridge regression within questions (penalty ${recipe.penalty},
 * ${recipe.rounds} rounds) on ${answers} different answers of ${sets}. How it agrees with people: README.md.
 */
export const coefficients: { version: number; systems: Model; senseless: Coefficients } = {
  version: 2,
  systems: {
    ${lines.join('\n')}
  },
  /** Logistic regression: words thrown together against sentences. */
  senseless: { bias: ${number(senseless.bias)}, weights: [\n${thrown.join('\n')}\n] },
}
`
}

const files = [...values.data, ...positionals]
const wanted = files.length ? files : usual
const absent = wanted.filter((file) => !existsSync(file))
if (absent.length) {
  console.error(
    `Not there: ${absent.join(', ')}. Give graded answers by --data FILE.jsonl (see tests/bench/grading/rows.ts).`,
  )
  process.exitCode = 2
} else await train(wanted)

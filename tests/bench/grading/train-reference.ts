import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { arrangementNames } from '../../../src/interview/assess/reference/arrangement'
import { coefficients as shipped } from '../../../src/interview/assess/reference/coefficients'
import { featureNames, type System } from '../../../src/interview/assess/reference/features'
import type { Coefficients } from '../../../src/interview/assess/reference/model'
import type { NodeEmbedder } from '../eval-embedder'
import { instantEncoder } from './encoder'
import { examplesOf } from './examples'
import { featuresOfRows } from './featured'
import { fitWithin, recipe } from './fit'
import { readGraded } from './rows'
import { fitSenseless } from './senseless'

export const coefficientsFile = 'src/interview/assess/reference/coefficients.ts'
/** The graded sets that it ships with. */
export const referenceData = ['scientsbank', 'beetle', 'saf-english'].map(
  (name) => `../shared/data/grading/${name}-train.jsonl`,
)

/** Fits the coefficients that grade against reference answers, and writes them; without an embedder its system stays as it ships. */
export async function trainReference(files: string[], target: string, embedder?: NodeEmbedder): Promise<void> {
  const encoder = instantEncoder()
  const rows = await readGraded(files)
  const systems = { ...shipped.systems }
  let learnt = 0
  for (const system of ['keyword', 'instant', 'embedder'] as const) {
    if (system === 'embedder' && !embedder) continue
    const featured = await featuresOfRows(rows, system, encoder, embedder)
    const examples = examplesOf(rows, featured, () => true)
    learnt = examples.length
    systems[system] = fitWithin(examples)
    console.log(`${system}: ${featureNames[system].length} features, ${learnt} different answers`)
  }
  const written = await format(fileOf(systems, fitSenseless(rows), files, learnt), {
    ...(await resolveConfig(coefficientsFile)),
    parser: 'typescript',
  })
  writeFileSync(target, written)
  console.log(`Written: ${target}`)
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

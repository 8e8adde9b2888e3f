import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { defaultCriteriaData } from './criteria-data'
import { nodeEmbedder } from './eval-embedder'
import { coefficientsFile, referenceData, trainReference } from './grading/train-reference'
import { trainCriteria, weightsFile } from './train-criteria'

/**
 * `npm run train:assessor [-- --data FILE.jsonl…] [--criteria FILE.jsonl…] [--models DIR] [--out FILE] [--weights FILE]`:
 * trains all that the assessor ships with, and writes it: the coefficients that grade against reference answers (from
 * `--data`), and the weights that judge against rubrics (from `--criteria`, answers of our own and the pack). No chance in
 * it: the same data and pack give the same files. What cannot be trained here is left as it is, and named.
 */
const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    criteria: { type: 'string', multiple: true, default: [] },
    models: { type: 'string' },
    out: { type: 'string', default: coefficientsFile },
    weights: { type: 'string', default: weightsFile },
  },
  allowPositionals: true,
})

const told = [...values.data, ...positionals]
const given = { reference: told.length ? told : referenceData, criteria: or(values.criteria, defaultCriteriaData) }
const left: string[] = []
const embedder = await nodeEmbedder(values.models)
if (!embedder)
  left.push('what judges with MiniLM beside it: the model is not in --models, ../shared/models or public/models')

if (isThere(given.reference, values.out)) await trainReference(given.reference, values.out, embedder)
if (isThere(given.criteria, values.weights)) await trainCriteria(given.criteria, values.weights, values.models)
for (const part of left) console.error(`Left as it was: ${part}.`)
if (left.length) process.exitCode = 2

function or(list: string[], usual: string[]): string[] {
  return list.length ? list : usual
}

/** Whether all files are there; else what they would have trained is named. */
function isThere(files: string[], target: string): boolean {
  const absent = files.filter((file) => !existsSync(file))
  if (absent.length) left.push(`${target}: not there: ${absent.join(', ')} (see tests/bench/grading/rows.ts)`)
  return !absent.length
}

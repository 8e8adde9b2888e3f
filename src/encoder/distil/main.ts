import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packBasis } from '../basis'
import { InstantEncoder } from '../embed'
import { Tokeniser } from '../tokenise'
import { loadState, runName, saveState } from './checkpoint'
import { corpusOf } from './corpus'
import { agreement, distil, unitTargets, type Keep } from './distil'
import { isFolder, readFolder, readPack } from './read-texts'
import { loadTeacher, teachAll, teacherFile } from './teacher'
import { readVocabulary } from './tokeniser-file'
import type { Plan } from './train'

const { values: options } = parseArgs({
  options: {
    teacher: { type: 'string', default: '../shared/models/all-MiniLM-L6-v2' },
    text: { type: 'string', multiple: true },
    pack: { type: 'string', default: 'content' },
    cache: { type: 'string', default: '.cache/distil' },
    out: { type: 'string', default: 'src/encoder/weights' },
    passages: { type: 'string', default: 'Infinity' },
    epochs: { type: 'string', default: '14' },
    rate: { type: 'string', default: '3e-3' },
    seed: { type: 'string', default: '1' },
  },
})

const data = '../shared/data'
const folders = options.text ?? [`${data}/text`, `${data}/notes`, `${data}/grading`, `${data}/retrieval/xquad-en`]
const plan: Plan = {
  dims: 256,
  epochs: Number(options.epochs),
  batch: 512,
  rate: Number(options.rate),
  matrixWeight: 5,
  seed: Number(options.seed),
}
const width = 384

const missing = [options.teacher, ...folders].filter((folder) => !isFolder(folder))
if (missing.length) {
  console.error(`Not found: ${missing.join(', ')}. Name the teacher with --teacher DIR and texts with --text DIR.`)
  process.exit(1)
}
await mkdir(options.cache, { recursive: true })

const vocabulary = readVocabulary(options.teacher)
const tokeniser = new Tokeniser(vocabulary)
const sources = [...folders.flatMap(readFolder), ...readPack(options.pack)]
const corpus = corpusOf(sources, tokeniser, plan.seed, Number(options.passages))
const tokens = corpus.rows.reduce((sum, row) => sum + row.length, 0)
console.log(
  `${sources.length} sources, ${corpus.rows.length} passages, ${tokens} tokens, ${corpus.heldOut.length} held out`,
)

const file = teacherFile(options.cache, options.teacher)
const teach = (what: string, rows: number[][]) =>
  teachAll(() => loadTeacher(options.teacher), rows, file, progress(what))
const heldOut = await teach('held-out passages', corpus.heldOut)
const ids = vocabulary.map((_, id) => [id])
const alone = await teach('tokens', ids)
const taught = await teach('passages', corpus.rows)

let began = performance.now()
let checkpoint = ''
const keep: Keep = {
  resume(begin, rows, targets) {
    checkpoint = join(options.cache, `train-${runName(plan, rows, targets, begin.vectors)}.bin`)
    const state = loadState(checkpoint, begin.vectors.length) ?? begin
    if (state.epoch) console.log(`going on after epoch ${state.epoch}`)
    began = performance.now()
    return state
  },
  epoch(state, loss) {
    saveState(checkpoint, state)
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    console.log(`epoch ${state.epoch} of ${plan.epochs}: loss ${loss.toFixed(4)}, ${seconds} s`)
  },
}
const { bytes, basis, vectors } = distil({ vocabulary, rows: corpus.rows, taught, alone, width }, plan, keep)

const targets = unitTargets(basis, heldOut)
const encoder = new InstantEncoder(bytes)
const quantised = new Float32Array(vectors.length)
vocabulary.forEach((_, id) => quantised.set(encoder.row(id), id * plan.dims))
const figures = {
  agreement: agreement(vectors, corpus.heldOut, targets, plan.dims),
  agreementAt4Bits: agreement(quantised, corpus.heldOut, targets, plan.dims),
  basisHolds: basis.share,
  passages: corpus.rows.length,
  tokens,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}
await mkdir(options.out, { recursive: true })
await writeFile(join(options.out, 'instant-1.bin'), bytes)
await writeFile(join(options.out, 'basis-1.bin'), packBasis({ dims: plan.dims, width, rows: basis.rows }))
console.table(figures)

function progress(what: string) {
  const start = performance.now()
  let first = -1
  let next = 0
  return (done: number, total: number) => {
    if (first < 0) first = done
    if (performance.now() < next && done < total) return
    next = performance.now() + 10_000
    const seconds = (performance.now() - start) / 1000
    const left = ((total - done) * seconds) / Math.max(1, done - first)
    console.log(`teacher, ${what}: ${done} of ${total}, about ${Math.ceil(left / 60)} min left`)
  }
}

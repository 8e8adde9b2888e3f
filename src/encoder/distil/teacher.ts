import { createHash } from 'node:crypto'
import { existsSync, readFileSync, truncateSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AutoModel, env, Tensor } from '@xenova/transformers'

/** What the student learns from: vectors of `width` numbers, one after another. */
export interface Teacher {
  width: number
  /** Mean of the outputs for each row of token ids (all rows equally long), normalised. */
  embed(rows: number[][]): Promise<Float32Array>
}

const start = 101
const end = 102
const mostTokens = 510

/** MiniLM through ONNX Runtime, on at most two threads. */
export async function loadTeacher(folder: string): Promise<Teacher> {
  const path = resolve(folder)
  env.allowRemoteModels = false
  env.localModelPath = `${dirname(path)}/`
  const model = await AutoModel.from_pretrained(basename(path), {
    dtype: 'q8',
    session_options: { intraOpNumThreads: 2, interOpNumThreads: 1 },
  })
  const width = 384
  return {
    width,
    async embed(rows) {
      const length = rows[0]!.length + 2
      const ids = rows.flatMap((row) => [start, ...row, end])
      const tensor = (values: BigInt64Array) => new Tensor('int64', values, [rows.length, length])
      const output = (await model({
        input_ids: tensor(BigInt64Array.from(ids, BigInt)),
        attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
        token_type_ids: tensor(new BigInt64Array(ids.length)),
      })) as { last_hidden_state: { data: Float32Array } }
      return meanOfOutputs(output.last_hidden_state.data, rows.length, length, width)
    },
  }
}

function meanOfOutputs(data: Float32Array, rows: number, length: number, width: number): Float32Array {
  const means = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const mean = means.subarray(row * width, (row + 1) * width)
    for (let at = row * length; at < (row + 1) * length; at++)
      for (let d = 0; d < width; d++) mean[d]! += data[at * width + d]!
    const norm = Math.hypot(...mean)
    for (let d = 0; d < width; d++) mean[d]! /= norm
  }
  return means
}

// Short rows go many at a time, long ones a few: more would only be slower.
const batchTokens = 1024
const groupRows = 4096

/**
 * The teacher's vectors of many token rows, kept on disk as they are made. Batches are of one length and made in one
 * order, so that a run that was broken off and taken up again gives the same numbers.
 */
export async function teachAll(
  load: () => Promise<Teacher>,
  rows: number[][],
  file: string,
  onprogress: (done: number, total: number) => void,
): Promise<Float32Array> {
  const width = 384
  const keys = rows.map((row) => keyOf(row))
  const kept = readKept(file, width)
  const missing = byLengthInGroups(rows).filter((row) => !kept.has(keys[row]!))
  let done = rows.length - missing.length
  if (missing.length) {
    const teacher = await load()
    for (const block of blocksOf(missing, rows)) {
      const vectors = await teacher.embed(block.map((row) => rows[row]!.slice(0, mostTokens)))
      await keep(
        file,
        block.map((row) => keys[row]!),
        vectors,
      )
      block.forEach((row, place) => kept.set(keys[row]!, vectors.slice(place * width, (place + 1) * width)))
      done += block.length
      onprogress(done, rows.length)
    }
  }
  const all = new Float32Array(rows.length * width)
  keys.forEach((key, row) => all.set(kept.get(key)!, row * width))
  return all
}

function byLengthInGroups(rows: number[][]): number[] {
  return [...rows.keys()].sort(
    (a, b) => Math.floor(a / groupRows) - Math.floor(b / groupRows) || lengthOf(rows[a]!) - lengthOf(rows[b]!) || a - b,
  )
}

function blocksOf(missing: number[], rows: number[][]): number[][] {
  const blocks: number[][] = []
  for (const row of missing) {
    const last = blocks.at(-1)
    const length = lengthOf(rows[row]!)
    const fits = last && lengthOf(rows[last[0]!]!) === length && (last.length + 1) * length <= batchTokens
    if (fits) last.push(row)
    else blocks.push([row])
  }
  return blocks
}

const lengthOf = (row: number[]) => Math.min(row.length, mostTokens)
const keyBytes = 12

function keyOf(row: number[]): string {
  return createHash('sha256')
    .update(Int32Array.from(row))
    .digest('hex')
    .slice(0, keyBytes * 2)
}

/** A record is the key and the vector; a torn one at the end is made again. */
async function keep(file: string, keys: string[], vectors: Float32Array) {
  const width = vectors.length / keys.length
  const records = keys.map((key, row) => [
    Buffer.from(key, 'hex'),
    Buffer.from(vectors.buffer, row * width * 4, width * 4),
  ])
  await appendFile(file, Buffer.concat(records.flat()))
}

function readKept(file: string, width: number): Map<string, Float32Array> {
  const kept = new Map<string, Float32Array>()
  if (!existsSync(file)) return kept
  const bytes = readFileSync(file)
  const record = keyBytes + width * 4
  if (bytes.length % record) truncateSync(file, bytes.length - (bytes.length % record))
  for (let at = 0; at + record <= bytes.length; at += record) {
    const vector = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + at + keyBytes, bytes.byteOffset + at + record),
    )
    kept.set(bytes.toString('hex', at, at + keyBytes), vector)
  }
  return kept
}

/** Where the teacher's vectors are kept: another teacher, another file. */
export function teacherFile(cache: string, folder: string): string {
  const model = readFileSync(join(folder, 'onnx/model_quantized.onnx'))
  return join(cache, `teacher-${createHash('sha256').update(model).digest('hex').slice(0, 12)}.bin`)
}

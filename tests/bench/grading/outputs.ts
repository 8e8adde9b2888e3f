import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AutoModel, env, Tensor } from '@xenova/transformers'
import type { InstantEncoder } from '../../../src/encoder/embed'
import type { Outputs } from '../../../src/interview/assess/reference/space'

const id = 'all-MiniLM-L6-v2'
const mostPieces = 254
const [opening, closing] = [101, 102]
const batchPieces = 2048

/** The embedder in Node: its outputs for each piece of a text, and their mean. */
export interface NodeOutputs {
  dims: number
  of(texts: readonly string[], progress?: (done: number) => void): Promise<Map<string, Outputs>>
}

interface Pieces {
  text: string
  ids: number[]
  starts: number[]
  ends: number[]
}

/** Looks in `--models DIR`, else ../shared/models, else public/models; undefined where there is none. */
export async function nodeOutputs(encoder: InstantEncoder, models?: string): Promise<NodeOutputs | undefined> {
  const places = models ? [models] : ['../shared/models', 'public/models']
  const folder = places.map((place) => join(place, id)).find((place) => existsSync(join(place, 'config.json')))
  if (!folder) return undefined
  env.allowRemoteModels = false
  env.localModelPath = `${dirname(resolve(folder))}/`
  const model = await AutoModel.from_pretrained(basename(folder), { dtype: 'q8' })
  const run = async (batch: Pieces[]) => {
    const length = batch[0]!.ids.length + 2
    const ids = batch.flatMap((one) => [opening, ...one.ids, closing])
    const tensor = (values: BigInt64Array) => new Tensor('int64', values, [batch.length, length])
    const { last_hidden_state: output } = (await model({
      input_ids: tensor(BigInt64Array.from(ids, BigInt)),
      attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(ids.length)),
    })) as { last_hidden_state: { data: Float32Array } }
    return output.data
  }
  return {
    dims: 384,
    async of(texts, progress) {
      const found = new Map<string, Outputs>()
      const all = [...new Set(texts)].map((text) => piecesOf(encoder, text))
      for (const batch of batchesOf(all)) {
        const data = await run(batch)
        const size = data.length / batch.length
        batch.forEach((one, n) => found.set(one.text, outputsOf(one, data.slice(n * size, (n + 1) * size), 384)))
        progress?.(found.size)
      }
      return found
    },
  }
}

/** The tokeniser of the instant encoder is that of its teacher. */
function piecesOf({ tokeniser }: InstantEncoder, text: string): Pieces {
  const pieces: Pieces = { text, ids: [], starts: [], ends: [] }
  tokeniser.eachWord(text, (ids, start, end) => {
    for (const piece of ids) {
      if (pieces.ids.length >= mostPieces) return
      pieces.ids.push(piece)
      pieces.starts.push(start)
      pieces.ends.push(end)
    }
  })
  return pieces
}

function batchesOf(all: Pieces[]): Pieces[][] {
  const batches: Pieces[][] = []
  for (const one of all.toSorted((a, b) => a.ids.length - b.ids.length)) {
    const last = batches.at(-1)
    const fits = last?.[0]!.ids.length === one.ids.length && (last!.length + 1) * (one.ids.length + 2) <= batchPieces
    if (fits) last!.push(one)
    else batches.push([one])
  }
  return batches
}

function outputsOf({ starts, ends }: Pieces, states: Float32Array, dims: number): Outputs {
  const pooled = new Float32Array(dims)
  states.forEach((value, at) => (pooled[at % dims]! += value))
  const length = Math.hypot(...pooled) || 1
  return {
    starts,
    ends,
    vectors: states.slice(dims, states.length - dims),
    pooled: pooled.map((value) => value / length),
  }
}

import { Tensor } from '@xenova/transformers'
import type { LoadedModel } from './load-model'
import type { EmbeddedTexts, LoadSpec } from './protocol'

/** Texts of one length go through together while they are no more tokens than this: more only makes a query wait. */
const batchTokens = 256

interface Around {
  signal: AbortSignal
  progress: (done: number) => void
  /** What goes first, if anything does. */
  before?: () => Promise<unknown> | undefined
}

interface Tokens {
  text: number
  ids: number[]
}

/**
 * A unit vector for each text. Only texts of exactly one length share a batch: padding would cost more than it saves,
 * and change the numbers.
 */
export async function embedTexts(
  { tokenizer, model }: LoadedModel,
  { prefix, pooling, dims, mostTokens }: LoadSpec['model'],
  texts: readonly string[],
  kind: 'query' | 'passage',
  { signal, progress, before }: Around,
): Promise<EmbeddedTexts> {
  const vectors = new Float32Array(texts.length * dims)
  const tokens = texts.map((text, n) => ({ text: n, ids: cut(tokenizer.encode(prefix[kind] + text), mostTokens) }))
  let done = 0
  for (const batch of batchesOf(tokens)) {
    await before?.()
    signal.throwIfAborted()
    const length = batch[0]!.ids.length
    const outputs = await run(model, batch, length)
    batch.forEach(({ text }, row) => {
      const states = outputs.subarray(row * length * dims, (row + 1) * length * dims)
      pool(states, pooling === 'cls' ? 1 : length, dims, vectors.subarray(text * dims, (text + 1) * dims))
    })
    progress((done += batch.length))
    await breath()
  }
  return { dims, vectors }
}

const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

/** Lets messages in: a question, or the wish to stop. A timer would wait 4 ms each time. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    port2.postMessage(0)
  })
}

/** The last token closes the text and stays. */
function cut(ids: number[], most: number): number[] {
  return ids.length <= most ? ids : [...ids.slice(0, most - 1), ids.at(-1)!]
}

function batchesOf(tokens: Tokens[]): Tokens[][] {
  const batches: Tokens[][] = []
  for (const one of tokens.toSorted((a, b) => a.ids.length - b.ids.length)) {
    const last = batches.at(-1)
    const fits = last?.[0]!.ids.length === one.ids.length && (last!.length + 1) * one.ids.length <= batchTokens
    if (fits) last!.push(one)
    else batches.push([one])
  }
  return batches
}

async function run(model: LoadedModel['model'], batch: Tokens[], length: number): Promise<Float32Array> {
  const tensor = (values: BigInt64Array) => new Tensor('int64', values, [batch.length, length])
  const ids = BigInt64Array.from(
    batch.flatMap(({ ids }) => ids),
    BigInt,
  )
  const output = (await model({
    input_ids: tensor(ids),
    attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  })) as { last_hidden_state: { data: Float32Array } }
  return output.last_hidden_state.data
}

/** The mean of the first `rows` outputs, one long: the first alone is what "cls" means. */
function pool(states: Float32Array, rows: number, dims: number, out: Float32Array) {
  for (let at = 0; at < rows * dims; at += dims) for (let d = 0; d < dims; d++) out[d]! += states[at + d]!
  let sum = 0
  for (let d = 0; d < dims; d++) sum += out[d]! * out[d]!
  const length = Math.sqrt(sum)
  if (length) for (let d = 0; d < dims; d++) out[d]! /= length
}

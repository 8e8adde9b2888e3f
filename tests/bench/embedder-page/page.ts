import { plainRuntime } from '../../../src/models/runtime'
import { downloadedRunner, threads } from '../downloaded-runner'
import { median } from '../rows'
import type { Told } from './alone.worker'

export interface Figures {
  passages: number
  threads: number
  /** Passages a second. */
  ours: number
  /** The library by itself, given one text at a time, or eight padded to the longest. */
  alone: number
  aloneInBatches: number
  query: number
}

const leastTurns = 3

/** The very runtime that ours computes with, and as many threads. */
function aloneWorker() {
  const worker = new Worker(new URL('./alone.worker.ts', import.meta.url), { type: 'module' })
  const about = {
    models: new URL('models/', location.href).pathname,
    glue: plainRuntime.glue,
    wasm: plainRuntime.variants[0]!.files[0]!.url!,
    threads,
  }
  return (texts: string[], atOnce: number) =>
    new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) =>
        'ms' in data ? resolve(data.ms) : reject(new Error(`transformers.js alone: ${data.fault}`))
      worker.onerror = (event) => reject(new Error(`transformers.js alone: ${event.message}`))
      worker.postMessage({ ...about, texts, atOnce })
    })
}

/** All take turns over the same passages, each time another first; the median turn counts, as others use the machine too. */
async function compare(texts: string[], turns: number): Promise<Figures> {
  const runner = await downloadedRunner()
  const alone = aloneWorker()
  const ours = async (turn: string[]) => {
    const began = performance.now()
    await runner.embed(turn, 'passage')
    return performance.now() - began
  }
  const ways = { ours, alone: (turn: string[]) => alone(turn, 1), aloneInBatches: (turn: string[]) => alone(turn, 8) }
  const names = Object.keys(ways) as (keyof typeof ways)[]
  // The first runs compile and allocate.
  for (const name of names) await ways[name](texts)
  const speeds = { ours: [] as number[], alone: [] as number[], aloneInBatches: [] as number[] }
  const began = performance.now()
  // Where others take the machine, fewer turns must do.
  for (let n = 0; n < turns && (n < leastTurns || performance.now() - began < 120_000); n++)
    for (let k = 0; k < names.length; k++) {
      const name = names[(n + k) % names.length]!
      speeds[name].push((texts.length * 1000) / (await ways[name](texts)))
    }
  const queries: number[] = []
  for (let n = 0; n < 20; n++) {
    const began = performance.now()
    await runner.embed([`what is low-rank adaptation, number ${n}?`], 'query')
    queries.push(performance.now() - began)
  }
  const medians = {
    ours: median(speeds.ours),
    alone: median(speeds.alone),
    aloneInBatches: median(speeds.aloneInBatches),
  }
  return { passages: texts.length * speeds.ours.length, threads, ...medians, query: median(queries) }
}

Object.assign(window, { compare })

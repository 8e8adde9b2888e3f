import { workerPort } from '../../../src/app/worker-port'
import { addressesFor } from '../../../src/models/addresses'
import { embedders, vectorKey } from '../../../src/models/catalogue'
import type { DownloadCalls } from '../../../src/models/protocol'
import { Runner } from '../../../src/models/runner'
import { graphicsRuntime as plainRuntime } from '../../../src/models/runtime'
import { median } from '../rows'
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'

export interface Figures {
  passages: number
  threads: number
  /** Passages a second. */
  ours: number
  alone: number
  query: number
}

const model = embedders[0]!
const threads = crossOriginIsolated ? Math.min(2, navigator.hardwareConcurrency) : 1

/** Our own store, worker and port, as the app has them. */
async function ourRunner(): Promise<Runner> {
  const port = workerPort<DownloadCalls>(
    () => new Worker(new URL('../../../src/models/download.worker.ts', import.meta.url), { type: 'module' }),
  )
  for (const pkg of [model, plainRuntime]) {
    const outcome = await port.call('download', { pkg, addresses: addressesFor(model, '', location.href).slice(0, 1) })
    if (outcome === 'elsewhere' || !outcome.ok) throw new Error(JSON.stringify(outcome))
  }
  const [held] = await port.call('inspect', [model])
  const variant = model.variants.find(({ name }) => name === held!.variant)!
  const { id, pooling, prefix, dtype, dims } = model
  return new Runner(
    { key: vectorKey(model, variant), id, revision: variant.revision, pooling, prefix, dtype, dims },
    {
      model,
      files: variant.files,
      runtime: { id: plainRuntime.id, glue: plainRuntime.glue, files: plainRuntime.variants[0]!.files },
      device: 'wasm',
      threads,
    },
    () => new Worker(new URL('../../../src/models/embedder.worker.ts', import.meta.url), { type: 'module' }),
  )
}

function aloneWorker() {
  const worker = new Worker(new URL('./alone.worker.ts', import.meta.url), { type: 'module' })
  const about = {
    models: new URL('models/', location.href).pathname,
    glue: plainRuntime.glue,
    wasm: new URL(wasm, location.href).href,
    threads,
  }
  return (texts: string[]) =>
    new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data as number)
      worker.onerror = (event) => reject(new Error(event.message))
      worker.postMessage({ ...about, texts })
    })
}

/** Both take turns over the same passages, first one, then the other first; the median turn counts, as others use the machine too. */
async function compare(texts: string[], turns: number): Promise<Figures> {
  const runner = await ourRunner()
  const alone = aloneWorker()
  const ours = async (turn: string[]) => {
    const began = performance.now()
    await runner.embed(turn, 'passage')
    return performance.now() - began
  }
  await ours(texts.slice(0, 8))
  await alone(texts.slice(0, 8))
  const speeds = { ours: [] as number[], alone: [] as number[] }
  for (let n = 0; n < turns; n++) {
    const order = n % 2 ? (['alone', 'ours'] as const) : (['ours', 'alone'] as const)
    for (const who of order) speeds[who].push((texts.length * 1000) / (await (who === 'ours' ? ours : alone)(texts)))
  }
  const queries: number[] = []
  for (let n = 0; n < 20; n++) {
    const began = performance.now()
    await runner.embed([`what is low-rank adaptation, number ${n}?`], 'query')
    queries.push(performance.now() - began)
  }
  const figures = { passages: texts.length * turns, threads }
  return { ...figures, ours: median(speeds.ours), alone: median(speeds.alone), query: median(queries) }
}

Object.assign(window, { compare })

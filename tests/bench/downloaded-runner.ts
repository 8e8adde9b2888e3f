import { workerPort } from '../../src/app/worker-port'
import { addressesFor } from '../../src/models/addresses'
import { embedders, vectorKey } from '../../src/models/catalogue'
import type { DownloadCalls } from '../../src/models/protocol'
import { Runner } from '../../src/models/runner'
import { plainRuntime } from '../../src/models/runtime'

const model = embedders[0]!
export const threads = crossOriginIsolated ? Math.min(2, navigator.hardwareConcurrency) : 1

/** In a page: our own store, worker and port, as the app has them, with the model downloaded from the page's own host. */
export async function downloadedRunner(): Promise<Runner> {
  const port = workerPort<DownloadCalls>(
    () => new Worker(new URL('../../src/models/download.worker.ts', import.meta.url), { type: 'module' }),
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
    () => new Worker(new URL('../../src/models/embedder.worker.ts', import.meta.url), { type: 'module' }),
  )
}

import { env, pipeline, type FeatureExtractionPipeline } from '@xenova/transformers'

/** transformers.js as its documentation has it, with nothing of ours: a pipeline, given so many texts at a time. */
let extractor: Promise<FeatureExtractionPipeline> | undefined

interface Ask {
  models: string
  glue: string
  wasm: string
  threads: number
  texts: string[]
  atOnce: number
}

/** What it took, or why it failed: a rejection in a worker reaches nobody by itself. */
export type Told = { ms: number } | { fault: string }

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  timed(data).then(
    (ms) => postMessage({ ms } satisfies Told),
    (fault: unknown) => postMessage({ fault: String(fault) } satisfies Told),
  )
})

async function timed(ask: Ask): Promise<number> {
  extractor ??= load(ask)
  const extract = await extractor
  const began = performance.now()
  for (let at = 0; at < ask.texts.length; at += ask.atOnce)
    await extract(ask.texts.slice(at, at + ask.atOnce), { pooling: 'mean', normalize: true })
  return performance.now() - began
}

function load({ models, glue, wasm, threads }: Ask) {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = models
  env.useBrowserCache = false
  env.useWasmCache = false
  env.backends.onnx.wasm!.wasmPaths = { mjs: glue, wasm }
  env.backends.onnx.wasm!.numThreads = threads
  return pipeline('feature-extraction', 'all-MiniLM-L6-v2', { dtype: 'q8', device: 'wasm' })
}

import { env, pipeline, type FeatureExtractionPipeline } from '@xenova/transformers'

/** transformers.js as its documentation has it, with nothing of ours: a pipeline, one text at a time. */
let extractor: Promise<FeatureExtractionPipeline> | undefined

interface Ask {
  models: string
  glue: string
  wasm: string
  threads: number
  texts: string[]
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  extractor ??= load(data)
  const extract = await extractor
  const began = performance.now()
  for (const text of data.texts) await extract(text, { pooling: 'mean', normalize: true })
  postMessage(performance.now() - began)
})

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

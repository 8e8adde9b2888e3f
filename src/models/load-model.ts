import { AutoModel, AutoTokenizer, env, type PreTrainedModel, type PreTrainedTokenizer } from '@xenova/transformers'
import type { ModelFile } from './catalogue'
import { sha256Of } from './hash'
import { openModelFiles, type ModelFiles } from './model-files'
import type { LoadSpec } from './protocol'
import { DamagedFile } from './stored-blob'

export interface LoadedModel {
  tokenizer: PreTrainedTokenizer
  model: PreTrainedModel
}

/** The library asks for its files under this name. It is no address: what it believes to be local, it never asks a network for. */
const here = 'store/'

/**
 * Loads a model by transformers.js out of our own store: the library is handed bytes whose hash was just looked at, and
 * has no way to fetch others.
 */
export async function loadModel({ model, files, runtime, device, threads }: LoadSpec): Promise<LoadedModel> {
  const store = await openModelFiles()
  const bytes = new Map<string, ArrayBuffer>()
  for (const file of files) bytes.set(file.path, await verified(store, model.id, file))

  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = here
  env.useBrowserCache = false
  // It would import the runtime through blob:, which the policy forbids.
  env.useWasmCache = false
  env.fetch = async (url) => respond(String(url), model.id, bytes)

  const wasm = env.backends.onnx.wasm!
  wasm.wasmPaths = { mjs: runtime.glue }
  wasm.wasmBinary = await verified(store, runtime.id, runtime.files[0]!)
  wasm.numThreads = threads

  const tokenizer = await AutoTokenizer.from_pretrained(model.id)
  const loaded = await AutoModel.from_pretrained(model.id, { dtype: model.dtype, device })
  return { tokenizer, model: loaded }
}

async function verified(store: ModelFiles, folder: string, file: ModelFile): Promise<ArrayBuffer> {
  const bytes = await (await store.read(folder, file.path))?.arrayBuffer()
  if (bytes?.byteLength !== file.bytes || (await sha256Of(bytes)) !== file.sha256) throw new DamagedFile(file.path)
  return bytes
}

function respond(url: string, id: string, bytes: Map<string, ArrayBuffer>): Response {
  const path = url.slice(`${here}${id}/`.length)
  const found = url.startsWith(here) ? bytes.get(path) : undefined
  if (!found) return new Response(null, { status: 404 })
  return new Response(found, { headers: { 'Content-Length': String(found.byteLength) } })
}

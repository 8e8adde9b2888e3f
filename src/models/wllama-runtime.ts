import plain from '@wllama/wllama/esm/wasm/wllama.wasm?url'
import compatible from '@wllama/wllama-compat/wasm/wllama.wasm?url'
import type { ModelPackage } from './catalogue'
import { compatibleRuntimeId } from './chat-protocol'

function runtime(id: string, bytes: number, sha256: string, url: string): ModelPackage {
  const file = { path: 'wllama.wasm', bytes, sha256, url: new URL(url, location.href).href }
  return { id, variants: [{ name: 'wllama', revision: sha256.slice(0, 12), files: [file] }] }
}

/** llama.cpp, as wllama 3.8.1 ships it: the app's own file, fetched with a model that needs it. */
export const wllamaRuntime = runtime(
  'runtime-wllama',
  8_763_949,
  '551f13439366eff11e057b1b91fe46a7fdac29d56d67372d4c5f19a549dfe70c',
  plain,
)

/** For Safari; slower. */
export const compatibleWllamaRuntime = runtime(
  compatibleRuntimeId,
  16_005_007,
  '2db3f67d0bcc19cdf8f14f129e46cab691bff898954808f8a2dc4c586eb5bb68',
  compatible,
)

/** The build that this browser can run, by the library's own rule: Firefox does without, Safari cannot. */
export function wllamaRuntimeHere(): ModelPackage {
  const suspends = 'Suspending' in WebAssembly
  return suspends || /Firefox\//.test(navigator.userAgent) ? wllamaRuntime : compatibleWllamaRuntime
}

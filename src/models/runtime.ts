import plainGlue from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import graphicsGlue from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import graphicsWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import type { ModelPackage } from './catalogue'

/** ONNX Runtime's own files are the app's: the glue is in the offline app, the large part is fetched with a model. */
export interface Runtime extends ModelPackage {
  glue: string
}

const absolute = (url: string) => new URL(url, location.href).href

function runtime(id: string, glue: string, bytes: number, sha256: string, url: string): Runtime {
  const file = { path: 'runtime.wasm', bytes, sha256, url: absolute(url) }
  return {
    id,
    glue: absolute(glue),
    variants: [{ name: 'onnxruntime-web', revision: sha256.slice(0, 12), files: [file] }],
  }
}

/** Computes on the processor only. */
export const plainRuntime = runtime(
  'runtime-wasm',
  plainGlue,
  14_264_838,
  '06ba057753da3847e4c24f02d91ab133455b0817c69a44993a9a53a2146df9e3',
  plainWasm,
)

/** Computes on the processor and by WebGPU: fetched only where there is a graphics processor to use. */
export const graphicsRuntime = runtime(
  'runtime-webgpu',
  graphicsGlue,
  26_861_777,
  '49871f5a4409519797e127440868a6d1923339d9185907f301a5b2a1d90af082',
  graphicsWasm,
)

import variant from '@jitl/quickjs-ng-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core'
import { runJavaScript } from './javascript'
import { watchBy, type FromRunner, type ToRunner } from './protocol'

let bytes: ArrayBuffer
const reply = (message: FromRunner) => postMessage(message)

addEventListener('message', async ({ data }: MessageEvent<ToRunner>) => {
  try {
    if (data.kind === 'start') {
      bytes = data.files.wasm as ArrayBuffer
      return reply({ kind: 'ready' })
    }
    // A module of its own for each run: nothing of an answer is there for the next.
    const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmBinary: bytes }))
    reply({ kind: 'done', outcome: runJavaScript(quickjs, data.request, () => performance.now(), watchBy(reply)) })
  } catch (fault) {
    reply({ kind: 'failed', message: String(fault) })
  }
})

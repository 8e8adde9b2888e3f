import quickjsAddress from '@jitl/quickjs-ng-wasmfile-release-sync/wasm?url'
import type { Language } from '../../../content/format-coding'
import { pythonBytes, pythonPrograms } from './python-files'
import { RunnerFailed, type RunnerParts } from './runner'
import javascriptWorker from './javascript.worker.ts?worker&url'
import pythonWorker from './python.worker.ts?worker&url'

/**
 * Starts the worker of a language and fetches the bytes it works from. The workers themselves may ask nobody
 * (offline/headers.ts): what they need is handed to them.
 */
export async function startRunner(language: Language): Promise<RunnerParts> {
  if (language === 'python') {
    const { wasm, library } = await pythonBytes()
    compiled ??= WebAssembly.compile(wasm)
    compiled.catch(() => (compiled = undefined))
    const files = { wasm: await compiled, library }
    return { worker: workerAt(pythonWorker), files, programs: pythonPrograms() }
  }
  const response = await fetch(quickjsAddress).catch(() => undefined)
  if (!response?.ok) throw new RunnerFailed('a part of the app could not be loaded')
  return { worker: workerAt(javascriptWorker), files: { wasm: await response.arrayBuffer() } }
}

/** Python's program: every run has an interpreter of its own, and compiling it anew would double the wait. */
let compiled: Promise<WebAssembly.Module> | undefined

const workerAt = (address: string) => new Worker(new URL(address, import.meta.url), { type: 'module' })

import type { loadPyodide, PyodideConfig } from 'pyodide'
import { limitMemory, lockDown } from './lockdown'
import type { Python } from './python'
import { limits } from './run'

/** The parts of Pyodide that are data; its program is a module that the worker imports. */
export interface PythonFiles {
  /** Compiled by the page, once for all its workers. */
  wasm: WebAssembly.Module
  library: ArrayBuffer
}

/** No package can be added: the lock file names none. */
const noPackages = {
  info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten_5_0_3', python: '3.14.2' },
  packages: {},
}

/** Pyodide's two programs, as the worker imports them. */
export interface PythonProgram {
  loadPyodide: typeof loadPyodide
  factory: NonNullable<PyodideConfig['createPyodideModule']>
}

/**
 * Starts Python from bytes that are at hand and then closes the room behind it: the network, the storage and the page are
 * taken from the scope before the first line of an answer runs.
 */
export async function loadPython(
  scope: typeof globalThis,
  program: PythonProgram,
  files: PythonFiles,
): Promise<Python> {
  limitMemory(limits.pythonBytes)
  scope.fetch = answering({ 'pyodide.asm.wasm': new ArrayBuffer(0), 'python_stdlib.zip': files.library })
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module: files.wasm,
    instance: await WebAssembly.instantiate(files.wasm, imports),
  })
  // Pyodide takes a scope with importScripts for a classic worker.
  Reflect.deleteProperty(scope, 'importScripts')
  const python = await program.loadPyodide({
    indexURL: 'https://here.invalid/',
    stdLibURL: 'https://here.invalid/python_stdlib.zip',
    packageBaseUrl: 'https://here.invalid/',
    lockFileContents: noPackages as never,
    createPyodideModule: program.factory,
    // The module `js` of Python is this empty thing instead of the worker's scope.
    jsglobals: emptyScope(scope) as never,
    stdin: () => {
      throw new Error('There is nobody to ask in here.')
    },
  })
  const left = lockDown(scope)
  if (left.length) throw new Error(`The runner could not be closed: ${left.join(', ')}.`)
  return python as unknown as Python
}

/** Python's event loop wants timers; nothing else is there. */
function emptyScope({ setTimeout, clearTimeout, Object, Array, Promise, Error }: typeof globalThis) {
  return { setTimeout, clearTimeout, Object, Array, Promise, Error }
}

/** A `fetch` that knows the files it was given and nothing else. */
function answering(files: Record<string, ArrayBuffer>): typeof fetch {
  return async (input) => {
    const address = input instanceof Request ? input.url : String(input)
    const bytes = files[address.slice(address.lastIndexOf('/') + 1)]
    if (!bytes) throw new TypeError('There is no network in here.')
    const type = address.endsWith('.wasm') ? 'application/wasm' : 'application/zip'
    return new Response(bytes, { headers: { 'Content-Type': type } })
  }
}

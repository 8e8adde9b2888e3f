import factoryAddress from 'pyodide/pyodide.asm.mjs?url'
import loaderAddress from 'pyodide/pyodide.mjs?url'
import libraryAddress from 'pyodide/python_stdlib.zip?url'
import wasmAddress from 'pyodide/pyodide.asm.wasm?url'
import { RunnerFailed } from './runner'

/** Where Python is kept for use without a network; the service worker serves from it (offline/service-worker.ts). */
export const pythonCache = 'preflight-python-314.0.7'

/** What Python is made of, with the bytes of each file as published. */
export const pythonParts = [
  { name: 'wasm', address: wasmAddress, bytes: 9_598_218 },
  { name: 'library', address: libraryAddress, bytes: 2_545_637 },
  { name: 'program', address: factoryAddress, bytes: 1_250_344 },
  { name: 'loader', address: loaderAddress, bytes: 17_931 },
] as const

export const pythonMegabytes = pythonParts.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6

/** Whether Python is on this device, whole. */
export async function pythonIsHere(): Promise<boolean> {
  const cache = await caches.open(pythonCache)
  const found = await Promise.all(pythonParts.map(({ address }) => cache.match(absolute(address))))
  return found.every(Boolean)
}

/**
 * Fetches Python from where the app came from and keeps it. `onprogress` gets bytes done and in all. What is here already is
 * not fetched again. @throws RunnerFailed when a file cannot be had; AbortError when it is stopped.
 */
export async function fetchPython(
  onprogress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const cache = await caches.open(pythonCache)
  const total = pythonParts.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const { address, bytes } of pythonParts) {
    const url = absolute(address)
    if (!(await cache.match(url))) {
      const body = await download(url, signal, (now) => onprogress(Math.min(done + now, done + bytes), total))
      await cache.put(url, body)
    }
    done += bytes
    onprogress(done, total)
  }
}

/** Takes Python from this device; it can be fetched again. */
export async function removePython(): Promise<void> {
  await caches.delete(pythonCache)
}

/** The modules that the worker imports. */
export function pythonPrograms(): Record<string, string> {
  return { program: absolute(factoryAddress), loader: absolute(loaderAddress) }
}

/** The bytes that the worker works from, from this device or else from the network. */
export async function pythonBytes(): Promise<{ wasm: ArrayBuffer; library: ArrayBuffer }> {
  const cache = await caches.open(pythonCache)
  const bytes = async (address: string) => {
    const kept = await cache.match(absolute(address))
    const response = kept ?? (await fetch(absolute(address)).catch(() => undefined))
    if (!response?.ok) throw new RunnerFailed('it is not on this device yet and the network cannot be reached')
    return response.arrayBuffer()
  }
  const [wasm, library] = await Promise.all([bytes(wasmAddress), bytes(libraryAddress)])
  return { wasm, library }
}

async function download(url: string, signal: AbortSignal, onbytes: (count: number) => void): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    if (error instanceof TypeError) throw new RunnerFailed('it could not be fetched: the network cannot be reached')
    throw new RunnerFailed(`it could not be fetched (${error instanceof Error ? error.message : 'unknown'})`)
  })
  if (!response.ok || !response.body) throw new RunnerFailed(`it could not be fetched (${response.status})`)
  let count = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onbytes((count += chunk.byteLength))
        controller.enqueue(chunk)
      },
    }),
  )
  const headers = { 'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream' }
  return new Response(await new Response(counted).arrayBuffer(), { headers })
}

const absolute = (address: string) => new URL(address, document.baseURI).href

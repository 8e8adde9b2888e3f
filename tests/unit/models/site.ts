import { createHash } from 'node:crypto'
import type { Address } from '../../../src/models/addresses'
import type { ModelPackage, Variant } from '../../../src/models/catalogue'
import { download, type DownloadProgress } from '../../../src/models/download'
import { newHasher } from '../../../src/models/hash'
import { memoryFiles } from './memory-files'

export const bytesFrom = (seed: number, length: number) =>
  Uint8Array.from({ length }, (_, n) => (n * 31 + seed * 7 + (n >> 8)) & 255)

export function variant(name: string, files: Record<string, Uint8Array>): Variant {
  return {
    name,
    revision: `${name}-1`,
    files: Object.entries(files).map(([path, bytes]) => ({
      path,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  }
}

/** What a site has at each path, and what goes wrong with it: the first answer is used up first. */
type Answer = Uint8Array | 'gone' | 'start page' | 'no ranges' | { bytes: Uint8Array; breaksAt: number } | 'unreachable'

/** Sites by their address, answering like static hosts, with each request written down. */
export class Sites {
  readonly asked: string[] = []
  #files = new Map<string, Uint8Array>()
  #next = new Map<string, Answer[]>()

  address(name: string): Address {
    return { name, base: `https://${name}/m/`, origins: [`https://${name}`] }
  }

  has(name: string, files: Record<string, Uint8Array>) {
    for (const [path, bytes] of Object.entries(files)) this.#files.set(`https://${name}/m/${path}`, bytes)
    return this.address(name)
  }

  next(name: string, path: string, ...answers: Answer[]) {
    this.#next.set(`https://${name}/m/${path}`, answers)
  }

  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const range = new Headers(init.headers).get('range')
    this.asked.push(url.replace(/^https:\/\//, '') + (range ? ` ${range}` : ''))
    const answer = this.#next.get(url)?.shift()
    if (answer === 'unreachable') throw new TypeError('Failed to fetch')
    if (answer === 'start page') return new Response('<html>', { headers: { 'Content-Type': 'text/html' } })
    const bytes = answer instanceof Uint8Array ? answer : this.#files.get(url)
    if (answer === 'gone' || (!bytes && typeof answer !== 'object')) return new Response(null, { status: 404 })
    if (typeof answer === 'object' && 'breaksAt' in answer) return broken(answer.bytes, range, answer.breaksAt)
    const from = range && answer !== 'no ranges' ? Number(/\d+/.exec(range)![0]) : 0
    if (from >= bytes!.length && range) return new Response(null, { status: 416 })
    return new Response(new Blob([bytes!.slice(from)]), {
      status: from ? 206 : 200,
      headers: { 'Content-Type': 'x/y' },
    })
  }
}

/** An answer that stops with an error after so many bytes of the file. */
function broken(bytes: Uint8Array, range: string | null, breaksAt: number): Response {
  const from = range ? Number(/\d+/.exec(range)![0]) : 0
  const parts = [bytes.slice(from, breaksAt)]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift()
      if (part) controller.enqueue(part)
      else controller.error(new TypeError('network error'))
    },
  })
  return new Response(body, { status: from ? 206 : 200 })
}

/** Runs a download over the sites into a store in memory; `stopAt` ends it as a user does, at that wait. */
export function downloader(sites: Sites, store = memoryFiles(), stopAt = 0) {
  const progress: DownloadProgress[] = []
  const waits: number[] = []
  const control = new AbortController()
  const run = (pkg: ModelPackage, addresses: Address[]) =>
    download(pkg, addresses, {
      files: store.files,
      fetch: sites.fetch,
      hasher: newHasher,
      signal: control.signal,
      stallMs: 1000,
      blocked: async () => false,
      progress: (one) => progress.push(one),
      patience: async (ms) => {
        if (waits.push(ms) === stopAt) control.abort(new DOMException('paused', 'AbortError'))
      },
    })
  return { run, progress, waits, control, ...store }
}

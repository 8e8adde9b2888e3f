import type { ModelFile } from './catalogue'
import type { Hasher } from './hash'
import type { ModelFiles } from './model-files'

export type FileOutcome =
  | { kind: 'done'; sha256: string }
  /** No answer, or one that broke off: worth another try. What has come is kept. */
  | { kind: 'network' }
  /** The address answers, but has not got the file. */
  | { kind: 'absent'; file: string; from: string }
  /** All bytes came and are not the pinned ones; they are gone from the device. */
  | { kind: 'wrong'; file: string; from: string }
  /** The page's own policy forbids the address. */
  | { kind: 'blocked'; from: string }
  | { kind: 'full'; file: string }

export interface Fetching {
  files: ModelFiles
  fetch: (url: string, init: RequestInit) => Promise<Response>
  hasher: (alsoMd5?: boolean) => Promise<Hasher>
  signal: AbortSignal
  /** So long without a byte counts as a network that dropped. */
  stallMs: number
  /** Whether the request that just failed was refused by the policy. */
  blocked: () => Promise<boolean>
  received: (doing: 'fetching' | 'checking', bytes: number) => void
}

export interface Job {
  file: ModelFile
  folder: string
  url: string
  /** The address, as people know it. */
  from: string
}

/** Fetches one file, from where it broke off, and hashes it as it comes. Throws only when aborted. */
export async function fetchFile(job: Job, around: Fetching): Promise<FileOutcome> {
  const { file, folder } = job
  const { files, signal } = around
  signal.throwIfAborted()
  const kept = await files.size(folder, file.path)
  let have = kept > file.bytes ? 0 : kept
  const hasher = await around.hasher(!file.sha256 && !!file.md5)
  hasher.begin()
  await hashKept(job, have, hasher, around)
  while (have < file.bytes) {
    const outcome = await receive(job, have, hasher, around)
    if (typeof outcome === 'object') return outcome
    // The whole answer came and brought nothing new: what the address has is shorter, or longer.
    if (outcome <= have || outcome > file.bytes) return discard(job, around)
    have = outcome
  }
  const sha256 = hasher.end()
  const right = file.sha256 ? sha256 === file.sha256 : !file.md5 || hasher.md5?.() === file.md5
  return right ? { kind: 'done', sha256 } : discard(job, around)
}

/** Throws a wrong file away. */
export async function discard({ file, folder, from }: Job, { files, received }: Fetching): Promise<FileOutcome> {
  await files.remove(folder, file.path)
  received('fetching', 0)
  return { kind: 'wrong', file: file.path, from }
}

async function hashKept({ file, folder }: Job, have: number, hasher: Hasher, { files, signal, received }: Fetching) {
  const kept = have ? await files.read(folder, file.path) : undefined
  if (!kept) return
  const step = 8_000_000
  for (let at = 0; at < have; at += step) {
    signal.throwIfAborted()
    hasher.add(new Uint8Array(await kept.slice(at, Math.min(have, at + step)).arrayBuffer()))
    received('checking', have)
  }
}

/** How many bytes are here when the answer ends, or why there was none. */
async function receive(job: Job, have: number, hasher: Hasher, around: Fetching): Promise<number | FileOutcome> {
  const { signal } = around
  const stall = new Stall(signal, around.stallMs)
  try {
    const headers: Record<string, string> = have ? { Range: `bytes=${have}-` } : {}
    const init: RequestInit = { headers, signal: stall.signal, cache: 'no-store', credentials: 'omit' }
    const response = await around.fetch(job.url, init)
    if (response.status === 416) return have
    const refusal = refused(response, job)
    if (refusal) return refusal
    // A server that knows no ranges begins at the beginning.
    const at = response.status === 206 ? have : 0
    if (at < have) hasher.begin()
    return await pour(response, job, at, hasher, around, stall)
  } catch (error) {
    return failed(error, job, around)
  } finally {
    stall.end()
  }
}

/** What a fault while fetching means. */
export async function failed(error: unknown, { file, from }: Job, { signal, blocked }: Fetching): Promise<FileOutcome> {
  signal.throwIfAborted()
  if ((error as Error).name === 'QuotaExceededError') return { kind: 'full', file: file.path }
  return (await blocked()) ? { kind: 'blocked', from } : { kind: 'network' }
}

/** Why an answer is none. */
export function refused({ status, headers }: Response, { file, from }: Job): FileOutcome | undefined {
  if (status === 408 || status === 429 || status >= 500) return { kind: 'network' }
  // Many hosts answer what they have not got with their start page.
  const page = /^text\/html\b/.test(headers.get('content-type') ?? '')
  return page || (status !== 200 && status !== 206) ? { kind: 'absent', file: file.path, from } : undefined
}

async function pour(
  response: Response,
  { file, folder }: Job,
  at: number,
  hasher: Hasher,
  { files, received, signal }: Fetching,
  stall: Stall,
): Promise<number> {
  const writer = await files.append(folder, file.path, at)
  const reader = response.body!.getReader()
  try {
    for (let end = at; ;) {
      const { done, value } = await reader.read()
      if (done) return end
      signal.throwIfAborted()
      stall.alive()
      // More than the file has is another file: nobody needs the rest of it.
      if (end + value.length > file.bytes) return end + value.length
      await writer.write(value as Uint8Array<ArrayBuffer>)
      hasher.add(value)
      end += value.length
      received('fetching', end)
    }
  } finally {
    await writer.close()
    void reader.cancel().catch(() => undefined)
  }
}

/** Ends a request that the user ended, or that has gone quiet. */
export class Stall {
  readonly signal: AbortSignal
  #control = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    wanted: AbortSignal,
    private readonly ms: number,
  ) {
    this.signal = AbortSignal.any([wanted, this.#control.signal])
    this.alive()
  }

  alive() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#control.abort(new DOMException('No answer', 'TimeoutError')), this.ms)
  }

  end() {
    clearTimeout(this.#timer)
  }
}

import { workerPort } from '../app/worker-port'
import type { WorkerPort } from '../app/worker-protocol'
import { apart, type Embedder, type EmbedOptions } from './embedder'
import type { EmbedderCalls, LoadSpec } from './protocol'

/** A model takes a few hundred megabytes: it is let go when nobody has asked for so long. */
const idleMs = 3 * 60_000

/** One model in one worker, started when first asked and ended when idle; loads again by itself. */
export class Runner implements Embedder {
  #port: WorkerPort<EmbedderCalls> | undefined
  #worker: Worker | undefined
  #asked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #ended = new AbortController()

  constructor(
    readonly model: Embedder['model'],
    readonly spec: LoadSpec,
    private readonly start: () => Worker,
  ) {}

  get running(): boolean {
    return !!this.#worker
  }

  load() {
    return this.#ask((port) => port.call('load', this.spec))
  }

  measure(texts: readonly string[], forMs: number): Promise<number> {
    return this.#ask((port) => port.call('measure', { spec: this.spec, texts, forMs }))
  }

  async embed(texts: readonly string[], kind: 'query' | 'passage', { signal, progress }: EmbedOptions = {}) {
    if (!texts.length) return []
    const { vectors, dims } = await this.#ask((port) =>
      port.call('embed', { spec: this.spec, texts, kind }, { signal, onprogress: progress }),
    )
    return apart(vectors, dims)
  }

  /** Frees what it holds; calls that are open fail as if they were cancelled. */
  end() {
    clearTimeout(this.#timer)
    this.#ended.abort()
    this.#ended = new AbortController()
    this.#worker?.terminate()
    this.#worker = undefined
    this.#port = undefined
  }

  async #ask<T>(call: (port: WorkerPort<EmbedderCalls>) => Promise<T>): Promise<T> {
    clearTimeout(this.#timer)
    this.#asked++
    this.#port ??= workerPort<EmbedderCalls>(() => (this.#worker = this.start()))
    try {
      return await Promise.race([call(this.#port), aborted(this.#ended.signal)])
    } finally {
      if (--this.#asked === 0) this.#timer = setTimeout(() => this.end(), idleMs)
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

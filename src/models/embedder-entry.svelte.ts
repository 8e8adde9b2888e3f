import { vectorKey, type EmbedderModel } from './catalogue'
import { judge, type Judgement } from './capability'
import type { Embedder } from './embedder'
import { Entry, type EntryAround } from './entry.svelte'
import type { Readiness } from './package-record'
import type { LoadSpec } from './protocol'
import { Runner } from './runner'
import type { Runtime } from './runtime'
import { tryModel } from './trial'

export interface EmbedderAround extends EntryAround {
  runtime: Runtime
  startEmbedder: () => Worker
}

/** An embedder on this device. */
export class EmbedderEntry extends Entry<EmbedderModel, Readiness> {
  #runner: { key: string; runner: Runner } | undefined

  constructor(
    model: EmbedderModel,
    private readonly parts: EmbedderAround,
  ) {
    super(model, parts.runtime, parts)
  }

  get judgement(): Judgement {
    const needs = { downloadBytes: this.bytes.left, memoryBytes: this.model.memoryBytes }
    return judge(needs, this.around.device)
  }

  protected get engineRevision(): string {
    return this.parts.runtime.variants[0]!.revision
  }

  protected async firstStart(): Promise<Readiness | undefined> {
    const spec = this.#spec()
    if (!spec) return undefined
    const { device, now, keptOffline } = this.around
    const runner = (on: 'wasm' | 'webgpu') => this.#start({ ...spec, device: on })
    return tryModel({ runner, device, runtime: this.engineRevision, now, keptOffline })
  }

  protected letGo() {
    this.#runner?.runner.end()
    this.#runner = undefined
  }

  /** The model for use; undefined while it is not ready. */
  embedder(): Embedder | undefined {
    const spec = this.state === 'ready' ? this.#spec() : undefined
    if (!spec) return undefined
    const key = vectorKey(this.model, this.variant!)
    if (this.#runner?.key !== key) this.#runner = { key, runner: this.#start(spec) }
    return this.#runner.runner
  }

  #spec(): LoadSpec | undefined {
    const { runtime } = this.parts
    if (!this.complete) return undefined
    const { id, pooling, prefix, dtype, dims, mostTokens } = this.model
    const files = runtime.variants[0]!.files
    return {
      model: { id, pooling, prefix, dtype, dims, mostTokens },
      files: this.variant!.files,
      runtime: { id: runtime.id, glue: runtime.glue, files },
      device: this.ready?.device ?? 'wasm',
      threads: this.around.device.threads,
    }
  }

  #start(spec: LoadSpec): Runner {
    const { id, pooling, prefix, dtype, dims } = this.model
    const variant = this.variant!
    const key = vectorKey(this.model, variant)
    const model = { key, id, revision: variant.revision, pooling, prefix, dtype, dims }
    return new Runner(model, spec, this.parts.startEmbedder)
  }
}

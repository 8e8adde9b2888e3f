import type { Failure } from '../app/failures'
import type { WorkerPort } from '../app/worker-protocol'
import type { Address } from './addresses'
import { bytesOf, vectorKey, type EmbedderModel, type Variant } from './catalogue'
import { judge, type Device, type Judgement } from './capability'
import type { DownloadProgress } from './download'
import type { Embedder } from './embedder'
import { explain } from './explain'
import { Pace } from './pace'
import type { Held } from './package-record'
import type { DownloadCalls, LoadSpec } from './protocol'
import { Runner } from './runner'
import type { Runtime } from './runtime'
import { tryModel } from './trial'

export interface EntryAround {
  /** The worker that may ask these origins and no other but our own. */
  downloads: (origins: string[]) => Promise<WorkerPort<DownloadCalls>>
  startEmbedder: () => Worker
  device: Device
  runtime: Runtime
  addresses: (model: EmbedderModel) => Address[]
  now: () => number
  keptOffline: (urls: string[]) => Promise<boolean>
  /** Tells the other tabs. */
  changed: () => void
  /** Resolves when no other tab is fetching it any more. */
  free: (id: string) => Promise<void>
}

export interface Fetching extends DownloadProgress {
  bytesPerSecond?: number
  secondsLeft?: number
}

/** What of a model is to be seen: where it stands and what can be done. */
export type EntryState = 'absent' | 'paused' | 'fetching' | 'elsewhere' | 'untried' | 'trying' | 'ready' | 'failed'

/** One model of the catalogue on this device. */
export class ModelEntry {
  #held = $state.raw<Held | undefined>(undefined)
  #runtimeHeld = $state.raw<Held | undefined>(undefined)
  #doing = $state<'fetching' | 'trying' | 'elsewhere' | undefined>(undefined)
  #fetching = $state.raw<Fetching | undefined>(undefined)
  #failure = $state.raw<Failure | undefined>(undefined)
  #control: AbortController | undefined
  #runner: { key: string; runner: Runner } | undefined

  constructor(
    readonly model: EmbedderModel,
    private readonly around: EntryAround,
  ) {}

  get state(): EntryState {
    if (this.#doing) return this.#doing
    if (this.#failure) return 'failed'
    const held = this.#held
    if (!held || (!held.have && !held.wanted)) return 'absent'
    if (!held.complete || !this.#runtimeHeld?.complete) return 'paused'
    return held.ready?.runtime === this.#runtimeHeld.revision ? 'ready' : 'untried'
  }

  get held(): Held | undefined {
    return this.#held
  }

  get fetching(): Fetching | undefined {
    return this.#fetching
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  /** Bytes of the model and of the runtime that it needs. */
  get bytes(): { model: number; runtime: number; have: number } {
    const model = this.#held?.of ?? bytesOf(this.model.variants[0]!)
    const runtime = this.#runtimeHeld?.of ?? bytesOf(this.around.runtime.variants[0]!)
    return { model, runtime, have: (this.#held?.have ?? 0) + (this.#runtimeHeld?.have ?? 0) }
  }

  get judgement(): Judgement {
    const { model, runtime, have } = this.bytes
    return judge({ downloadBytes: model + runtime - have, memoryBytes: this.model.memoryBytes }, this.around.device)
  }

  /** Reads from the store where it stands. */
  async look() {
    const port = await this.around.downloads([])
    const [held, runtime] = await port.call('inspect', [this.model, this.around.runtime])
    this.#held = held
    this.#runtimeHeld = runtime
  }

  /** Fetches what is missing, and tries the model when all of it is here. */
  async download() {
    if (this.#doing === 'fetching' || this.#doing === 'trying') return
    this.#failure = undefined
    this.#doing = 'fetching'
    const control = (this.#control = new AbortController())
    try {
      if (await this.#fetchAll(control.signal)) await this.try()
    } catch (fault) {
      if (!control.signal.aborted) this.#failure = explain(fault, this.model.title)
    } finally {
      this.#fetching = undefined
      if (this.#doing === 'fetching') this.#doing = undefined
      await this.look()
      this.around.changed()
    }
  }

  async pause() {
    await this.#stop(false)
    await this.look()
  }

  /** Stops and throws away what has come. */
  async remove(alsoRuntime: boolean) {
    await this.#stop(false)
    this.#runner?.runner.end()
    this.#runner = undefined
    this.#failure = undefined
    const port = await this.around.downloads([])
    await port.call('remove', [this.model.id, ...(alsoRuntime ? [this.around.runtime.id] : [])])
    await this.look()
    this.around.changed()
  }

  /** Loads it out of the store with no network, and measures it. */
  async try() {
    await this.look()
    const spec = this.#spec()
    if (!spec) return
    this.#failure = undefined
    this.#doing = 'trying'
    try {
      const { device, now, keptOffline, runtime } = this.around
      const runner = (on: 'wasm' | 'webgpu') => this.#start({ ...spec, device: on })
      const revision = runtime.variants[0]!.revision
      const ready = await tryModel({ runner, device, runtime: revision, now, keptOffline })
      await (await this.around.downloads([])).call('ready', { id: this.model.id, ready })
    } catch (fault) {
      await this.fault(fault)
    } finally {
      this.#doing = undefined
      await this.look()
      this.around.changed()
    }
  }

  /** A fault while it ran: damaged files are found and named, so that only they are fetched again. */
  async fault(fault: unknown) {
    const port = await this.around.downloads([])
    const packages = [$state.snapshot(this.model) as EmbedderModel, this.around.runtime]
    const damaged = (fault as Error)?.name === 'DamagedFile'
    const wrong = damaged ? (await Promise.all(packages.map((pkg) => port.call('check', pkg)))).flat() : []
    this.#failure = wrong.length
      ? { code: 'model-damaged', subject: wrong.join(', ') }
      : explain(fault, this.model.title)
    await this.look()
  }

  /** The model for use; undefined while it is not ready. */
  embedder(): Embedder | undefined {
    const spec = this.state === 'ready' ? this.#spec() : undefined
    if (!spec) return undefined
    const key = vectorKey(this.model, this.#variant()!)
    if (this.#runner?.key !== key) this.#runner = { key, runner: this.#start(spec) }
    return this.#runner.runner
  }

  async #fetchAll(signal: AbortSignal): Promise<boolean> {
    const { runtime } = this.around
    const addresses = this.around.addresses(this.model)
    const pace = new Pace()
    for (const pkg of [this.model, runtime]) {
      const from = pkg === runtime ? [{ name: 'this site', base: '', origins: [] }] : addresses
      const port = await this.around.downloads(from.flatMap(({ origins }) => origins))
      const onprogress = (progress: DownloadProgress) => this.#follow(pkg.id, progress, pace)
      const outcome = await port.call('download', { pkg, addresses: from }, { signal, onprogress })
      await this.look()
      if (outcome === 'elsewhere') {
        this.#doing = 'elsewhere'
        void this.around.free(pkg.id).then(() => this.#freed())
        return false
      }
      if (!outcome.ok) {
        const { code, subject, detail } = outcome
        this.#failure = { code, subject, detail }
        return false
      }
    }
    return true
  }

  async #freed() {
    this.#doing = undefined
    await this.look()
  }

  #follow(id: string, progress: DownloadProgress, pace: Pace) {
    const { model, runtime } = this.bytes
    const isModel = id === this.model.id
    const have = progress.have + ((isModel ? this.#runtimeHeld : this.#held)?.have ?? 0)
    const of = isModel ? progress.of + runtime : model + progress.of
    pace.add(this.around.now(), have)
    const { bytesPerSecond } = pace
    const secondsLeft = bytesPerSecond ? Math.ceil((of - have) / bytesPerSecond) : undefined
    this.#fetching = { ...progress, have, of, bytesPerSecond, secondsLeft }
  }

  async #stop(wanted: boolean) {
    this.#control?.abort()
    const port = await this.around.downloads([])
    await port.call('want', { id: this.model.id, wanted })
  }

  #variant(): Variant | undefined {
    return this.model.variants.find(({ name }) => name === this.#held?.variant)
  }

  #spec(): LoadSpec | undefined {
    const { runtime, device } = this.around
    const variant = this.#variant()
    if (!variant || !this.#held?.complete || !this.#runtimeHeld?.complete) return undefined
    const { id, pooling, prefix, dtype, dims, mostTokens } = this.model
    const files = runtime.variants[0]!.files
    return {
      model: { id, pooling, prefix, dtype, dims, mostTokens },
      files: variant.files,
      runtime: { id: runtime.id, glue: runtime.glue, files },
      device: this.#held.ready?.device ?? 'wasm',
      threads: device.threads,
    }
  }

  #start(spec: LoadSpec): Runner {
    const { id, pooling, prefix, dtype, dims } = this.model
    const variant = this.#variant()!
    const key = vectorKey(this.model, variant)
    const model = { key, id, revision: variant.revision, pooling, prefix, dtype, dims }
    return new Runner(model, spec, this.around.startEmbedder)
  }
}

import type { Failure } from '../app/failures'
import type { WorkerPort } from '../app/worker-protocol'
import type { Address } from './addresses'
import { bytesOf, type ModelPackage, type Variant } from './catalogue'
import type { Device, Judgement } from './capability'
import type { DownloadProgress } from './download'
import { explain } from './explain'
import { Pace } from './pace'
import type { Held } from './package-record'
import type { DownloadCalls } from './protocol'

export interface EntryAround {
  /** The worker that may ask these origins and no other but our own. */
  downloads: (origins: string[]) => Promise<WorkerPort<DownloadCalls>>
  device: Device
  addresses: (model: Hosted) => Address[]
  now: () => number
  keptOffline: (urls: string[]) => Promise<boolean>
  /** Tells the other tabs. */
  changed: () => void
  /** Resolves when no other tab is fetching it any more. */
  free: (id: string) => Promise<void>
}

/** What every model of the catalogues has. */
export interface Hosted extends ModelPackage {
  title: string
  repo: string
  elsewhere?: Record<string, string>
}

export interface Fetching extends DownloadProgress {
  bytesPerSecond?: number
  secondsLeft?: number
}

/** What of a model is to be seen: where it stands and what can be done. */
export type EntryState = 'absent' | 'paused' | 'fetching' | 'elsewhere' | 'untried' | 'trying' | 'ready' | 'failed'

/** One model of a catalogue on this device, with the runtime that it needs where that is a package of its own. */
export abstract class Entry<
  M extends Hosted = Hosted,
  Ready extends { runtime: string; offline: boolean } = { runtime: string; offline: boolean },
> {
  #held = $state.raw<Held | undefined>(undefined)
  #runtimeHeld = $state.raw<Held | undefined>(undefined)
  #doing = $state<'fetching' | 'trying' | 'elsewhere' | undefined>(undefined)
  #fetching = $state.raw<Fetching | undefined>(undefined)
  #failure = $state.raw<Failure | undefined>(undefined)
  #control: AbortController | undefined

  constructor(
    readonly model: M,
    readonly runtime: ModelPackage | undefined,
    protected readonly around: EntryAround,
  ) {}

  /** Whether it can run here, before a byte is fetched. */
  abstract get judgement(): Judgement
  /** The version of what it runs in: one that was tried in another is tried again. */
  protected abstract get engineRevision(): string
  /** Loads it out of the store with no network, and measures it. Undefined where something is missing. */
  protected abstract firstStart(): Promise<Ready | undefined>
  /** Frees what it holds in memory. */
  protected abstract letGo(): void

  get state(): EntryState {
    if (this.#doing) return this.#doing
    if (this.#failure) return 'failed'
    const held = this.#held
    if (!held || (!held.have && !held.wanted)) return 'absent'
    if (!this.complete) return 'paused'
    return this.ready ? 'ready' : 'untried'
  }

  get held(): Held | undefined {
    return this.#held
  }

  protected get runtimeHeld(): Held | undefined {
    return this.#runtimeHeld
  }

  /** How it showed that it works here, in the engine that this app has. */
  get ready(): Ready | undefined {
    const ready = this.#held?.ready as Ready | undefined
    return ready?.runtime === this.engineRevision ? ready : undefined
  }

  get complete(): boolean {
    return !!this.#held?.complete && (!this.runtime || !!this.#runtimeHeld?.complete)
  }

  get fetching(): Fetching | undefined {
    return this.#fetching
  }

  get failure(): Failure | undefined {
    return this.#failure
  }

  /** Bytes of the model and of the runtime that it needs. */
  get bytes(): { model: number; runtime: number; have: number; left: number } {
    const model = this.#held?.of ?? bytesOf(this.model.variants[0]!)
    const runtime = this.#runtimeHeld?.of ?? (this.runtime ? bytesOf(this.runtime.variants[0]!) : 0)
    const have = (this.#held?.have ?? 0) + (this.#runtimeHeld?.have ?? 0)
    return { model, runtime, have, left: model + runtime - have }
  }

  /** Reads from the store where it stands. */
  async look() {
    const port = await this.around.downloads([])
    const [held, runtime] = await port.call('inspect', this.#packages)
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
    await this.#stop()
    await this.look()
  }

  /** Stops and throws away what has come. */
  async remove(alsoRuntime: boolean) {
    await this.#stop()
    this.letGo()
    this.#failure = undefined
    const port = await this.around.downloads([])
    await port.call('remove', [this.model.id, ...(alsoRuntime && this.runtime ? [this.runtime.id] : [])])
    await this.look()
    this.around.changed()
  }

  /** Loads it out of the store with no network, and measures it. */
  async try() {
    await this.look()
    if (!this.complete) return
    this.#failure = undefined
    this.#doing = 'trying'
    try {
      const ready = await this.firstStart()
      if (ready) await (await this.around.downloads([])).call('ready', { id: this.model.id, ready: ready as never })
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
    const damaged = (fault as Error)?.name === 'DamagedFile'
    const wrong = damaged ? (await Promise.all(this.#packages.map((pkg) => port.call('check', pkg)))).flat() : []
    this.#failure = wrong.length
      ? { code: 'model-damaged', subject: wrong.join(', ') }
      : explain(fault, this.model.title)
    await this.look()
  }

  protected get variant(): Variant | undefined {
    return this.model.variants.find(({ name }) => name === this.#held?.variant)
  }

  get #packages(): ModelPackage[] {
    const { id, variants } = this.model
    return [{ id, variants }, ...(this.runtime ? [this.runtime] : [])]
  }

  async #fetchAll(signal: AbortSignal): Promise<boolean> {
    const addresses = this.around.addresses(this.model)
    const pace = new Pace()
    for (const pkg of this.#packages) {
      const from = pkg === this.runtime ? [{ name: 'this site', base: '', origins: [] }] : addresses
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

  async #stop() {
    this.#control?.abort()
    const port = await this.around.downloads([])
    await port.call('want', { id: this.model.id, wanted: false })
  }
}

import type { Settings } from '../app/settings.svelte'
import type { WorkerPort } from '../app/worker-protocol'
import { addressesFor } from './addresses'
import { embedders, vectorKey, type ModelPackage } from './catalogue'
import type { Device } from './capability'
import { Chats, type ChatsAround } from './chats.svelte'
import type { Embedder } from './embedder'
import { EmbedderEntry } from './embedder-entry.svelte'
import type { Hosted } from './entry.svelte'
import type { LanguageModel } from './language-model'
import { LibraryVectors, type Surroundings } from './library-vectors.svelte'
import type { DownloadCalls } from './protocol'
import type { Runtime } from './runtime'

export interface ModelsAround extends Pick<
  ChatsAround,
  'startChat' | 'prepareChat' | 'scriptOf' | 'locks' | 'builtIn'
> {
  settings: Settings
  /** The app's own address: a self-hoster's models lie beside it. */
  app: string
  device: Device
  /** The runtime that suits the device. */
  runtime: Runtime
  wllamaRuntime: ModelPackage
  downloads: (origins: string[]) => Promise<WorkerPort<DownloadCalls>>
  startEmbedder: () => Worker
  library: Omit<Surroundings, 'failed'>
  now: () => number
  keptOffline: (urls: string[]) => Promise<boolean>
  /** Resolves when no other tab is fetching the package. */
  free: (id: string) => Promise<void>
  /** Remembers that a download is to go on after a reload, without anything of the models having to be loaded to know. */
  remember: (unfinished: boolean) => void
  /** Word from and to the other tabs that something of a model changed. */
  tabs: { tell: () => void; heard: (changed: () => void) => void }
}

/** The models of this device: which there are, which one is in use, and what the library owes it. */
export class Models {
  readonly entries: readonly EmbedderEntry[]
  readonly chats: Chats
  readonly library: LibraryVectors
  readonly device: Device
  #keys = $state.raw<readonly string[]>([])

  constructor(private readonly around: ModelsAround) {
    const { settings, app, tabs, library } = around
    this.device = around.device
    // The runtime is shared: what one model fetched, another need not.
    const changed = () => (tabs.tell(), void this.look())
    const addresses = (model: Hosted) => addressesFor(model, settings.choices.modelsAddress, app)
    const entryAround = { ...around, addresses, changed }
    this.entries = embedders.map((model) => new EmbedderEntry(model, entryAround))
    this.chats = new Chats({ ...entryAround, remember: () => this.#remember() })
    this.library = new LibraryVectors({
      ...library,
      failed: (fault) => void this.#used?.fault(fault).then(() => this.#settle()),
    })
    tabs.heard(() => void this.look())
  }

  /** Looks what is here, and goes on with what a reload interrupted. */
  async open() {
    await Promise.all([this.look(), this.chats.open()])
    for (const entry of this.entries) if (this.#unfinished(entry)) void this.download(entry)
  }

  async look() {
    await Promise.all([...this.entries, ...this.chats.entries].map((entry) => entry.look()))
    await this.#settle()
  }

  /** The language model in use; undefined where there is none, or it is not ready. */
  languageModel(): LanguageModel | undefined {
    return this.chats.languageModel()
  }

  get #used(): EmbedderEntry | undefined {
    return this.entries.find(({ model }) => model.id === this.around.settings.choices.embedder)
  }

  inUse(entry: EmbedderEntry): boolean {
    return entry === this.#used
  }

  get anyInUse(): boolean {
    return !!this.#used
  }

  /** Search goes by this model from when the library is embedded by it; until then the last one's vectors serve. */
  async use(entry: EmbedderEntry | undefined) {
    await this.around.settings.choose('embedder', entry?.model.id ?? '')
    await this.#settle()
  }

  async download(entry: EmbedderEntry) {
    this.around.remember(true)
    await entry.download()
    if (entry.state === 'ready' && this.#used?.state !== 'ready') await this.use(entry)
  }

  /** Takes a model off this device, with the vectors that it made. */
  async remove(entry: EmbedderEntry) {
    if (this.inUse(entry)) await this.use(undefined)
    const others = this.entries.filter((other) => other !== entry)
    await entry.remove(!others.some(({ held }) => held?.have))
    const { store } = this.around.library
    const ofIt = (await store.models()).filter((key) => key.startsWith(`${entry.model.id}@`))
    for (const key of ofIt) await store.removeModel(key)
    await this.#settle()
  }

  async pauseLibrary(paused: boolean) {
    await this.around.settings.choose('embeddingPaused', paused)
    this.library.wake()
  }

  /**
   * What search should use: the embedder whose vectors cover the library best, so that its queries and its vectors are of
   * one kind. Undefined where there is none: then the instant encoder alone serves.
   */
  get serving(): Embedder | undefined {
    const used = this.#used?.embedder()
    if (this.library.state === 'done') return used
    const before = this.entries.find(
      (entry) => entry !== this.#used && entry.state === 'ready' && this.#keys.includes(this.#keyOf(entry)),
    )
    return before?.embedder() ?? used
  }

  /** The embedder in use, where it helps to judge interviews: it needs no embedded library. It throws while it is not ready. */
  judging(): { title: string; embedder: Embedder } | undefined {
    const used = this.#used
    if (!used?.model.judges) return undefined
    const embedder = used.embedder()
    if (!embedder) throw new Error(`${used.model.title} is not ready`)
    return { title: used.model.title, embedder }
  }

  #keyOf({ model, held }: EmbedderEntry): string {
    const variant = model.variants.find(({ name }) => name === held?.variant)
    return variant ? vectorKey(model, variant) : ''
  }

  async #settle() {
    this.#remember()
    await this.library.use(this.#used?.embedder())
    this.#keys = await this.around.library.store.models()
  }

  #remember() {
    this.around.remember(this.entries.some((one) => this.#unfinished(one)) || this.chats.unfinished)
  }

  /** Begun and not paused, or overtaken by a newer version of the app, whose own part is fetched from this site. */
  #unfinished(entry: EmbedderEntry): boolean {
    const { held, state } = entry
    if (held?.wanted && !held.ready) return true
    return this.inUse(entry) && !!held?.complete && state !== 'ready'
  }
}

import type { Settings } from '../app/settings.svelte'
import { builtInAvailability, type Availability, type PromptApi } from './built-in'
import { BuiltInModel, builtInId } from './built-in-model'
import { bytesOf } from './catalogue'
import { chatModels, type ChatModelInfo } from './chat-catalogue'
import { ChatEntry, type ChatEntryAround } from './chat-entry.svelte'
import { recommend, type Recommendation } from './chat-gates'
import type { LanguageModel } from './language-model'

export interface ChatsAround extends ChatEntryAround {
  settings: Settings
  /** The browser's own model, where it has one. */
  builtIn: PromptApi | undefined
  /** Something is to go on after a reload, or no more. */
  remember: () => void
}

/** The language models of this device, and which one is in use. */
export class Chats {
  readonly entries: readonly ChatEntry[]
  /** The one to begin with here, and why. */
  readonly recommended: Recommendation | undefined
  #builtIn = $state<Availability>('unavailable')
  #builtInModel: BuiltInModel | undefined

  constructor(private readonly around: ChatsAround) {
    this.entries = chatModels.map((model) => new ChatEntry(model, around))
    const runtime = bytesOf(around.wllamaRuntime.variants[0]!)
    const bytes = ({ variants, engine }: ChatModelInfo) => bytesOf(variants[0]!) + (engine === 'wllama' ? runtime : 0)
    this.recommended = recommend(chatModels, around.device, bytes)
  }

  /** What the browser says of its own model. */
  get builtIn(): Availability {
    return this.#builtIn
  }

  get builtInUsed(): boolean {
    return this.#chosen === builtInId
  }

  /** Goes on with what a reload interrupted. */
  async open() {
    this.#builtIn = await builtInAvailability(this.around.builtIn)
    await Promise.all(this.entries.map((entry) => entry.look()))
    for (const entry of this.entries) {
      if (this.#unfinished(entry)) void this.download(entry)
      // An update of the app brought another script for the engine.
      else if (entry.state === 'ready') void this.around.prepareChat(entry.model.engine).catch(() => undefined)
    }
  }

  get unfinished(): boolean {
    return this.entries.some((entry) => this.#unfinished(entry))
  }

  inUse(entry: ChatEntry): boolean {
    return entry.model.id === this.#chosen
  }

  get anyInUse(): boolean {
    return !!this.#chosen
  }

  async use(entry: ChatEntry | typeof builtInId | undefined) {
    const id = typeof entry === 'object' ? entry.model.id : (entry ?? '')
    await this.around.settings.choose('languageModel', id)
  }

  async download(entry: ChatEntry) {
    this.around.remember()
    await entry.download()
    if (entry.state === 'ready' && !this.languageModel()) await this.use(entry)
    this.around.remember()
  }

  /** Takes a model off this device. */
  async remove(entry: ChatEntry) {
    if (this.inUse(entry)) await this.use(undefined)
    const shares = (other: ChatEntry) => other !== entry && other.runtime === entry.runtime && other.held?.have
    await entry.remove(!this.entries.some(shares))
    this.around.remember()
  }

  languageModel(): LanguageModel | undefined {
    if (this.builtInUsed) return this.#ownOfBrowser()
    return this.entries.find((entry) => this.inUse(entry))?.languageModel()
  }

  /** The app went out of sight. */
  hidden() {
    for (const entry of this.entries) entry.hidden()
  }

  #ownOfBrowser(): BuiltInModel | undefined {
    if (this.#builtIn === 'unavailable') return undefined
    return (this.#builtInModel ??= new BuiltInModel(this.around.builtIn!, this.around.locks))
  }

  /** Begun and not paused, or overtaken by a newer version of the app, which brings another engine. */
  #unfinished(entry: ChatEntry): boolean {
    const { held, state } = entry
    if (held?.wanted && !held.ready) return true
    return this.inUse(entry) && !!held?.have && state !== 'ready' && state !== 'failed'
  }

  get #chosen(): string {
    return this.around.settings.choices.languageModel
  }
}

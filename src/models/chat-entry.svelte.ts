import type { Judgement } from './capability'
import { webLlmVersion, type ChatModelInfo } from './chat-catalogue'
import { contextFor, judgeChat, threadsFor } from './chat-gates'
import { ChatModel, type EngineWorker } from './chat-model'
import type { ChatSpec } from './chat-protocol'
import { tryChat } from './chat-trial'
import type { ModelPackage } from './catalogue'
import { Entry, type EntryAround } from './entry.svelte'
import type { ChatReadiness } from './package-record'
import type { Locks } from './turns'

export interface ChatEntryAround extends EntryAround {
  /** llama.cpp in the build that this browser can run. */
  wllamaRuntime: ModelPackage
  startChat: (engine: ChatModelInfo['engine']) => EngineWorker
  /** Keeps the engine's own script for use without a network, and waits until it may run under its own policy. */
  prepareChat: (engine: ChatModelInfo['engine']) => Promise<void>
  /** The address of that script. */
  scriptOf: (engine: ChatModelInfo['engine']) => string
  locks: Locks
}

/** A language model on this device. */
export class ChatEntry extends Entry<ChatModelInfo, ChatReadiness> {
  #chat: ChatModel | undefined

  constructor(
    model: ChatModelInfo,
    private readonly parts: ChatEntryAround,
  ) {
    super(model, model.engine === 'wllama' ? parts.wllamaRuntime : undefined, parts)
  }

  get judgement(): Judgement {
    return judgeChat(this.model, this.around.device, this.bytes.left)
  }

  protected get engineRevision(): string {
    return this.runtime?.variants[0]!.revision ?? webLlmVersion
  }

  protected async firstStart(): Promise<ChatReadiness | undefined> {
    const chat = this.#model()
    if (!chat) return undefined
    const { now } = this.around
    const kept = (urls: string[]) => this.around.keptOffline([this.parts.scriptOf(this.model.engine), ...urls])
    return { ...(await tryChat(chat, now, kept)), at: now(), runtime: this.engineRevision }
  }

  protected letGo() {
    this.#chat?.end()
    this.#chat = undefined
  }

  /** The model for use; undefined while it is not ready. */
  languageModel(): ChatModel | undefined {
    return this.state === 'ready' ? this.#model() : undefined
  }

  /** The app went out of sight: on a phone others need the memory. */
  hidden() {
    if (this.around.device.phone) this.#chat?.rest()
  }

  #model(): ChatModel | undefined {
    const spec = this.#spec()
    if (!spec) return undefined
    if (JSON.stringify(this.#chat?.spec) !== JSON.stringify(spec)) {
      this.letGo()
      this.#chat = this.#start(spec)
    }
    return this.#chat
  }

  #start(spec: ChatSpec): ChatModel {
    const { id, title, engine } = this.model
    const { startChat, prepareChat, locks } = this.parts
    return new ChatModel({ id, title, engine, contextTokens: spec.contextTokens }, spec, {
      start: () => startChat(engine),
      prepare: () => prepareChat(engine),
      locks,
      failed: (fault) => void this.fault(fault),
    })
  }

  #spec(): ChatSpec | undefined {
    if (!this.complete) return undefined
    const { device } = this.around
    const runtime = this.runtime && { id: this.runtime.id, files: this.runtimeHeld!.files }
    const files = this.held!.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
    const contextTokens = contextFor(this.model, device)
    return { id: this.model.id, files, runtime, contextTokens, threads: threadsFor(device), graphics: false }
  }
}

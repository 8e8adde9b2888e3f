import type { WorkerPort } from '../app/worker-protocol'
import type { ChatCalls, ChatRequest, ChatSpec } from './chat-protocol'
import { estimateTokens } from './estimate-tokens'
import { grammarOf } from './grammar'
import {
  LanguageModelFailure,
  type ChatMessage,
  type GenerateOptions,
  type Generated,
  type LanguageModel,
  type LanguageModelFault,
} from './language-model'
import { settle } from './settle'
import { Turns, type Locks } from './turns'
import { Ended, race, Watch } from './watch'

/** An engine in its worker, and the means to be rid of it. */
export interface EngineWorker {
  port: WorkerPort<ChatCalls>
  end(): void
}

export interface ChatModelAround {
  start: () => EngineWorker
  /** What has to be done before it can start. */
  prepare?: () => Promise<void>
  locks: Locks
  /** A fault that asking again does not mend: a damaged file, a model that cannot be loaded. */
  failed: (fault: unknown) => void
  /** Unloaded when nobody has asked for so long. */
  idleMs?: number
  /** An engine that gives no sign of life for so long is lost: reading a prompt may take long on a slow device. */
  silentMs?: number
  /** An engine that has not stopped so long after it was told to is ended. */
  stopMs?: number
  /** Loading that takes longer than this has failed: others wait for their turn. */
  loadMs?: number
}

const defaults = { idleMs: 5 * 60_000, silentMs: 90_000, stopMs: 5000, loadMs: 6 * 60_000 }

/**
 * A downloaded language model in one worker of its own. It is loaded when first asked, for all tabs once; it waits its turn;
 * it is let go when idle; and it comes back by itself when its worker or its graphics device was lost. Every call carries
 * the whole conversation, so that nothing of it can be lost with an engine.
 */
export class ChatModel implements LanguageModel {
  #turns: Turns
  #running:
    { worker: EngineWorker; loaded: Promise<{ ms: number; requests: string[] }>; ended: AbortController } | undefined
  #asked = 0
  #restAfter = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #lostBefore = false
  readonly #limits: Required<Pick<ChatModelAround, keyof typeof defaults>>

  constructor(
    readonly model: LanguageModel['model'],
    readonly spec: ChatSpec,
    private readonly around: ChatModelAround,
  ) {
    this.#limits = { ...defaults, ...around }
    this.#turns = new Turns(around.locks, () => this.#end())
  }

  get inMemory(): boolean {
    return !!this.#running
  }

  /** Loads it if it is not, in its turn. */
  load(): Promise<{ ms: number; requests: string[] }> {
    return this.#awake(() => this.#turns.take(() => this.#load()))
  }

  async countTokens(text: string): Promise<number> {
    const running = this.#running
    const exact =
      running &&
      (await race(running.worker.port.call('count', { spec: this.spec, text }), running.ended.signal).catch(
        () => undefined,
      ))
    return exact ?? estimateTokens(text)
  }

  async generate(messages: readonly ChatMessage[], options: GenerateOptions): Promise<Generated> {
    const { signal, schema, maxTokens, temperature = 0.2 } = options
    signal?.throwIfAborted()
    if (maxTokens >= this.model.contextTokens) throw new LanguageModelFailure('too-long')
    const grammar = schema && grammarOf(schema)
    const request: ChatRequest = {
      spec: this.spec,
      messages: messages.map(({ role, content }) => ({ role, content })),
      maxTokens,
      temperature,
      grammar,
    }
    const turn = this.#awake(() => this.#turns.take(() => this.#turn(request, options), signal))
    return settle(await (signal ? race(turn, signal) : turn), schema)
  }

  /** The app went out of sight on a device that needs the memory for others. */
  rest() {
    if (this.#asked) this.#restAfter = true
    else this.#unload()
  }

  /** Ends it for good, or until it is asked again; open calls fail as lost. */
  end() {
    this.#unload()
  }

  async #turn(request: ChatRequest, { signal, ontext }: GenerateOptions): Promise<Generated> {
    signal?.throwIfAborted()
    try {
      await this.#load()
    } catch (fault) {
      signal?.throwIfAborted()
      // It was deleted, or let go, while it was loading: nothing is wrong with it.
      if (fault instanceof Ended) throw new LanguageModelFailure('lost')
      this.around.failed(fault)
      throw new LanguageModelFailure('not-ready', (fault as Error).message)
    }
    const { worker, ended } = this.#running!
    const watch = new Watch(this.#limits.silentMs, this.#limits.stopMs, signal)
    const onprogress = (piece: string) => {
      watch.alive()
      if (piece && !signal?.aborted) ontext?.(piece)
    }
    try {
      const call = worker.port.call('generate', request, { signal, onprogress })
      const given = await Promise.race([race(call, ended.signal), watch.broken])
      this.#lostBefore = false
      return given
    } catch (fault) {
      throw this.#explain(fault, signal, watch)
    } finally {
      watch.end()
    }
  }

  /** What a fault in a turn means to the caller, and what is to be done about it here. */
  #explain(fault: unknown, signal: AbortSignal | undefined, watch: Watch): unknown {
    const { name, message } = fault as Error
    if (signal?.aborted) {
      // It did not stop when it was told to: the next turn gets a new one.
      if (watch.gaveUp) this.#end()
      return signal.reason
    }
    if (name === 'LanguageModelFailure' && message !== 'lost')
      return new LanguageModelFailure(message as LanguageModelFault)
    this.#end()
    // It is on its way back before anybody asks again; not for ever, where it is lost each time.
    if (!this.#lostBefore) void this.load().catch(() => undefined)
    this.#lostBefore = true
    return new LanguageModelFailure('lost', message)
  }

  async #load(): Promise<{ ms: number; requests: string[] }> {
    await this.around.prepare?.()
    await this.#turns.own()
    if (!this.#running) {
      const worker = this.around.start()
      const ended = new AbortController()
      const loaded = race(
        worker.port.call('load', this.spec),
        AbortSignal.any([ended.signal, AbortSignal.timeout(this.#limits.loadMs)]),
      )
      this.#running = { worker, ended, loaded }
      loaded.catch(() => this.#running?.worker === worker && this.#end())
    }
    return this.#running.loaded
  }

  async #awake<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.#timer)
    this.#asked++
    try {
      return await work()
    } finally {
      if (--this.#asked === 0) this.#fallAsleep()
    }
  }

  #fallAsleep() {
    if (this.#restAfter) return this.#unload()
    this.#timer = setTimeout(() => this.#unload(), this.#limits.idleMs)
  }

  #unload() {
    clearTimeout(this.#timer)
    this.#restAfter = false
    this.#end()
    this.#turns.release()
  }

  /** Frees the memory at once; calls that are open fail. */
  #end() {
    this.#running?.ended.abort(new Ended())
    this.#running?.worker.end()
    this.#running = undefined
  }
}

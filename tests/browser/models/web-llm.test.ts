import type { ChatCompletionChunk, ChatCompletionRequestStreaming } from '@mlc-ai/web-llm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { workerPort } from '../../../src/app/worker-port'
import type { Calls, Handlers, WorkerPort } from '../../../src/app/worker-protocol'
import { chatHandlers } from '../../../src/models/chat-handlers'
import { ChatModel, type EngineWorker } from '../../../src/models/chat-model'
import type { ChatCalls, ChatSpec } from '../../../src/models/chat-protocol'
import type { DownloadCalls } from '../../../src/models/protocol'
import { WebLlmEngine, type Library } from '../../../src/models/web-llm-engine'
import { pinned } from '../../fixtures/models/tiny-model'

/** web-llm without a graphics processor: our worker, store and recovery around a library that stands in for it. */
const downloads = workerPort<DownloadCalls>(
  () => new Worker(new URL('../../../src/models/download.worker.ts', import.meta.url), { type: 'module' }),
)
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)) as Uint8Array<ArrayBuffer>
const shard = Uint8Array.from({ length: 64 }, (_, n) => n)
const contents: Record<string, Uint8Array<ArrayBuffer>> = {
  'tensor-cache.json': text({ metadata: {}, records: [{ dataPath: 'params_shard_0.bin', nbytes: 64, records: [] }] }),
  'mlc-chat-config.json': text({ tokenizer_files: ['tokenizer.json'], context_window_size: 4096 }),
  'tokenizer.json': text({}),
  'lib.wasm': Uint8Array.of(1, 2, 3, 4),
  'params_shard_0.bin': shard,
}
let spec: ChatSpec

beforeAll(async () => {
  const files = await Promise.all(Object.entries(contents).map(([path, bytes]) => pinned(path, bytes)))
  const pkg = { id: 'compiled', variants: [{ name: 'public', revision: '1', files }] }
  await downloads.call('download', { pkg, addresses: [{ name: 'here', base: '', origins: [] }] })
  const kept = files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
  spec = { id: 'compiled', files: kept, contextTokens: 300, threads: 1, graphics: true }
})
afterAll(() => downloads.call('remove', ['compiled']))

type Scope = { fetch: typeof fetch; caches?: CacheStorage }
interface Script {
  words: string[]
  /** The device goes after so many words. */
  lostAfter?: number
}

/** What it was asked, and what it found in what it takes for the browser's caches. */
let asked: ChatCompletionRequestStreaming[]
let found: Record<string, number[]>
let network: string[]
let libraries: number
let script: Script
beforeEach(() => {
  asked = []
  found = {}
  network = []
  libraries = 0
  script = { words: ['One', ' two', ' three.'] }
})

class FakeLibrary implements Library {
  #interrupted = false
  #loaded = false

  constructor(
    private readonly scope: Scope,
    private readonly base: string,
  ) {
    libraries++
  }

  /** As web-llm does it: the cache is asked whether a file is there, and then for it; only the rest is fetched. */
  async reload() {
    const cache = await this.scope.caches!.open('webllm/model')
    const keys = (await cache.keys()).map(({ url }) => url)
    for (const name of Object.keys(contents)) {
      const request = new Request(this.base + name)
      expect(keys).toContain(request.url)
      expect(await cache.match(request)).toBeDefined()
      found[name] = [...new Uint8Array(await (await cache.match(request))!.arrayBuffer())]
    }
    await expect(cache.add(`${this.base}other.bin`)).rejects.toThrow('The store has no')
    expect((await this.scope.fetch(`${this.base}other.bin`)).status).toBe(404)
    expect((await this.scope.fetch(`${this.base}lib.wasm`)).status).toBe(200)
    this.#loaded = true
  }

  interruptGenerate() {
    this.#interrupted = true
  }

  chat = {
    completions: {
      create: async (request: ChatCompletionRequestStreaming) => {
        asked.push(request)
        if (!this.#loaded) throw named('ModelNotLoadedError')
        this.#interrupted = false
        return this.#say()
      },
    },
  }

  async *#say(): AsyncGenerator<ChatCompletionChunk> {
    let n = 0
    for (const word of script.words) {
      await new Promise((go) => setTimeout(go, 2))
      if (this.#interrupted) break
      if (n++ === script.lostAfter) {
        script.lostAfter = undefined
        this.#loaded = false
        throw named('DeviceLostError')
      }
      yield chunk(word)
    }
    yield {
      ...chunk(''),
      usage: { prompt_tokens: 7, completion_tokens: n } as ChatCompletionChunk['usage'],
      choices: [],
    }
  }
}

const named = (name: string) => Object.assign(new Error(name), { name })
const chunk = (content: string): ChatCompletionChunk => ({
  ...{ id: '1', object: 'chat.completion.chunk', created: 0, model: 'compiled' },
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
})

/** A worker's port without a worker: what crosses is copied as it would be. */
function portTo<C extends Calls>(handlers: Handlers<C>): WorkerPort<C> {
  return {
    async call(name, input, { signal, onprogress } = {}) {
      const context = {
        signal: signal ?? new AbortController().signal,
        progress: (value: unknown) => onprogress?.(structuredClone(value) as never),
      }
      try {
        return structuredClone(await handlers[name](structuredClone(input) as never, context))
      } catch (fault) {
        throw new DOMException((fault as Error).message, (fault as Error).name)
      }
    },
  }
}

function worker(): EngineWorker {
  const scope: Scope = {
    fetch: async (input) => {
      network.push(String(input))
      throw new TypeError('no network')
    },
  }
  const make = ({ appConfig }: { appConfig: { model_list: { model: string }[] } }) => {
    return new FakeLibrary(scope, appConfig.model_list[0]!.model)
  }
  return { port: portTo(chatHandlers(async () => new WebLlmEngine(make, scope))), end: () => undefined }
}

function chatModel(one = spec) {
  const faults: unknown[] = []
  const about = { id: one.id, title: one.id, engine: 'web-llm' as const, contextTokens: one.contextTokens }
  const around = { start: worker, locks: navigator.locks, failed: (fault: unknown) => faults.push(fault) }
  return Object.assign(new ChatModel(about, one, around), { faults })
}
const ask = (content: string) => [{ role: 'user' as const, content }]

describe('web-llm', () => {
  test('finds every file in the store, verified, and asks the network for nothing', async () => {
    const chat = chatModel()
    const pieces: string[] = []
    const given = await chat.generate(ask('Count'), { maxTokens: 20, ontext: (piece) => pieces.push(piece) })
    expect(given).toEqual({ text: 'One two three.', ended: 'stop', promptTokens: 7, outputTokens: 3 })
    expect(pieces).toEqual(script.words)
    expect(found).toEqual(Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, [...bytes]])))
    expect(network).toEqual([])
    chat.end()
  })

  test('is handed a shape as a grammar, with its limits, and told nothing of thinking', async () => {
    script.words = ['{"a":', 'true}']
    const chat = chatModel()
    const schema = { type: 'object', properties: { a: { type: 'boolean' } } } as const
    expect((await chat.generate(ask('x'), { maxTokens: 20, temperature: 0.5, schema })).text).toBe('{"a":true}')
    expect(asked[0]).toMatchObject({
      max_tokens: 20,
      temperature: 0.5,
      stream: true,
      response_format: { type: 'grammar', grammar: expect.stringContaining('root ::= "{"') },
    })
    // It would put “<think>” into the answer.
    expect(asked[0]!.extra_body).toBeUndefined()
    chat.end()
  })

  test('does not load a shard that was spoilt without changing its size', async () => {
    const files = spec.files.map((file) =>
      file.path === 'params_shard_0.bin' ? { ...file, sha256: 'f'.repeat(64) } : file,
    )
    const chat = chatModel({ ...spec, files })
    await expect(chat.generate(ask('x'), { maxTokens: 20 })).rejects.toMatchObject({ code: 'not-ready' })
    expect(chat.faults).toEqual([expect.objectContaining({ name: 'DamagedFile', message: 'params_shard_0.bin' })])
    chat.end()
  })

  test('refuses what does not fit before it is asked, and stops at once when it is told to', async () => {
    script.words = Array.from({ length: 500 }, (_, n) => ` ${n}`)
    const chat = chatModel()
    await expect(chat.generate(ask('word '.repeat(200)), { maxTokens: 100 })).rejects.toMatchObject({
      code: 'too-long',
    })
    expect(asked).toEqual([])
    const control = new AbortController()
    let heard = 0
    const stopped = chat.generate(ask('x'), {
      maxTokens: 200,
      signal: control.signal,
      ontext: () => ++heard === 3 && control.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(heard).toBe(3)
    chat.end()
  })

  test('is stopped when it repeats itself', async () => {
    script.words = Array.from({ length: 500 }, () => ' again and')
    const given = await chatModel().generate(ask('x'), { maxTokens: 200 })
    expect(given).toMatchObject({ ended: 'repetition', text: 'again and' })
    expect(given.outputTokens).toBeLessThan(30)
  })

  test('that gives nothing is said to be empty, and white space is nothing', async () => {
    script.words = [' ', '\n']
    await expect(chatModel().generate(ask('x'), { maxTokens: 20 })).rejects.toMatchObject({ code: 'empty' })
  })

  test('loses its device mid-sentence: the call is lost, the engine comes back, the conversation can go on', async () => {
    script = { words: ['One', ' two', ' three.'], lostAfter: 1 }
    const chat = chatModel()
    const conversation = [...ask('Count'), { role: 'assistant' as const, content: 'To what?' }, ...ask('Three')]
    const pieces: string[] = []
    const lost = chat.generate(conversation, { maxTokens: 20, ontext: (piece) => pieces.push(piece) })
    await expect(lost).rejects.toMatchObject({ name: 'LanguageModelFailure', code: 'lost' })
    expect(pieces).toEqual(['One'])
    await expect.poll(() => chat.inMemory).toBe(true)
    expect((await chat.generate(conversation, { maxTokens: 20 })).text).toBe('One two three.')
    expect(libraries).toBe(2)
    expect(asked.at(-1)!.messages).toEqual(conversation)
    expect(chat.faults).toEqual([])
    chat.end()
  })
})

describe('an engine that never comes up', () => {
  const never: EngineWorker = { port: { call: () => new Promise<never>(() => undefined) }, end: () => undefined }
  const chatWith = (loadMs: number) => {
    const faults: unknown[] = []
    const about = { id: 'never', title: 'Never', engine: 'web-llm' as const, contextTokens: 300 }
    const failed = (fault: unknown) => faults.push(fault)
    const chat = new ChatModel(about, spec, { start: () => never, locks: navigator.locks, failed, loadMs })
    return Object.assign(chat, { faults })
  }

  test('is given up, and those who wait for their turn get it', async () => {
    const chat = chatWith(50)
    await expect(chat.generate(ask('x'), { maxTokens: 20 })).rejects.toMatchObject({ code: 'not-ready' })
    expect(chat.faults).toHaveLength(1)
    const other = chatModel()
    expect((await other.generate(ask('x'), { maxTokens: 20 })).text).toBe('One two three.')
    other.end()
  })

  test('and is deleted meanwhile, is lost and not broken', async () => {
    const chat = chatWith(60_000)
    const asked = chat.generate(ask('x'), { maxTokens: 20 })
    await expect.poll(() => chat.inMemory).toBe(true)
    chat.end()
    await expect(asked).rejects.toMatchObject({ code: 'lost' })
    expect(chat.faults).toEqual([])
  })

  test('can be stopped at once', async () => {
    const chat = chatWith(60_000)
    const control = new AbortController()
    const asked = chat.generate(ask('x'), { maxTokens: 20, signal: control.signal })
    await expect.poll(() => chat.inMemory).toBe(true)
    control.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    chat.end()
  })
})

test('the library itself, in its worker, reads its configuration and its library out of the store', async () => {
  const port = workerPort<ChatCalls>(
    () => new Worker(new URL('../../../src/models/web-llm.worker.ts', import.meta.url), { type: 'module' }),
  )
  // It comes as far as a machine without a graphics processor and a compiled model lets it: those four bytes are no library.
  await expect(port.call('load', spec)).rejects.toMatchObject({
    name: 'CompileError',
    message: expect.stringContaining('expected magic word 00 61 73 6d, found 01 02 03 04'),
  })
})

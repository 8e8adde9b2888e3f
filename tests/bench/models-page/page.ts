import { Wllama } from '@wllama/wllama/esm/index.js'
import { workerPort } from '../../../src/app/worker-port'
import { addressesFor } from '../../../src/models/addresses'
import type { ModelPackage } from '../../../src/models/catalogue'
import { chatModels, type ChatModelInfo } from '../../../src/models/chat-catalogue'
import { judgeChat, threadsFor } from '../../../src/models/chat-gates'
import { ChatModel, type EngineWorker } from '../../../src/models/chat-model'
import type { ChatCalls, ChatSpec } from '../../../src/models/chat-protocol'
import { probeDevice } from '../../../src/models/probe'
import type { DownloadCalls } from '../../../src/models/protocol'
import { wllamaRuntime } from '../../../src/models/wllama-runtime'
import { openModelFiles } from '../../../src/models/model-files'
import { gguf, smallShape, type GgufShape } from '../../fixtures/models/gguf'
import { pinned } from '../../fixtures/models/tiny-model'
import { compare, computing, memory, shown, validity, watchTasks, type Ask, type Asked, type Figures } from './measure'
import { tryRandomWebLlm } from './random-web-llm'

const downloads = workerPort<DownloadCalls>(
  () => new Worker(new URL('../../../src/models/download.worker.ts', import.meta.url), { type: 'module' }),
)

function engine(start: () => Worker): EngineWorker {
  let worker: Worker | undefined
  return { port: workerPort<ChatCalls>(() => (worker = start())), end: () => worker?.terminate() }
}
const wllamaWorker = () =>
  engine(() => new Worker(new URL('../../../src/models/wllama.worker.ts', import.meta.url), { type: 'module' }))
const webLlmWorker = () =>
  engine(() => new Worker(new URL('../../../src/models/web-llm.worker.ts', import.meta.url), { type: 'module' }))

/** 42 million weights of eight bits, in layers as wide as those of SmolLM2 135M; its tokens are single signs. */
const generatedShape = {
  ...smallShape,
  layers: 10,
  width: 576,
  heads: 9,
  inner: 1536,
  weights: 'q8_0',
  endless: true,
} as const

async function fetched(pkg: ModelPackage, addresses = [{ name: 'here', base: '', origins: [] as string[] }]) {
  const { id, variants } = pkg
  const outcome = await downloads.call('download', { pkg: { id, variants }, addresses })
  if (outcome === 'elsewhere' || !outcome.ok) throw new Error(`${id} did not come: ${JSON.stringify(outcome)}`)
  const [held] = await downloads.call('inspect', [{ id, variants }])
  return held!.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
}

async function figuresOf(chat: ChatModel, alone: Ask, asked: Asked, shaped = () => chat): Promise<Figures> {
  const { ms } = await chat.load()
  const { value, longestTaskMs } = await watchTasks(() => compare(shown(chat), alone, asked))
  const memoryBytes = await memory()
  const processor = await computing(shown(chat), alone, asked.turns)
  return {
    processor,
    model: chat.model.title,
    threads: chat.spec.threads,
    loadMs: ms,
    longestTaskMs,
    memoryBytes,
    ...value,
    ...(await validity(shaped())),
  }
}

/** llama.cpp, with a real model where one is beside the page, else with one as large of random weights. */
async function tryWllama(asked: Asked): Promise<Figures> {
  const real = chatModels.find(({ engine }) => engine === 'wllama')!
  const isHere = (await fetch(`models/${real.id}/${real.variants[0]!.files[0]!.path}`, { method: 'HEAD' })).ok
  const model = isHere ? real : await generated('generated', generatedShape)
  const addresses = isHere ? addressesFor(real, '', location.href).slice(0, 1) : undefined
  const files = await fetched(model, addresses)
  const chat = await wllamaChat(model.id, model.title, files)
  const bare = await bareWllama(chat.spec)
  // Random weights are as random when they are few, and then they are quick.
  const few = isHere ? undefined : await wllamaChat('few', 'few', await fetched(await generated('few', smallShape)))
  try {
    return await figuresOf(chat, bare.ask, asked, () => few ?? chat)
  } finally {
    chat.end()
    few?.end()
    await bare.end()
    await downloads.call('remove', ['few', model.id])
  }
}

async function generated(id: string, shape: GgufShape) {
  const variants = [{ name: 'public', revision: '1', files: [await pinned('model.gguf', gguf(shape))] }]
  return { id, title: 'random weights, 10 layers as wide as those of SmolLM2 135M, 8 bits', variants }
}

async function wllamaChat(id: string, title: string, files: ChatSpec['files']): Promise<ChatModel> {
  const runtime = { id: wllamaRuntime.id, files: await fetched(wllamaRuntime) }
  const threads = threadsFor(await probeDevice())
  const spec: ChatSpec = { id, files, runtime, contextTokens: 2048, threads, graphics: false }
  return new ChatModel({ id, title, engine: 'wllama', contextTokens: 2048 }, spec, {
    start: wllamaWorker,
    locks: navigator.locks,
    failed: (fault) => console.error(fault),
  })
}

/** The library as its documentation shows it, with the same context and threads, and everything else as it comes. */
async function bareWllama({
  id,
  files,
  contextTokens,
  threads,
}: ChatSpec): Promise<{ ask: Ask; end: () => Promise<void> }> {
  const store = await openModelFiles()
  const weights = await Promise.all(files.map(async ({ path }) => (await store.read(id, path))!))
  const wllama = new Wllama({ default: wllamaRuntime.variants[0]!.files[0]!.url! }, { suppressNativeLog: true })
  await wllama.loadModel(weights, { n_ctx: contextTokens, n_threads: threads, n_gpu_layers: 0 })
  const ask: Ask = (content, max_tokens, token) =>
    wllama.createChatCompletion({
      messages: [{ role: 'user', content }],
      max_tokens,
      temperature: 0.2,
      stream: true,
      onData: ({ choices }) => choices[0]?.delta.content && token(),
    })
  return { ask, end: () => wllama.exit() }
}

/** web-llm, each model that this device can run and whose files there are. */
async function tryWebLlm(model: ChatModelInfo, asked: Asked): Promise<Figures | string> {
  const device = await probeDevice()
  const judgement = judgeChat(model, device, 0)
  if (!judgement.can) return judgement.says.join(' ')
  const addresses = addressesFor(model, '', location.href).slice(0, asked.hub ? undefined : 1)
  const files = await fetched(model, addresses)
  const spec: ChatSpec = {
    id: model.id,
    files,
    contextTokens: model.contextTokens.computer,
    threads: 1,
    graphics: true,
  }
  const about = { id: model.id, title: model.title, engine: 'web-llm' as const, contextTokens: spec.contextTokens }
  const around = { start: webLlmWorker, locks: navigator.locks, failed: (fault: unknown) => console.error(fault) }
  const chat = new ChatModel(about, spec, around)
  const worker = new Worker(new URL('./alone.worker.ts', import.meta.url), { type: 'module' })
  const call = (message: object, token: () => void) =>
    new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<'token' | 'done' | { failed: string }>) => {
        if (data === 'token') token()
        else if (data === 'done') resolve()
        else reject(new Error(data.failed))
      }
      worker.postMessage(message)
    })
  try {
    await call({ load: spec }, () => undefined)
    const alone: Ask = (text, maxTokens, token) => call({ prompt: text, maxTokens }, token)
    return await figuresOf(chat, alone, asked)
  } finally {
    chat.end()
    worker.terminate()
  }
}

export interface TryModels {
  wllama(asked: Asked): Promise<Figures>
  /** Figures, or why there are none. */
  webLlm(id: string, asked: Asked): Promise<Figures | string>
  webLlmModels: string[]
  /** web-llm with the compiled library and the generated weights that are beside this page. */
  randomWebLlm(): Promise<void>
}

const tryModels: TryModels = {
  wllama: tryWllama,
  webLlm: (id, asked) =>
    tryWebLlm(
      chatModels.find((model) => model.id === id)!,
      asked,
    ),
  randomWebLlm: () => tryRandomWebLlm(downloads),
  webLlmModels: chatModels.filter((model) => model.engine === 'web-llm').map(({ id }) => id),
}
Object.assign(window, { tryModels })

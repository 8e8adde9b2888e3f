import { workerPort } from '../../../src/app/worker-port'
import { ChatModel } from '../../../src/models/chat-model'
import type { ChatCalls, ChatSpec } from '../../../src/models/chat-protocol'
import { LanguageModelFailure, type GenerateOptions } from '../../../src/models/language-model'
import type { DownloadCalls } from '../../../src/models/protocol'

const id = 'random-web-llm'
const listed = {
  small: ['tensor-cache.json', 'ndarray-cache.json', 'mlc-chat-config.json', 'tokenizer.json', 'lib.wasm'],
  version: 'given',
  aboutBytes: 300_000_000,
}
/** A simulated graphics processor takes seconds for a token, and minutes on a busy machine. */
const patience = { silentMs: 1_200_000, stopMs: 600_000, loadMs: 1_200_000 }
const contextTokens = 512

/**
 * web-llm with a compiled library and generated weights, through all that is ours: downloader by list, store, worker,
 * adapter, grammar, limits, cancel, a lost device. Each line is said as it comes; it throws where something is not as it
 * should be.
 */
export async function tryRandomWebLlm(downloads: ReturnType<typeof workerPort<DownloadCalls>>): Promise<void> {
  const spec: ChatSpec = { id, files: await files(downloads), contextTokens, threads: 1, graphics: true }
  const workers: Worker[] = []
  const start = () => {
    const worker = new Worker(new URL('./losing.worker.ts', import.meta.url), { type: 'module' })
    workers.push(worker)
    return { port: workerPort<ChatCalls>(() => worker), end: () => worker.terminate() }
  }
  const about = { id, title: 'random weights', engine: 'web-llm' as const, contextTokens }
  const failed = (fault: unknown) => console.error(fault)
  const chat = new ChatModel(about, spec, { start, locks: navigator.locks, failed, ...patience })
  const ask = (content: string, options: GenerateOptions) => chat.generate([{ role: 'user', content }], options)

  await said('load', async () => JSON.stringify(await chat.load()))
  await said('count', async () => `${await chat.countTokens('Hello there')} tokens in “Hello there”`)
  await said('say', async () => JSON.stringify(await ask('Hi', { maxTokens: 4 })))
  await said('too long', () => failing(ask('x'.repeat(2 * contextTokens), { maxTokens: 100 }), 'too-long'))
  const control = new AbortController()
  await said('cancel', () =>
    failing(ask('Hi', { maxTokens: 40, signal: control.signal, ontext: () => control.abort() }), 'AbortError'),
  )
  const lose = () => workers.at(-1)!.postMessage('lose')
  await said('lost', () => failing(ask('Hi', { maxTokens: 40, ontext: lose }), 'lost'))
  await said('again', async () => JSON.stringify(await ask('Hi', { maxTokens: 1 })))
  const schema = { type: 'object', properties: { a: { type: 'boolean' } } } as const
  await said('shape', async () => (await ask('Hi', { maxTokens: 40, schema })).text)
  chat.end()
  await downloads.call('remove', [id])
}

async function files(downloads: ReturnType<typeof workerPort<DownloadCalls>>): Promise<ChatSpec['files']> {
  const pkg = { id, variants: [{ name: 'public', revision: 'given', files: [], listed }] }
  const base = new URL(`models/${id}/`, location.href).href
  const outcome = await downloads.call('download', { pkg, addresses: [{ name: 'here', base, origins: [] }] })
  if (outcome === 'elsewhere' || !outcome.ok) throw new Error(`It did not come: ${JSON.stringify(outcome)}`)
  const [held] = await downloads.call('inspect', [pkg])
  return held!.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
}

async function said(name: string, work: () => Promise<string>) {
  const began = performance.now()
  console.log(`${name}: ${await work()} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

async function failing(work: Promise<unknown>, how: string): Promise<string> {
  const fault = await work.then(
    () => new Error('It did not fail'),
    (thrown: Error) => thrown,
  )
  const is = fault instanceof LanguageModelFailure ? fault.code : fault.name
  if (is !== how) throw fault
  return `${is}, as it should`
}

import { MLCEngine } from '@mlc-ai/web-llm'
import { answerFromStore, storeAddress, type StoredFiles } from '../../../src/models/store-as-cache'
import { openModelFiles } from '../../../src/models/model-files'
import type { ChatSpec } from '../../../src/models/chat-protocol'

/** web-llm with nothing of ours around it but the files: its own engine, in a worker, told what to say. */
let engine: MLCEngine | undefined

async function load({ id, files, contextTokens }: ChatSpec) {
  const store = await openModelFiles()
  const base = `${storeAddress}${id}/resolve/main/`
  const stored: StoredFiles = new Map(
    files.map(({ path }) => [base + path, async () => (await store.read(id, path)) ?? new Blob()]),
  )
  answerFromStore(globalThis, stored)
  const lib = base + files.find(({ path }) => path.endsWith('.wasm'))!.path
  const record = { model: base, model_id: id, model_lib: lib, overrides: { context_window_size: contextTokens } }
  engine = new MLCEngine({ appConfig: { model_list: [record], cacheBackend: 'cache' }, logLevel: 'SILENT' })
  await engine.reload(id)
}

addEventListener(
  'message',
  async ({ data }: MessageEvent<{ load?: ChatSpec; prompt?: string; maxTokens?: number }>) => {
    try {
      if (data.load) await load(data.load)
      else {
        const messages = [{ role: 'user' as const, content: data.prompt! }]
        const options = { messages, max_tokens: data.maxTokens, temperature: 0.2, stream: true as const }
        const chunks = await engine!.chat.completions.create(options)
        for await (const { choices } of chunks) if (choices[0]?.delta.content) postMessage('token')
      }
      postMessage('done')
    } catch (fault) {
      postMessage({ failed: (fault as Error).message })
    }
  },
)

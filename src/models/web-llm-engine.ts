import type { AppConfig, ChatCompletionChunk, ChatCompletionRequestStreaming } from '@mlc-ai/web-llm'
import type { ChatEngine, Hearing } from './chat-engine'
import type { ChatRequest, ChatSpec } from './chat-protocol'
import { estimateTokens } from './estimate-tokens'
import { LanguageModelFailure, type ChatMessage, type Generated } from './language-model'
import { openModelFiles } from './model-files'
import { answerFromStore, storeAddress, type StoredFiles } from './store-as-cache'
import { verifiedBlob } from './stored-blob'

/** What is used of the library's engine: where it ends and we begin, so that tests can put another in its place. */
export interface Library {
  reload(id: string): Promise<void>
  interruptGenerate(): void
  chat: {
    completions: { create(request: ChatCompletionRequestStreaming): Promise<AsyncIterable<ChatCompletionChunk>> }
  }
}

export type NewLibrary = (config: { appConfig: AppConfig; logLevel: 'SILENT' }) => Library

/** A template puts marks around each message, and some add a system message of their own. */
const marksOfAMessage = 12
const marksOfAPrompt = 48

/** web-llm: a model compiled for WebGPU, out of our own store. */
export class WebLlmEngine implements ChatEngine {
  #library: Library | undefined
  #id = ''
  #contextTokens = 0

  constructor(
    private readonly make: NewLibrary,
    private readonly scope: Pick<typeof globalThis, 'fetch'> = globalThis,
  ) {}

  async load({ id, files, contextTokens }: ChatSpec): Promise<void> {
    const store = await openModelFiles()
    const base = `${storeAddress}${id}/resolve/main/`
    const stored: StoredFiles = new Map(files.map((file) => [base + file.path, () => verifiedBlob(store, id, file)]))
    answerFromStore(this.scope, stored)
    const lib = files.find(({ path }) => path.endsWith('.wasm'))!
    const record = {
      model: base,
      model_id: id,
      model_lib: base + lib.path,
      // The cache of keys and values is allocated for the whole of the context: phones get a shorter one.
      overrides: { context_window_size: contextTokens, sliding_window_size: -1 },
    }
    const library = this.make({ appConfig: { model_list: [record], cacheBackend: 'cache' }, logLevel: 'SILENT' })
    await library.reload(id)
    this.#library = library
    this.#id = id
    this.#contextTokens = contextTokens
  }

  async count(text: string): Promise<number | undefined> {
    return tokeniserOf(this.#library, this.#id)?.encode(text).length
  }

  async generate({ messages, maxTokens, temperature, grammar }: ChatRequest, hearing: Hearing): Promise<Generated> {
    if ((await this.#promptTokens(messages)) + maxTokens > this.#contextTokens)
      throw new LanguageModelFailure('too-long')
    const library = this.#library!
    // Not `enable_thinking: false`: the library writes an empty thought into the answer itself, and no model here thinks aloud.
    const interrupt = () => library.interruptGenerate()
    hearing.signal.addEventListener('abort', interrupt, { once: true })
    try {
      const chunks = await library.chat.completions.create({
        messages: messages.map(({ role, content }) => ({
          role,
          content,
        })) as ChatCompletionRequestStreaming['messages'],
        max_tokens: maxTokens,
        temperature,
        response_format: grammar ? { type: 'grammar', grammar } : undefined,
        stream: true,
        stream_options: { include_usage: true },
      })
      return await this.#hear(chunks, hearing)
    } catch (fault) {
      if ((fault as Error).name === 'ContextWindowSizeExceededError') throw new LanguageModelFailure('too-long')
      throw fault
    } finally {
      hearing.signal.removeEventListener('abort', interrupt)
    }
  }

  async #hear(chunks: AsyncIterable<ChatCompletionChunk>, { signal, heard }: Hearing): Promise<Generated> {
    const given: Generated = { text: '', ended: 'stop', promptTokens: 0, outputTokens: 0 }
    for await (const { choices, usage } of chunks) {
      if (usage) Object.assign(given, { promptTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens })
      const piece = choices[0]?.delta.content ?? ''
      if (choices[0]?.finish_reason === 'length') given.ended = 'length'
      given.text += piece
      if (!signal.aborted && !heard(piece)) this.#library!.interruptGenerate()
    }
    signal.throwIfAborted()
    return given
  }

  async #promptTokens(messages: readonly ChatMessage[]): Promise<number> {
    const texts = messages.map(async ({ content }) => (await this.count(content)) ?? estimateTokens(content))
    const tokens = (await Promise.all(texts)).reduce((sum, count) => sum + count + marksOfAMessage, 0)
    return tokens + marksOfAPrompt
  }
}

/** The library shows its tokeniser to nobody; it is asked where it is found, and estimated where not. */
function tokeniserOf(
  library: Library | undefined,
  id: string,
): { encode(text: string): ArrayLike<number> } | undefined {
  const inside = library as unknown as { loadedModelIdToPipeline?: Map<string, { tokenizer?: unknown }> } | undefined
  const tokenizer = inside?.loadedModelIdToPipeline?.get(id)?.tokenizer as { encode?: unknown } | undefined
  return typeof tokenizer?.encode === 'function'
    ? (tokenizer as { encode(text: string): ArrayLike<number> })
    : undefined
}

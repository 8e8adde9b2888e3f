import compatibleCode from '@wllama/wllama-compat/wasm/wllama.js?raw'
import { Wllama, type ChatCompletionChunk } from '@wllama/wllama/esm/index.js'
import type { ChatEngine, Hearing } from './chat-engine'
import type { ChatRequest, ChatSpec } from './chat-protocol'
import { LanguageModelFailure, type Generated } from './language-model'
import { compatibleRuntimeId } from './chat-protocol'
import { openModelFiles } from './model-files'
import { verifiedBlob } from './stored-blob'

/**
 * Tokens of a prompt that are read at a time: it can only be stopped between two of these, and each further step costs some
 * time (126 tokens of the generated model of `npm run try:models`: 60 ms of a processor more at 64 a time, none at 128).
 */
const promptStep = 128

/**
 * llama.cpp by WebAssembly. The library starts a worker of its own out of a blob: the policy of the worker that this runs
 * in allows that, and no other part of the app may.
 */
export class WllamaEngine implements ChatEngine {
  #wllama: Wllama | undefined
  #contextTokens = 0
  #crashed: (fault: unknown) => void = () => undefined

  async load({ id, files, runtime, contextTokens, threads, graphics, seed }: ChatSpec): Promise<void> {
    const store = await openModelFiles()
    const wasm = await verifiedBlob(store, runtime!.id, runtime!.files[0]!)
    const weights = await Promise.all(files.map((file) => verifiedBlob(store, id, file)))
    const address = URL.createObjectURL(new Blob([wasm], { type: 'application/wasm' }))
    const wllama = new Wllama({ default: address }, { suppressNativeLog: true, logger: this.#logger })
    wllama.setCompat(compatibility(runtime!.id, address))
    await wllama.loadModel(weights, {
      n_ctx: contextTokens,
      n_threads: threads,
      n_batch: promptStep,
      n_ubatch: promptStep,
      n_gpu_layers: graphics ? 99_999 : 0,
      n_parallel: 1,
      jinja: true,
      reasoning: false,
      warmup: false,
      seed,
    })
    URL.revokeObjectURL(address)
    this.#contextTokens = wllama.getLoadedContextInfo().n_ctx
    this.#wllama = wllama
  }

  async count(): Promise<undefined> {
    return undefined
  }

  async generate(request: ChatRequest, hearing: Hearing): Promise<Generated> {
    const stop = new AbortController()
    const crash = new Promise<never>((_, reject) => (this.#crashed = reject))
    return Promise.race([this.#generate(request, hearing, stop), crash])
  }

  async #generate(request: ChatRequest, { signal, heard }: Hearing, stop: AbortController): Promise<Generated> {
    const said: Said = { text: '', ended: 'stop', promptTokens: 0, outputTokens: 0 }
    let tooLong = false
    const onData = (chunk: ChatCompletionChunk) => {
      const total = chunk.prompt_progress?.total
      tooLong ||= total !== undefined && total + request.maxTokens > this.#contextTokens
      if (tooLong || !heard(take(said, chunk))) stop.abort()
    }
    try {
      await this.#wllama!.createChatCompletion({
        messages: [...request.messages],
        max_tokens: request.maxTokens,
        temperature: request.temperature,
        grammar: request.grammar,
        stream: true,
        return_progress: true,
        timings_per_token: true,
        cache_prompt: true,
        abortSignal: AbortSignal.any([signal, stop.signal]),
        onData,
      })
    } catch (fault) {
      if (tooLong || /context size|exceed/i.test((fault as Error).message)) throw new LanguageModelFailure('too-long')
      if (!stop.signal.aborted) throw fault
    }
    return said
  }

  #logger = {
    debug: () => undefined,
    log: () => undefined,
    warn: () => undefined,
    // The library only writes down that its worker died.
    error: (fault: unknown) => fault instanceof Event && this.#crashed(new LanguageModelFailure('lost')),
  }
}

type Said = Generated

function take(said: Said, { choices, timings, prompt_progress: reading }: ChatCompletionChunk): string {
  if (reading) said.promptTokens = reading.total
  if (timings) {
    said.promptTokens = timings.cache_n + timings.prompt_n
    said.outputTokens = timings.predicted_n
  }
  const [choice] = choices
  if (choice?.finish_reason === 'length') said.ended = 'length'
  const piece = choice?.delta.content ?? ''
  said.text += piece
  return piece
}

/** Safari has not what the usual build needs. The other build comes from this app too: the library would ask its CDN. */
function compatibility(runtime: string, wasm: string) {
  return runtime === compatibleRuntimeId ? { worker: { code: compatibleCode }, wasm } : null
}

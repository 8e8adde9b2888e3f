import type { ModelFile } from './catalogue'
import type { ChatMessage, Generated } from './language-model'

/** The build of wllama's runtime for browsers that cannot suspend WebAssembly (Safari). */
export const compatibleRuntimeId = 'runtime-wllama-compatible'

/** What an engine needs to load a model out of the store, and nothing of the network. */
export interface ChatSpec {
  /** The model's folder in the store. */
  id: string
  /** As they were verified when they came; each is hashed again before it is used. */
  files: ModelFile[]
  /** The engine's own large part, where it has one. */
  runtime?: { id: string; files: ModelFile[] }
  /** Prompt and output together. */
  contextTokens: number
  threads: number
  /** Whether the graphics processor may be used, where the engine leaves a choice. */
  graphics: boolean
  /** The same words every time, where the engine takes one: for tests and measurements. */
  seed?: number
}

export interface ChatRequest {
  spec: ChatSpec
  messages: readonly ChatMessage[]
  maxTokens: number
  temperature: number
  grammar?: string
}

/** What the worker of an engine answers. A LanguageModelFailure crosses by its name, its code is the message. */
export type ChatCalls = {
  /** How long it took, and what the network was asked for: nothing but the app's own scripts. */
  load: { input: ChatSpec; result: { ms: number; requests: string[] } }
  generate: {
    input: ChatRequest
    result: Generated
    /** New text; empty while the prompt is read, as a sign of life. */
    progress: string
  }
  /** Undefined where the engine cannot count. */
  count: { input: { spec: ChatSpec; text: string }; result: number | undefined }
}

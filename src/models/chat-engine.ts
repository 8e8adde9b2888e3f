import type { ChatRequest, ChatSpec } from './chat-protocol'
import type { Generated } from './language-model'

export interface Hearing {
  signal: AbortSignal
  /** New text, or nothing as a sign of life while the prompt is read. Returns false where enough was said. */
  heard: (piece: string) => boolean
}

/** What a library must do for us; it lives in a worker, and there is one model in it. */
export interface ChatEngine {
  load(spec: ChatSpec): Promise<void>
  /**
   * Throws LanguageModelFailure `too-long` before the first word when prompt and output do not fit. Ends soon after it is
   * aborted, or after `heard` has returned false.
   */
  generate(request: ChatRequest, hearing: Hearing): Promise<Generated>
  /** Exact, or undefined where the library does not tell. */
  count(text: string): Promise<number | undefined>
}

/** What a language model can be asked, as the features see it: Ask, Notes, Cards and Interview know no engine. */
export interface LanguageModel {
  readonly model: {
    id: string
    title: string
    engine: 'web-llm' | 'wllama' | 'built-in'
    /** Tokens of prompt and output together. */
    contextTokens: number
  }
  /** Exact where the engine can count, else an upper estimate. */
  countTokens(text: string): Promise<number>
  /**
   * Waits for its turn (one generation at a time, over all tabs), then streams. Aborting ends it at once with an
   * AbortError. Other failures are LanguageModelFailure.
   */
  generate(messages: readonly ChatMessage[], options: GenerateOptions): Promise<Generated>
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface GenerateOptions {
  /** At most so many tokens of output. */
  maxTokens: number
  /** 0 to 1; 0.2 where not given. */
  temperature?: number
  signal?: AbortSignal
  /** Each piece of text as it comes. */
  ontext?: (piece: string) => void
  /** The output is JSON of this shape: the engine is held to it by a grammar without free white space. */
  schema?: JsonShape
}

/**
 * The part of JSON Schema that the app uses, and that a compact grammar can hold. A feature exports its shapes (`as const
 * satisfies JsonShape`): a test finds them and holds real engines to each.
 */
export type JsonShape =
  | { type: 'object'; properties: Record<string, JsonShape> }
  | { type: 'array'; items: JsonShape; minItems?: number; maxItems?: number }
  | { type: 'string'; maxLength?: number }
  | { type: 'string'; enum: readonly string[] }
  | { type: 'integer'; minimum?: number; maximum?: number }
  | { type: 'boolean' }

export interface Generated {
  text: string
  /** `repetition`: it said the same again and again and was stopped; `length`: maxTokens were reached. */
  ended: 'stop' | 'length' | 'repetition'
  promptTokens: number
  outputTokens: number
}

export type LanguageModelFault =
  /** No model is chosen, or it is not ready. */
  | 'not-ready'
  /** The device or the worker was lost; the engine is being loaded again, and the call may be repeated. */
  | 'lost'
  /** Prompt and output do not fit in the context. */
  | 'too-long'
  /** It gave nothing. */
  | 'empty'
  /** The output is not of the shape asked for, even after repair. */
  | 'malformed'

export class LanguageModelFailure extends Error {
  constructor(
    readonly code: LanguageModelFault,
    message: string = code,
  ) {
    super(message)
    this.name = 'LanguageModelFailure'
  }
}

import type { JsonShape } from './language-model'

/**
 * The browser's own language model (the Prompt API, https://webmachinelearning.github.io/prompt-api/), as far as it is used.
 * Chrome on computers has it; what it runs, and where that came from, is the browser's affair.
 */
export interface PromptApi {
  availability(options: object): Promise<Availability>
  create(options: {
    initialPrompts: { role: 'system' | 'user' | 'assistant'; content: string }[]
    signal?: AbortSignal
    expectedInputs: Expected[]
    expectedOutputs: Expected[]
  }): Promise<PromptSession>
}

export interface PromptSession {
  promptStreaming(
    text: string,
    options: { signal?: AbortSignal; responseConstraint?: object; omitResponseConstraintInput?: boolean },
  ): ReadableStream<string>
  /** The names were changed: whichever there are. */
  measureInputUsage?(text: string): Promise<number>
  measureContextUsage?(text: string): Promise<number>
  inputQuota?: number
  contextWindow?: number
  inputUsage?: number
  contextUsage?: number
  destroy(): void
}

/** `downloadable`: the browser would fetch it from its maker first, when it is first used. */
export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available'

interface Expected {
  type: 'text'
  languages: string[]
}

export const languages = {
  expectedInputs: [{ type: 'text' as const, languages: ['en'] }],
  expectedOutputs: [{ type: 'text' as const, languages: ['en'] }],
}

/** What the browser says of its own model, asked without starting anything. */
export async function builtInAvailability(api: PromptApi | undefined): Promise<Availability> {
  try {
    return (await api?.availability(languages)) ?? 'unavailable'
  } catch {
    return 'unavailable'
  }
}

/** The shape as the API wants it: JSON Schema that leaves nothing open. */
export function jsonSchemaOf(shape: JsonShape): object {
  if (shape.type === 'array') return { ...shape, items: jsonSchemaOf(shape.items) }
  if (shape.type !== 'object') return shape
  const properties = Object.entries(shape.properties).map(([name, inner]) => [name, jsonSchemaOf(inner)])
  return {
    type: 'object',
    properties: Object.fromEntries(properties) as object,
    required: Object.keys(shape.properties),
    additionalProperties: false,
  }
}

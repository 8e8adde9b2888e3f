import { jsonSchemaOf, languages, type PromptApi, type PromptSession } from './built-in'
import { estimateTokens } from './estimate-tokens'
import {
  LanguageModelFailure,
  type ChatMessage,
  type GenerateOptions,
  type Generated,
  type LanguageModel,
} from './language-model'
import { repeats, withoutRepeats } from './repetition'
import { settle } from './settle'
import { Turns, type Locks } from './turns'

export const builtInId = 'built-in'

/** Where the browser does not say how much fits. */
const usualContext = 4096

/** The browser's own model behind our port: it waits its turn like the others, is guarded like them, and is not ours to load. */
export class BuiltInModel implements LanguageModel {
  readonly model = {
    id: builtInId,
    title: 'The browser’s own model',
    engine: 'built-in' as const,
    contextTokens: usualContext,
  }
  #turns: Turns

  constructor(
    private readonly api: PromptApi,
    locks: Locks,
  ) {
    this.#turns = new Turns(locks, () => undefined)
  }

  /** An upper estimate: to count, the browser would have to load the model. */
  async countTokens(text: string): Promise<number> {
    return estimateTokens(text)
  }

  async generate(messages: readonly ChatMessage[], options: GenerateOptions): Promise<Generated> {
    options.signal?.throwIfAborted()
    const given = await this.#turns.take(() => this.#turn(messages, options), options.signal)
    return settle(given, options.schema)
  }

  async #turn(messages: readonly ChatMessage[], options: GenerateOptions): Promise<Generated> {
    const { signal } = options
    const last = messages.at(-1)!
    const initialPrompts = messages.slice(0, -1).map(({ role, content }) => ({ role, content }))
    let session: PromptSession | undefined
    try {
      session = await this.api.create({ initialPrompts, signal, ...languages })
      const promptTokens = await fits(session, last.content, options.maxTokens)
      return { ...(await say(session, last.content, options)), promptTokens }
    } catch (fault) {
      signal?.throwIfAborted()
      throw explained(fault)
    } finally {
      session?.destroy()
    }
  }
}

async function fits(session: PromptSession, text: string, maxTokens: number): Promise<number> {
  const measured = await (session.measureContextUsage?.(text) ?? session.measureInputUsage?.(text))
  const used = (session.contextUsage ?? session.inputUsage ?? 0) + (measured ?? estimateTokens(text))
  if (used + maxTokens > (session.contextWindow ?? session.inputQuota ?? usualContext))
    throw new LanguageModelFailure('too-long')
  return Math.ceil(used)
}

/** The browser knows no limit of output: it is counted here. */
async function say(session: PromptSession, text: string, { signal, schema, maxTokens, ontext }: GenerateOptions) {
  const stop = new AbortController()
  const stream = session.promptStreaming(text, {
    signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
    ...(schema ? { responseConstraint: jsonSchemaOf(schema), omitResponseConstraintInput: true } : {}),
  })
  const reader = stream.getReader()
  let said = ''
  let ended: Generated['ended'] = 'stop'
  for (;;) {
    const { done, value } = await reader.read()
    if (done || ended !== 'stop') break
    signal?.throwIfAborted()
    said += value
    ontext?.(value)
    if (repeats(said)) ended = 'repetition'
    else if (estimateTokens(said) >= maxTokens) ended = 'length'
    if (ended !== 'stop') break
  }
  if (ended !== 'stop') {
    stop.abort()
    void reader.cancel().catch(() => undefined)
  }
  return { text: ended === 'repetition' ? withoutRepeats(said) : said, ended, outputTokens: estimateTokens(said) }
}

function explained(fault: unknown): unknown {
  if (fault instanceof LanguageModelFailure) return fault
  const { name, message } = fault as Error
  if (name === 'QuotaExceededError') return new LanguageModelFailure('too-long', message)
  // It refuses to start, or to go on: its process was ended, its model removed, its memory taken.
  return new LanguageModelFailure(name === 'NotSupportedError' ? 'not-ready' : 'lost', message)
}

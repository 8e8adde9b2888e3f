import type { WorkerPort } from '../app/worker-protocol'
import type { AssessInput } from './assess/rubric'
import type { AssessCalls, Help } from './protocol'

/** A downloaded embedder that is in use, as judging sees it. */
export interface HelpingEmbedder {
  /** As the verdicts call it. */
  title: string
  /** Vectors of two keys are never compared. */
  key: string
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}

/** Longer nobody waits for a verdict; then the instant encoder decides alone, and the verdict says so. */
const patienceMs = 10_000
/** Texts between two looks at the time; what was embedded until then is kept. */
const portion = 16

export interface Assessor extends WorkerPort<AssessCalls> {
  /** Loads, reads and embeds what can be known before an answer is in. Nothing depends on it. */
  prepare(input: AssessInput): Promise<void>
}

/** The assessor with an embedder beside it, where one is in use; a fault of the embedder never costs a verdict. */
export function helpedAssessor(
  port: WorkerPort<AssessCalls>,
  /** Undefined where none is in use; throws where one is and cannot start. */
  find: () => Promise<HelpingEmbedder | undefined>,
  patience = patienceMs,
): Assessor {
  let preparing = new AbortController()

  async function embedWanted(input: AssessInput, { key: model, embed }: HelpingEmbedder, signal: AbortSignal) {
    for (;;) {
      signal.throwIfAborted()
      const texts = (await port.call('wanted', { input, model })).slice(0, portion)
      if (!texts.length) return
      await port.call('keep', { model, texts, vectors: await embed(texts, signal) })
    }
  }

  async function help(input: AssessInput): Promise<Help | undefined> {
    let title = 'the downloaded embedder'
    try {
      return await within(patience, async (signal) => {
        const embedder = await find()
        if (!embedder) return undefined
        title = embedder.title
        await embedWanted(input, embedder, signal)
        return { model: embedder.key, title }
      })
    } catch {
      return { without: `${title} did not answer` }
    }
  }

  const call: WorkerPort<AssessCalls>['call'] = async (name, input, options) => {
    if (name !== 'judge') return port.call(name, input, options)
    // What was begun ahead is not to be done twice: judging goes on from what is kept.
    preparing.abort()
    return port.call(name, { ...input, help: await help(input as AssessInput) }, options)
  }

  return {
    call,
    async prepare(input) {
      preparing.abort()
      preparing = new AbortController()
      const { signal } = preparing
      const embedder = find().then((found) => found && embedWanted(input, found, signal))
      await Promise.all([port.call('warm', input, { signal }), embedder])
    },
  }
}

async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
  return Promise.race([work(signal), late])
}

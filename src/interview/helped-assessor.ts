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

export interface Assessor extends WorkerPort<AssessCalls> {
  /** Embeds what can be known before an answer is in. Nothing depends on it. */
  prepare(input: AssessInput): Promise<void>
}

/** The assessor with an embedder beside it, where one is in use; a fault of the embedder never costs a verdict. */
export function helpedAssessor(
  port: WorkerPort<AssessCalls>,
  /** Undefined where none is in use; throws where one is and cannot start. */
  find: () => Promise<HelpingEmbedder | undefined>,
  patience = patienceMs,
): Assessor {
  const help = async (input: AssessInput): Promise<Help | undefined> => {
    let title = 'the downloaded embedder'
    try {
      return await within(patience, async (signal) => {
        const embedder = await find()
        if (!embedder) return undefined
        title = embedder.title
        const texts = await port.call('wanted', { input, model: embedder.key })
        return { model: embedder.key, title, texts, vectors: await embedder.embed(texts, signal) }
      })
    } catch {
      return { without: `${title} did not answer` }
    }
  }
  const call: WorkerPort<AssessCalls>['call'] = async (name, input, options) => {
    if (name !== 'judge') return port.call(name, input, options)
    return port.call(name, { ...input, help: await help(input as AssessInput) }, options)
  }
  return {
    call,
    async prepare(input) {
      const made = await help(input)
      if (made && 'model' in made && made.texts.length) await port.call('keep', made)
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

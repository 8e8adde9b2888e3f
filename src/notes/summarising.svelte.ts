import type { Writer } from '../ask/generate'
import { LanguageModelFailure } from '../models/language-model'
import { languageModelSentence } from '../models/language-model-words'
import type { Chunk } from './document'
import { extractSummary, writeSummary, type Summary, type SummaryPart } from './summarise'

interface Needs {
  title: string
  chunks: () => Promise<readonly Chunk[]>
  /** Undefined where no language model is in use. */
  writer: () => Promise<Writer | undefined>
}

/** A summary being made: the note's own key sentences at once, and a model's words for them where there is one. */
export class Summarising {
  #summary = $state.raw<Summary | undefined>(undefined)
  #parts = $state.raw<SummaryPart[]>([])
  #done = $state(0)
  #of = $state(0)
  #busy = $state(false)
  #problem = $state('')
  #running: AbortController | undefined

  constructor(private needs: Needs) {}

  get summary(): Summary | undefined {
    return this.#summary
  }

  /** What a model has written by now. */
  get parts(): SummaryPart[] {
    return this.#parts
  }

  get done(): number {
    return this.#done
  }

  /** Parts in all; 0 while no model is at it. */
  get of(): number {
    return this.#of
  }

  get busy(): boolean {
    return this.#busy
  }

  get problem(): string {
    return this.#problem
  }

  async make() {
    const running = (this.#running = new AbortController())
    this.#busy = true
    try {
      const chunks = await this.needs.chunks()
      this.#summary = extractSummary(chunks)
      const writer = await this.needs.writer()
      if (writer && !running.signal.aborted) await this.#write(chunks, writer, running.signal)
    } catch (fault) {
      if (fault instanceof LanguageModelFailure)
        this.#problem = `${languageModelSentence(fault)} Here are the note’s own key sentences.`
      else if ((fault as Error).name !== 'AbortError') throw fault
    } finally {
      this.#busy = false
      this.#of = 0
      this.#parts = []
    }
  }

  stop() {
    this.#running?.abort()
  }

  async #write(chunks: readonly Chunk[], writer: Writer, signal: AbortSignal) {
    const onpart = (done: number, of: number, parts: SummaryPart[]) => {
      this.#done = done
      this.#of = of
      this.#parts = parts
    }
    this.#summary = await writeSummary(chunks, this.needs.title, writer, { signal, onpart })
  }
}

import type { Writer } from '../ask/generate'
import type { LanguageModelFailure } from '../models/language-model'
import { languageModelSentence } from '../models/language-model-words'
import type { Chunk } from './document'
import { ModelJob } from './model-job.svelte'
import { extractSummary, writeSummary, type Summary } from './summarise'

interface Needs {
  title: string
  chunks: () => Promise<readonly Chunk[]>
  /** Undefined where no language model is in use. */
  writer: () => Promise<Writer | undefined>
}

/** A summary being made: the note's own key sentences at once, and a model's words for them where there is one. */
export class Summarising extends ModelJob {
  #summary = $state.raw<Summary | undefined>(undefined)

  constructor(private needs: Needs) {
    super()
  }

  /** Whole at any moment: what a model has not written, or not yet, is in the note's own words. */
  get summary(): Summary | undefined {
    return this.#summary
  }

  protected failed(fault: LanguageModelFailure): string {
    return `${languageModelSentence(fault)} What it has not written is in the note’s own words.`
  }

  protected async work(signal: AbortSignal) {
    const chunks = await this.needs.chunks()
    this.#summary = extractSummary(chunks)
    const writer = await this.needs.writer()
    if (!writer || signal.aborted) return
    const onpart = (done: number, of: number, soFar: Summary) => {
      this.at(done, of)
      this.#summary = soFar
    }
    await writeSummary(chunks, this.needs.title, writer, { signal, onpart })
  }
}

import type { Clock } from '../app/clock'
import { sentence, nextStep } from '../app/failures'
import type { LibrarySearch } from '../search/port'
import type { Indexed, QueryVector } from '../search/protocol'
import { LanguageModelFailure } from '../models/language-model'
import { languageModelSentence } from '../models/language-model-words'
import { storageFailure } from '../storage/failure'
import type { AskFilter, AskRecord } from './answer'
import { checkSentences } from './checked'
import { answerFrom } from './compose'
import { carryOver, rewritePrompt, rewritten } from './follow-up'
import { writeAnswer, type Writer } from './generate'
import type { AskStore } from './store'

const passages = 18
const lookAgainAfter = 400

interface Needs {
  library: LibrarySearch
  answers: AskStore
  clock: Clock
  /** The question as the embedder's vector; undefined where none is in use or it fails, and the answer then says what ranked. */
  embed?: (question: string, signal: AbortSignal) => Promise<QueryVector | undefined>
  /** Who writes answers; undefined where no language model is in use, and answers are extracted. */
  writer?: (signal: AbortSignal) => Promise<Writer | undefined>
  /** Says what went wrong, and what to do. */
  tell: (problem: string) => void
}

export interface AskOptions {
  /** The answer that this question follows on. */
  after?: AskRecord
  /** Without the language model, though there is one. */
  extractOnly?: boolean
  /** The filter in words, kept with the answer. */
  over?: string
}

/** A question being asked, the answer at hand, and what was asked before. */
export class Asking {
  #record = $state.raw<AskRecord>()
  #history = $state.raw<AskRecord[]>([])
  #indexed = $state.raw<Indexed>()
  #busy = $state(false)
  #missing = $state(false)
  #draft = $state('')
  #running: AbortController | undefined

  constructor(private needs: Needs) {}

  get record(): AskRecord | undefined {
    return this.#record
  }

  get history(): AskRecord[] {
    return this.#history
  }

  /** How much of the library can be searched; unknown until the index answers. */
  get indexed(): Indexed | undefined {
    return this.#indexed
  }

  get busy(): boolean {
    return this.#busy
  }

  /** What the language model has written so far, before it is checked. */
  get draft(): string {
    return this.#draft
  }

  /** The address names an answer that is not there. */
  get missing(): boolean {
    return this.#missing
  }

  /** Warms the index and follows it and the history; returns the end of it. */
  follow(): () => void {
    let following = true
    const look = async () => {
      while (following) {
        this.#indexed = await this.needs.library.status()
        if (this.#indexed.notes >= this.#indexed.of) return
        await new Promise((resolve) => setTimeout(resolve, lookAgainAfter))
      }
    }
    // A worker that does not start is said when something is asked.
    look().catch(() => {})
    const end = this.needs.answers.watch((records) => (this.#history = records))
    return () => {
      following = false
      end()
    }
  }

  /** Asks, keeps the answer, and returns it; undefined where it was stopped or failed, which is then said. */
  async ask(question: string, filter: AskFilter, options: AskOptions = {}): Promise<AskRecord | undefined> {
    this.stop()
    const running = (this.#running = new AbortController())
    this.#busy = true
    try {
      const record = await this.#answer(question, filter, options, running.signal)
      if (running.signal.aborted) return undefined
      this.#record = record
      this.#missing = false
      return (await this.#keep(record)) ? record : undefined
    } catch (fault) {
      if ((fault as Error).name !== 'AbortError')
        this.needs.tell(`The search stopped: ${(fault as Error).message} Ask again.`)
      return undefined
    } finally {
      if (this.#running === running) {
        this.#busy = false
        this.#draft = ''
      }
    }
  }

  async #answer(question: string, filter: AskFilter, { after, extractOnly, over }: AskOptions, signal: AbortSignal) {
    const { library, clock, embed } = this.needs
    const writer = extractOnly ? undefined : await this.needs.writer?.(signal)
    const standalone = after && (await this.#standalone(question, after, writer, signal))
    const wanted = standalone ?? question
    const vector = await embed?.(wanted, signal)
    const result = await library.search({ question: wanted, limit: passages, vector, ...filter }, { signal })
    signal.throwIfAborted()
    this.#indexed = result.indexed
    const about = { question, filter, ...(over && { over }), follows: after?.id, standalone }
    const asked = { id: clock.newId(), at: clock.now(), ...about }
    if (!writer) return checkSentences(answerFrom(asked, result), library, signal)
    const ontext = (piece: string) => {
      if (!signal.aborted) this.#draft += piece
    }
    const { record, failed } = await writeAnswer(asked, result, writer, { signal, ontext })
    if (failed) this.needs.tell(`${languageModelSentence(failed)} The answer is put together without it.`)
    return record.checkedBy ? record : checkSentences(record, library, signal)
  }

  /** A follow-up made whole: by the model where there is one, else with the subject of the question before. */
  async #standalone(question: string, after: AskRecord, writer: Writer | undefined, signal: AbortSignal) {
    const before = {
      question: after.standalone ?? after.question,
      answer: after.sentences.map(({ text }) => text).join(' '),
    }
    const carried = carryOver(question, before)
    if (carried === question) return undefined
    if (!writer) return carried
    try {
      const { text, ended } = await writer.model.generate(rewritePrompt(question, before), { maxTokens: 80, signal })
      return (ended === 'stop' && rewritten(text, question, before)) || carried
    } catch (fault) {
      if (!(fault instanceof LanguageModelFailure)) throw fault
      return carried
    }
  }

  stop() {
    this.#running?.abort()
    this.#busy = false
    this.#draft = ''
  }

  /** Shows an answer that was kept; without an id, none. */
  async open(id: string | undefined) {
    if (id && this.#record?.id === id) return
    const record = id ? await this.needs.answers.get(id) : undefined
    this.#record = record
    this.#missing = !!id && !record
  }

  /** Deletes an answer; returns how to bring it back. */
  async remove(id: string): Promise<(() => Promise<void>) | undefined> {
    try {
      const record = await this.needs.answers.remove(id)
      return record && (() => this.#keep(record).then(() => {}))
    } catch (fault) {
      this.#tellStorage(fault, 'The deletion')
      return undefined
    }
  }

  async #keep(record: AskRecord): Promise<boolean> {
    try {
      await this.needs.answers.add(record)
      return true
    } catch (fault) {
      this.#tellStorage(fault, 'This answer')
      return false
    }
  }

  #tellStorage(fault: unknown, subject: string) {
    const failure = storageFailure(fault, subject)
    this.needs.tell(`${sentence(failure)} ${nextStep(failure)}`)
  }
}

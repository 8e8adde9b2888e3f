import type { Clock } from '../app/clock'
import { sentence, nextStep } from '../app/failures'
import type { LibrarySearch } from '../search/port'
import type { Indexed, QueryVector } from '../search/protocol'
import { storageFailure } from '../storage/failure'
import type { AskFilter, AskRecord } from './answer'
import { checkSentences } from './checked'
import { answerFrom } from './compose'
import type { AskStore } from './store'

const passages = 12
const lookAgainAfter = 400

interface Needs {
  library: LibrarySearch
  answers: AskStore
  clock: Clock
  /** The question as the embedder's vector; undefined where none is in use or it fails, and the answer then says what ranked. */
  embed?: (question: string, signal: AbortSignal) => Promise<QueryVector | undefined>
  /** Says what went wrong, and what to do. */
  tell: (problem: string) => void
}

/** A question being asked, the answer at hand, and what was asked before. */
export class Asking {
  #record = $state.raw<AskRecord>()
  #history = $state.raw<AskRecord[]>([])
  #indexed = $state.raw<Indexed>()
  #busy = $state(false)
  #missing = $state(false)
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
  async ask(question: string, filter: AskFilter): Promise<AskRecord | undefined> {
    this.stop()
    const running = (this.#running = new AbortController())
    this.#busy = true
    try {
      const { library, clock, embed } = this.needs
      const vector = await embed?.(question, running.signal)
      const result = await library.search({ question, limit: passages, vector, ...filter }, { signal: running.signal })
      if (running.signal.aborted) return undefined
      this.#indexed = result.indexed
      const made = answerFrom({ id: clock.newId(), at: clock.now(), question, filter }, result)
      const record = await checkSentences(made, library, running.signal)
      this.#record = record
      this.#missing = false
      return (await this.#keep(record)) ? record : undefined
    } catch (fault) {
      if ((fault as Error).name !== 'AbortError')
        this.needs.tell(`The search stopped: ${(fault as Error).message} Ask again.`)
      return undefined
    } finally {
      if (this.#running === running) this.#busy = false
    }
  }

  stop() {
    this.#running?.abort()
    this.#busy = false
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

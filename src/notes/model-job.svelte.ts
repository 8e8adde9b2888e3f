import { LanguageModelFailure } from '../models/language-model'

/** A long job at which a language model may be: how far it is, what went wrong, and a way to stop it. */
export abstract class ModelJob {
  #done = $state(0)
  #of = $state(0)
  #busy = $state(false)
  #problem = $state('')
  #running: AbortController | undefined

  /** What is said when the model fails. */
  protected abstract failed(fault: LanguageModelFailure): string
  protected abstract work(signal: AbortSignal): Promise<void>

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
    this.#problem = ''
    try {
      await this.work(running.signal)
    } catch (fault) {
      if (fault instanceof LanguageModelFailure) this.#problem = this.failed(fault)
      else if ((fault as Error).name !== 'AbortError') throw fault
    } finally {
      this.#busy = false
      this.#of = 0
    }
  }

  /** What was made by now stays. */
  stop() {
    this.#running?.abort()
  }

  /** The model is so far. */
  protected at(done: number, of: number) {
    this.#done = done
    this.#of = of
  }
}

import { fetchPython, pythonIsHere, removePython } from './python-files'
import { RunnerFailed } from './runner'

/** Whether Python is on this device, and how it gets there and away. */
export class PythonHere {
  #state = $state<'unknown' | 'absent' | 'here'>('unknown')
  #fetching = $state.raw<{ done: number; total: number } | null>(null)
  #fault = $state('')
  #stop: AbortController | undefined

  /** `onhere` is called each time that Python is found on this device. */
  constructor(private onhere: () => void = () => {}) {}

  get state() {
    return this.#state
  }
  /** Bytes so far and in all, while it is fetched. */
  get fetching() {
    return this.#fetching
  }
  /** Why it could not be fetched. */
  get fault() {
    return this.#fault
  }

  async look() {
    this.#state = (await pythonIsHere().catch(() => false)) ? 'here' : 'absent'
    if (this.#state === 'here') this.onhere()
  }
  async get() {
    const control = (this.#stop = new AbortController())
    this.#fault = ''
    try {
      await fetchPython((done, total) => (this.#fetching = { done, total }), control.signal)
      this.#state = 'here'
      this.onhere()
    } catch (error) {
      if (control.signal.aborted) return
      if (!(error instanceof RunnerFailed)) throw error
      this.#fault = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}. JavaScript needs nothing more.`
    } finally {
      this.#fetching = null
    }
  }
  stop() {
    this.#stop?.abort()
  }
  async remove() {
    await removePython()
    this.#state = 'absent'
  }
}

/** Somebody let the engine go while it was at work. */
export class Ended extends Error {
  override message = 'The engine was ended'
}

/** Settles with the work, or fails as soon as the signal is aborted. */
export function race<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Fails when a call has gone silent, or does not stop. */
export class Watch {
  gaveUp = false
  readonly broken: Promise<never>
  #fail!: (fault: Error) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped: () => void

  constructor(
    private readonly silentMs: number,
    stopMs: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.broken = new Promise((_, reject) => (this.#fail = reject))
    this.broken.catch(() => undefined)
    this.#stopped = () => this.#after(stopMs)
    signal?.addEventListener('abort', this.#stopped, { once: true })
    this.alive()
  }

  alive() {
    if (!this.signal?.aborted) this.#after(this.silentMs)
  }

  end() {
    clearTimeout(this.#timer)
    this.signal?.removeEventListener('abort', this.#stopped)
  }

  #after(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.gaveUp = true
      this.#fail(new Error('The engine gave no sign of life'))
    }, ms)
  }
}

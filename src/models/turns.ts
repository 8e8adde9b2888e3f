/** The part of the Web Locks interface that is used. */
export interface Locks {
  request<T>(name: string, options: LockOptions, work: () => Promise<T>): Promise<T>
}

const turnLock = 'preflight-language-model'
const ownerLock = 'preflight-language-model-owner'

/**
 * Who may use the language model, over all tabs of this browser. A turn is one generation: whoever asks first is next,
 * from whichever tab. The owner is the tab that has the model in memory, so that it is there once: the next tab whose turn
 * it is takes the ownership away.
 */
export class Turns {
  #release: (() => void) | undefined

  constructor(
    private readonly locks: Locks,
    /** Another tab took over: what is in memory should go. */
    private readonly dispossessed: () => void,
  ) {}

  /** Runs the work when its turn comes. An aborted signal takes it out of the queue, but does not stop it once it runs. */
  take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.locks.request(turnLock, { signal }, work)
  }

  /** Makes this tab the owner; to be called in a turn. */
  async own(): Promise<void> {
    if (this.#release) return
    await new Promise<void>((owned, failed) => {
      const hold = () => new Promise<void>((release) => ((this.#release = release), owned()))
      this.locks.request(ownerLock, { steal: true }, hold).catch((fault: unknown) => {
        failed(fault)
        this.#release = undefined
        this.dispossessed()
      })
    })
  }

  /** Lets the ownership go, when nothing is in memory any more. */
  release() {
    this.#release?.()
    this.#release = undefined
  }
}

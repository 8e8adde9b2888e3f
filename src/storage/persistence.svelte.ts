export type Persistence = 'unknown' | 'kept' | 'may-be-cleared'

export interface Room {
  /** Bytes. */
  used: number
  quota: number
}

/** Whether the browser promised to keep what is stored, and how much room there is. */
class PersistenceState {
  #state = $state<Persistence>('unknown')
  #room = $state<Room | null>(null)
  #asked = false

  get state(): Persistence {
    return this.#state
  }

  get room(): Room | null {
    return this.#room
  }

  async look() {
    if (await navigator.storage?.persisted?.()) this.#state = 'kept'
    const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {}
    this.#room = usage !== undefined && quota ? { used: usage, quota } : null
  }

  /** Asked once, when there is first something to lose; asked again only by the user. */
  async ask({ again = false } = {}) {
    if (this.#asked && !again) return
    this.#asked = true
    await this.look()
    if (this.#state !== 'kept') this.#state = (await navigator.storage?.persist?.()) ? 'kept' : 'may-be-cleared'
  }
}

export const persistence = new PersistenceState()

/** What the user must know of the storage's health: shown as a banner, cleared when it is over. */
class StorageState {
  #trouble = $state('')
  #canReload = $state(false)

  get trouble(): string {
    return this.#trouble
  }

  get canReload(): boolean {
    return this.#canReload
  }

  report(sentence: string, { canReload }: { canReload: boolean }) {
    this.#trouble = sentence
    this.#canReload = canReload
  }

  clear() {
    this.#trouble = ''
  }
}

export const storageState = new StorageState()

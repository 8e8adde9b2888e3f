/** What must not be interrupted by an update or a reload: a review, an interview, an import. */
export class Busy {
  #reasons = $state<string[]>([])

  get now(): boolean {
    return this.#reasons.length > 0
  }

  get reasons(): readonly string[] {
    return this.#reasons
  }

  /** Returns the end of it. Use in an $effect: `$effect(() => busy.during('a review'))`. */
  during(reason: string): () => void {
    this.#reasons = [...this.#reasons, reason]
    return () => {
      const index = this.#reasons.indexOf(reason)
      this.#reasons = this.#reasons.toSpliced(index, 1)
    }
  }
}

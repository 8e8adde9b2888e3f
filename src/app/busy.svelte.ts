import { untrack } from 'svelte'

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
    // Untracked: the effect that begins it must not begin it again when the list changes.
    const change = (next: (reasons: string[]) => string[]) => untrack(() => (this.#reasons = next(this.#reasons)))
    change((reasons) => [...reasons, reason])
    return () => change((reasons) => reasons.toSpliced(reasons.indexOf(reason), 1))
  }
}

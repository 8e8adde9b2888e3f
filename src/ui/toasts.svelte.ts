export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'problem'
  action?: { label: string; run: () => void | Promise<void> }
}

const seconds = { plain: 8, problem: 14 }

/** Short messages at the edge of the screen, each with at most one action (usually Undo). */
export class Toasts {
  #list = $state<Toast[]>([])
  #next = 1
  #timers = new Map<number, ReturnType<typeof setTimeout>>()

  get list(): readonly Toast[] {
    return this.#list
  }

  say(text: string, action?: Toast['action']) {
    this.#add({ id: this.#next++, text, tone: 'plain', action })
  }

  /** A refusal or fault: stays longer and is announced at once. */
  problem(text: string, action?: Toast['action']) {
    this.#add({ id: this.#next++, text, tone: 'problem', action })
  }

  dismiss(id: number) {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#list = this.#list.filter((toast) => toast.id !== id)
  }

  /** While somebody reads (hovers, focuses), nothing disappears. */
  hold() {
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  release() {
    for (const toast of this.#list) this.#arm(toast)
  }

  #add(toast: Toast) {
    this.#list = [...this.#list.slice(-2), toast]
    this.#arm(toast)
  }

  #arm(toast: Toast) {
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), seconds[toast.tone] * 1000),
    )
  }
}

/** One for the whole app: messages outlive the screen that raised them. */
export const toasts = new Toasts()

interface InstallEvent extends Event {
  prompt(): Promise<void>
  userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

/** Whether and how this app can be put on the home screen. */
class Install {
  #event = $state<InstallEvent | null>(null)
  #installed = $state(false)

  constructor() {
    this.#installed =
      matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && !!navigator.standalone)
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault()
      this.#event = event as InstallEvent
    })
    addEventListener('appinstalled', () => (this.#installed = true))
  }

  get installed(): boolean {
    return this.#installed
  }

  get canAsk(): boolean {
    return !!this.#event
  }

  /** iPhones and iPads have no prompt: people do it by hand. */
  get isApple(): boolean {
    return (
      /iPhone|iPad|iPod/.test(navigator.userAgent) ||
      (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)
    )
  }

  async ask() {
    const event = this.#event
    this.#event = null
    await event?.prompt()
  }
}

export const install = new Install()

import type { Workbox } from 'workbox-window'

/** A new version that waits for the user's word. Never applied in the middle of anything. */
class Updates {
  #waiting = $state(false)
  #workbox: Workbox | undefined
  #replaced = $state(false)
  #asked = false

  /** A new version is installed and would take over. */
  get waiting(): boolean {
    return this.#waiting
  }

  /** Another tab has changed over: this one still runs the older version and should reload when it is free. */
  get replaced(): boolean {
    return this.#replaced
  }

  /** Registers the service worker, after first paint, and looks for a new version now and then. */
  async register() {
    if (!('serviceWorker' in navigator)) return
    const { Workbox } = await import('workbox-window')
    const workbox = new Workbox('./service-worker.js', { scope: './' })
    this.#workbox = workbox
    workbox.addEventListener('waiting', () => (this.#waiting = true))
    const before = navigator.serviceWorker.controller
    workbox.addEventListener('controlling', () => {
      // Only the tab that asked reloads; another one may be in the middle of an interview.
      if (this.#asked) location.reload()
      else if (before) this.#replaced = true
    })
    // Where workers are forbidden (a private window, a policy) the app works on, but not offline.
    const registration = await workbox.register().catch(() => undefined)
    if (registration?.waiting && navigator.serviceWorker.controller) this.#waiting = true
    const look = () => void registration?.update().catch(() => undefined)
    setInterval(look, 60 * 60 * 1000)
    addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  }

  apply() {
    this.#asked = true
    this.#workbox?.messageSkipWaiting()
  }

  later() {
    this.#waiting = false
  }
}

export const updates = new Updates()

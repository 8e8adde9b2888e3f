/**
 * Whether this app can reach where it came from, and whether it would work without. `navigator.onLine` is true with a
 * cable and no internet, and with a stopped server: so our own origin is asked, with a request that no cache answers.
 */
class Connection {
  #reachable = $state(navigator.onLine)
  #ready = $state(false)

  constructor() {
    addEventListener('online', () => void this.look())
    addEventListener('offline', () => (this.#reachable = false))
    addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.look())
    navigator.serviceWorker?.ready.then(() => (this.#ready = true))
    void this.look()
  }

  get offline(): boolean {
    return !this.#reachable
  }

  /** Everything is on the device: the next visit needs no network. */
  get ready(): boolean {
    return this.#ready
  }

  get word(): string {
    if (this.offline) return 'offline'
    return this.ready ? 'ready offline' : 'online'
  }

  get says(): string {
    if (this.offline) return 'No network. Everything here works without.'
    return this.ready
      ? 'Everything is on this device and works without a network.'
      : 'Being made ready for use without a network.'
  }

  async look() {
    try {
      const { ok } = await fetch(`./manifest.webmanifest?reach=${Date.now()}`, { method: 'HEAD', cache: 'no-store' })
      this.#reachable = ok
    } catch {
      this.#reachable = false
    }
  }
}

export const connection = new Connection()

/** This tab among all that have the app open: its name outlives a reload; a crash or a copy of the tab makes a new one. */
export interface Tab {
  id: string
  /** The names of the other tabs that are open now. */
  others(): Promise<ReadonlySet<string>>
}

const kept = 'preflight.tab'
const lock = (id: string) => `preflight-tab-${id}`

/** To be called once a page. Each open page holds a lock under its name; the browser frees it when the page is gone. */
export function openTab(newId: () => string): Tab {
  const id = takeName() ?? newId()
  // Only while no page bears it: a copied tab gets a copy of sessionStorage too.
  addEventListener('pagehide', () => sessionStorage.setItem(kept, id))
  addEventListener('pageshow', () => sessionStorage.removeItem(kept))
  void navigator.locks?.request(lock(id), () => new Promise<void>(() => undefined)).catch(() => undefined)
  return {
    id,
    async others() {
      const { held = [] } = (await navigator.locks?.query()) ?? {}
      const names = held.flatMap(({ name = '' }) => (name.startsWith(lock('')) ? [name.slice(lock('').length)] : []))
      return new Set(names.filter((name) => name !== id))
    },
  }
}

function takeName(): string | undefined {
  const name = sessionStorage.getItem(kept) ?? undefined
  sessionStorage.removeItem(kept)
  return name
}

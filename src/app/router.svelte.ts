import { tick } from 'svelte'
import { parseRoute, type Route } from './route'

/** The current place, followed from the address bar; moves focus to the new screen's heading. */
export class Router {
  #route = $state<Route>(parseRoute(location.hash))

  constructor() {
    addEventListener('hashchange', () => this.#follow())
  }

  get route(): Route {
    return this.#route
  }

  go(hash: string) {
    location.hash = hash
  }

  /** Changes the address without a new step in the history: for filters and redirects. */
  replace(hash: string) {
    history.replaceState(null, '', hash)
    this.#follow()
  }

  #follow() {
    const next = parseRoute(location.hash)
    const samePlace = next.screen === this.#route.screen && next.path.join('/') === this.#route.path.join('/')
    const show = async () => {
      this.#route = next
      await tick()
    }
    if (samePlace || !document.startViewTransition || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      void show().then(() => !samePlace && toTop())
      return
    }
    const transition = document.startViewTransition(async () => {
      await show()
      toTop()
    })
    // A quick second step skips the first one's animation; that is no fault.
    transition.ready.catch(() => undefined)
  }
}

function toTop() {
  scrollTo(0, 0)
  document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true })
}

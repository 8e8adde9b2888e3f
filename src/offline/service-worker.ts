/// <reference lib="webworker" />
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { connectParameter, engineCache, engineScript, policyFor, securityHeaders } from './headers'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

// Everything that the app is made of is fetched on the first visit and served from here ever after.
addPlugins([
  {
    cachedResponseWillBeUsed: async ({ cachedResponse, request }) =>
      cachedResponse ? secured(cachedResponse, new URL(request.url)) : undefined,
  },
])
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')))
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.searchParams.has(connectParameter),
  async ({ url }) => {
    const script = new URL(url.pathname, url)
    return secured((await matchPrecache(script.href)) ?? (await fetch(script)), url)
  },
)
// Large, and of use to those only who have a language model: kept when one is fetched.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && engineScript.test(url.pathname),
  async ({ url, request }) => {
    const kept = await (await caches.open(engineCache)).match(url.href)
    return secured(kept ?? (await fetch(request)), url)
  },
)

// Python is not part of the app's first download: where somebody asked for it, it is served from here.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/(pyodide(\.asm)?|python_stdlib)-[^/]+$/.test(url.pathname),
  async ({ url, request }) => secured((await caches.match(url.href)) ?? (await fetch(request)), url),
)

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string })?.type === 'SKIP_WAITING') void self.skipWaiting()
})
// The first visit is controlled at once, so that it too works when the network goes.
self.addEventListener('activate', () => void self.clients.claim())

function secured(response: Response, url: URL): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
  headers.set('Content-Security-Policy', `${policyFor(url)}; frame-ancestors 'none'`)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

import type { ModelFile } from './catalogue'

/** A place that may have a model's files: each is at `base` + its path. */
export interface Address {
  /** As people know it: "this site", "huggingface.co". */
  name: string
  base: string
  /** What a policy must allow for it, beyond our own origin: redirects of the hub lead to its storage. */
  origins: string[]
  /** Files that are elsewhere than beside the others, by their path. */
  elsewhere?: Record<string, string>
}

/** Where the hub and its file storage answer. */
export const hubOrigins = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co']

interface Hosted {
  id: string
  repo: string
  /** Where the public has a file that is not with the others, by its path. */
  elsewhere?: Record<string, string>
  variants: { name: string; revision: string }[]
}

/**
 * The addresses for a model in the order they are asked: the one the user typed, or else this site's own `models/`
 * folder and then the public hub, there at the pinned revision.
 */
export function addressesFor(model: Hosted, typed: string, app: string): Address[] {
  if (typed) return [plainAddress(typed, model.id, app)]
  const own = { name: 'this site', base: new URL(`models/${model.id}/`, app).href, origins: [] }
  const published = model.variants.find(({ name }) => name === 'public')
  if (!published) return [own]
  const base = `https://huggingface.co/${model.repo}/resolve/${published.revision}/`
  const others = Object.values(model.elsewhere ?? {}).map((url) => new URL(url).origin)
  const origins = [...hubOrigins, ...new Set(others)]
  return [own, { name: 'huggingface.co', base, origins, elsewhere: model.elsewhere }]
}

function plainAddress(typed: string, id: string, app: string): Address {
  const root = new URL(typed.endsWith('/') ? typed : `${typed}/`, app)
  const origins = root.origin === new URL(app).origin ? [] : [root.origin]
  return { name: origins.length ? root.host : 'this site', base: new URL(`${id}/`, root).href, origins }
}

export function urlOf(address: Address, file: Pick<ModelFile, 'path' | 'url'>): string {
  return file.url ?? address.elsewhere?.[file.path] ?? `${address.base}${file.path}`
}

export type AddressFault = 'not-an-address' | 'not-secure'

/** What is wrong with an address that the user typed; undefined when it can be asked. A path on this site is fine. */
export function addressFault(typed: string, app: string): AddressFault | undefined {
  let url: URL
  try {
    url = new URL(typed, app)
  } catch {
    return 'not-an-address'
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) return 'not-an-address'
  // A page served over https may not ask a plain http address; the browser itself allows this device's own.
  if (url.protocol === 'http:' && url.origin !== new URL(app).origin && !isThisDevice(url.hostname)) return 'not-secure'
  return undefined
}

const isThisDevice = (host: string) => host === 'localhost' || host === '127.0.0.1'

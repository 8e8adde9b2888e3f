export const screens = ['today', 'cards', 'notes', 'ask', 'interview', 'settings'] as const
export type Screen = (typeof screens)[number]

/** A place in the app: `#/notes/<id>?p=<passage>` is screen notes, path [id], query p. */
export interface Route {
  screen: Screen
  path: string[]
  query: Record<string, string>
}

/** Reads a location hash. What is not a place of ours leads to Today. */
export function parseRoute(hash: string): Route {
  const [address = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const [first = '', ...path] = address.split('/').filter(Boolean).map(decode)
  const screen = screens.find((name) => name === first) ?? 'today'
  const query = Object.fromEntries(new URLSearchParams(search))
  return { screen, path: screen === first ? path : [], query }
}

/** The hash of a place: `linkTo('notes', [id], { p: 'intro-1' })`. */
export function linkTo(screen: Screen, path: string[] = [], query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString()
  return `#/${[screen, ...path].map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

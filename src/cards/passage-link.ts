import { linkTo } from '../app/route'
import type { CardOrigin } from './card'

/** Where a card's explanation is in the reader, and how to name it; null where it has none. */
export function passageLink(origin: CardOrigin): { href: string; label: string } | null {
  if (!origin.passage) return null
  const [document = '', passage = ''] = origin.passage.split('#')
  const words = (slug: string) => slug.replace(/^pack-/, '').replace(/-/g, ' ')
  const name = passage ? words(passage) : document.startsWith('pack-') ? words(document) : ''
  return {
    href: linkTo('notes', [document], passage ? { p: passage } : {}),
    label: name ? `From your notes: “${name.charAt(0).toUpperCase()}${name.slice(1)}”` : 'From your notes',
  }
}

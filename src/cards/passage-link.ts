import { linkTo } from '../app/route'
import type { CardOrigin } from './card'

/** Where a card's explanation is in the reader, and how to name it; null where it has none. */
export function passageLink({ passage: address, heading }: CardOrigin): { href: string; label: string } | null {
  if (!address) return null
  const [document = '', passage = ''] = address.split('#')
  const name = heading ?? nameOf(document, passage)
  return {
    href: linkTo('notes', [document], passage ? { p: passage } : {}),
    label: name ? `From your notes: “${name}”` : 'From your notes',
  }
}

/** What the address itself tells, for cards that were kept without their heading. */
function nameOf(document: string, passage: string): string {
  const slug = passage || (document.startsWith('pack-') ? document.slice('pack-'.length) : '')
  const words = slug.replace(/-/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

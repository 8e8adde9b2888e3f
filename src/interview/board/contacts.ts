import type { Point } from './board'

/** A finger, pen or mouse on the screen, in pixels. */
export interface Contact {
  id: number
  kind: string
  at: Point
  /** The larger side of what touches, in pixels: a fingertip is some 10 to 40. */
  size: number
}

/** Which contacts draw. After two fingers nothing draws until both are gone: the slower one would leave a line. */
export type Hold =
  | { by: 'none' }
  | { by: 'one'; lead: Contact; travelled: boolean }
  | { by: 'two'; pair: readonly [Contact, Contact] }
  | { by: 'rest'; ids: readonly number[] }

export const noHold: Hold = { by: 'none' }

const palm = 72
/** A fingertip never lies quite still. */
const slack: Record<string, number> = { touch: 8 }

/** What a new contact means: it begins, it takes the other's place, two of them pinch, or it is nothing. */
export type Landing = 'begins' | 'replaces' | 'pinches' | 'nothing'

/** `pans`: what the first finger does may turn into a pinch even when it has moved. */
export function land(hold: Hold, contact: Contact, pans: boolean): [Hold, Landing] {
  const begun: Hold = { by: 'one', lead: contact, travelled: false }
  if (hold.by === 'none') return [begun, 'begins']
  if (hold.by === 'two') return [hold, 'nothing']
  if (hold.by === 'rest') return [{ by: 'rest', ids: [...hold.ids, contact.id] }, 'nothing']
  const { lead, travelled } = hold
  // A hand that rests on the screen neither draws nor disturbs what draws.
  if (lead.kind === 'touch' && (contact.kind !== 'touch' || (isPalm(lead) && !isPalm(contact))))
    return [begun, 'replaces']
  const pinches = lead.kind === 'touch' && contact.kind === 'touch' && !isPalm(contact) && (pans || !travelled)
  return pinches ? [{ by: 'two', pair: [lead, contact] }, 'pinches'] : [hold, 'nothing']
}

function isPalm({ kind, size }: Contact): boolean {
  return kind === 'touch' && size >= palm
}

/** The hold after a contact moved; the same one where it means nothing. */
export function glide(hold: Hold, contact: Contact): Hold {
  if (hold.by === 'two' && hold.pair.some(({ id }) => id === contact.id)) {
    const [a, b] = hold.pair
    return { by: 'two', pair: a.id === contact.id ? [contact, b] : [a, contact] }
  }
  if (hold.by !== 'one' || hold.lead.id !== contact.id || hold.travelled) return hold
  const { lead } = hold
  const far = Math.hypot(contact.at.x - lead.at.x, contact.at.y - lead.at.y)
  return far > (slack[lead.kind] ?? 2) ? { ...hold, travelled: true } : hold
}

/** The hold after a contact left. */
export function lift(hold: Hold, id: number): Hold {
  if (hold.by === 'one') return hold.lead.id === id ? noHold : hold
  const ids = hold.by === 'two' ? hold.pair.map((each) => each.id) : hold.by === 'rest' ? hold.ids : []
  const left = ids.filter((each) => each !== id)
  if (left.length === ids.length) return hold
  return left.length ? { by: 'rest', ids: left } : noHold
}

import type { NoteDocument } from './document'
import { partOf } from './embed-part'
import { hrefIn } from './find-note'
import { layOut } from './layout'
import type { Surroundings } from './render-block'

/** What a note shows of another one, or of itself. */
export interface Embedded {
  /** The same for the same part of the same note: a circle is told by it. */
  key: string
  title: string
  /** Leads to where it stands. */
  href: string
  blocks: { text: string; raw: boolean }[]
  /** Why there is not all of it. */
  lacking?: 'part' | 'long' | 'rest'
  around: Surroundings
}

/** Characters: what is longer is read in its own place. */
const mostShown = 12_000
/** Longer texts are not laid out while another is read. */
const mostLaid = 200_000

export const embedKey = (id: string, section: string) => `${id}#${section.toLowerCase()}`

/** A note's part as it is shown in another; `text` is not asked for where it is too long to be shown. */
export async function embedded(
  document: NoteDocument,
  section: string,
  text: () => Promise<string>,
  around: (definitions: string) => Promise<Surroundings>,
): Promise<Embedded> {
  const { id, title, type, characters } = document
  const about = {
    key: embedKey(id, section),
    title: section ? `${title} › ${section.replace(/^\^.*/, 'a passage').replace(/^page=/, 'page ')}` : title,
    href: hrefIn(id, section),
  }
  if (characters > mostLaid) return { ...about, blocks: [], lacking: 'long', around: await around('') }
  const source = await text()
  const { slices, headings, definitions } = layOut(type, source)
  const part = partOf(source, section, headings)
  const all = { ...about, around: await around(definitions) }
  if (!part) return { ...all, blocks: [], lacking: 'part' }
  const inside = slices.flatMap(({ blocks }) => blocks).filter(({ start, end }) => start < part.end && end > part.start)
  const shown = inside.filter(({ start }) => start - part.start < mostShown)
  const blocks = shown.map(({ start, end, raw }) => ({
    text: source.slice(Math.max(start, part.start), Math.min(end, part.end)),
    raw,
  }))
  return { ...all, blocks, ...(shown.length < inside.length && { lacking: 'rest' as const }) }
}

import type { PackNote } from './format.ts'
import { headingsOf, slugOf } from './slug.ts'

/** What the passage at `note-id#heading-slug` is headed, as a reader sees it; the note's title for a note as a whole. */
export function headingAt(
  notes: readonly Pick<PackNote, 'id' | 'title' | 'body'>[],
  address: string,
): string | undefined {
  const [id, slug] = address.split('#')
  const note = notes.find((each) => each.id === id)
  if (!note || !slug) return note?.title
  return headingsOf(note.body)
    .find((heading) => slugOf(heading) === slug)
    ?.replace(/[`*]/g, '')
}

import type { Media } from './document'
import type { ExtractedMedia } from './formats/extracted'
import { folderOf } from './paths'

/** The records of the pictures that stood in a note's own file, under the paths by which its text refers to them. */
export function ownMedia(documentId: string, notePath: string, media: ExtractedMedia[], newId: () => string): Media[] {
  const folder = folderOf(notePath)
  return media.map(({ path, type, bytes }) => ({
    id: newId(),
    documentId,
    path: folder ? `${folder}/${path}` : path,
    type,
    bytes: new Blob([bytes], { type }),
  }))
}

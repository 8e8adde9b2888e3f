import type { Pack } from '../app/pack'
import { packDocument, type PackedNote } from './pack-notes'

const made = new WeakMap<Pack, Promise<Map<string, PackedNote>>>()

/** The pack's notes as documents, by document id; made once. */
export function packLibrary(pack: Pack): Promise<Map<string, PackedNote>> {
  const known = made.get(pack)
  if (known) return known
  const making = pack.notes().then((notes) => new Map(notes.map(packDocument).map((note) => [note.document.id, note])))
  made.set(pack, making)
  return making
}

import type { Media } from './document'
import { kindOf } from './kinds'
import { baseName, resolveReference } from './paths'
import { bytesOf } from './stage'
import type { IntakeStore, WaitingFile } from './store'

/** The images that came along in an import, found by the way notes refer to them. */
export class ImagesAtHand {
  #byPath = new Map<string, WaitingFile>()
  #byName = new Map<string, WaitingFile>()
  #used = new Set<string>()

  constructor(
    waiting: WaitingFile[],
    private intake: IntakeStore,
  ) {
    for (const file of waiting.filter(({ path }) => kindOf(path).is === 'image')) {
      this.#byPath.set(file.path.toLowerCase(), file)
      this.#byName.set(baseName(file.path).toLowerCase(), file)
    }
  }

  /** The media records of a note, for those of its references that are here; `own` are in its file itself. */
  async forNote(documentId: string, notePath: string, references: string[], own: Media[], newId: () => string) {
    const media = new Map<string, Media>()
    const missing: string[] = []
    const inFile = new Set(own.map(({ path }) => path.toLowerCase()))
    for (const reference of references) {
      const path = resolveReference(notePath, reference)
      if (!path || inFile.has(path.toLowerCase())) continue
      const file = this.#find(path)
      if (!file) missing.push(reference)
      const kept = file && !media.has(path) ? await this.intake.open(file.id) : undefined
      const kind = kept && kindOf(kept.path)
      if (!kept || kind?.is !== 'image') continue
      this.#used.add(kept.id)
      const bytes = new Blob([await bytesOf(kept.bytes)], { type: kind.type })
      media.set(path, { id: newId(), documentId, path, type: kind.type, bytes })
    }
    return { media: [...media.values()], missing }
  }

  unused(): string[] {
    return [...this.#byPath.values()].filter(({ id }) => !this.#used.has(id)).map(({ path }) => path)
  }

  ids(): string[] {
    return [...this.#byPath.values()].map(({ id }) => id)
  }

  /** By path; else by name alone, as Obsidian links and singly picked files have it. */
  #find(path: string): WaitingFile | undefined {
    return this.#byPath.get(path.toLowerCase()) ?? this.#byName.get(baseName(path).toLowerCase())
  }
}

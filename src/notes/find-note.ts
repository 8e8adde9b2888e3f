import { linkTo } from '../app/route'
import { slugOf } from '../../content/slug'
import type { Media, NoteDocument } from './document'
import { baseName, resolveReference } from './paths'

/** Finds the note that a link means: by its path from here, else by title, else by file name. */
export class NoteFinder {
  #byPath = new Map<string, string>()
  #byName = new Map<string, string>()

  constructor(documents: NoteDocument[]) {
    for (const { id, path } of documents) {
      if (path) this.#byPath.set(bare(path), id)
      if (path) this.#byName.set(bare(baseName(path)), id)
    }
    for (const { id, title, aliases = [] } of documents)
      for (const name of [...aliases, title]) this.#byName.set(name.toLowerCase(), id)
  }

  /** The address in the app, or undefined where the library has no such note. */
  hrefOf(reference: string, fromPath: string): string | undefined {
    const id = this.idOf(reference, fromPath)
    return id && hrefIn(id, partsOfReference(reference).section)
  }

  idOf(reference: string, fromPath: string): string | undefined {
    const { target } = partsOfReference(reference)
    const path = resolveReference(fromPath, target)
    if (!path) return undefined
    const name = baseName(path).toLowerCase()
    return (
      this.#byPath.get(bare(path)) ??
      this.#byName.get(bare(target)) ??
      (isNoteName(target) ? this.#byName.get(bare(name)) : undefined)
    )
  }
}

/** A note and a heading (the last of `#A#B`), a block (`^id`) or a page (`page=3`) in it. */
export function partsOfReference(reference: string): { target: string; section: string } {
  const [target = '', ...sections] = reference.split('#')
  return { target: target.trim(), section: sections.at(-1)?.trim() ?? '' }
}

/** The address of a part of a note. */
export function hrefIn(id: string, section: string): string {
  const place = /^(?:\^|page=)/.test(section) ? section : slugOf(section)
  return linkTo('notes', [id], section ? { p: place } : {})
}

const endings = /\.(?:mdx?|markdown|html?|txt|pdf|docx|epub|ipynb|csv)$/

function bare(path: string): string {
  return path.toLowerCase().replace(endings, '')
}

function isNoteName(target: string): boolean {
  return endings.test(target.toLowerCase()) || !target.includes('.')
}

/** The image that a note refers to, among those that came along with it. */
export function findMedia(media: Media[], reference: string, notePath: string): Media | undefined {
  const path = resolveReference(notePath, reference)?.toLowerCase()
  if (!path) return undefined
  const exact = media.find((image) => image.path.toLowerCase() === path)
  return exact ?? media.find((image) => baseName(image.path).toLowerCase() === baseName(path))
}

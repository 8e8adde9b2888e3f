import type { Block } from '../blocks'
import { written } from '../write-page'
import type { PlacedPicture } from './find'
import type { Box } from './painted'

/** A page's text, and what pictures need to be put into it. */
export interface WrittenPage {
  page: number
  mark: string
  text: string
  blocks: Block[]
  width: number
  turned: boolean
  mirrored: boolean
}

/** A page as Markdown with its pictures: each before the first block below its top that stands in its column. */
export function withPictures(page: WrittenPage, pictures: PlacedPicture[]): string {
  const here = pictures.filter((picture) => picture.page === page.page).toSorted((a, b) => a.top - b.top)
  const text = here.length ? written(blocksWith(page, here)) : page.text
  return [page.mark, text].filter(Boolean).join('\n\n')
}

function blocksWith({ text, blocks, width, turned, mirrored }: WrittenPage, pictures: PlacedPicture[]): Block[] {
  const out = text ? [...blocks] : []
  for (const { left, right, top, bottom, address } of pictures) {
    const box = mirrored ? { left: width - right, right: width - left, top, bottom } : { left, right, top, bottom }
    const block: Block = { kind: 'picture', address, width: right - left, at: box }
    out.splice(turned ? out.length : indexFor(out, box), 0, block)
  }
  return out
}

function indexFor(blocks: Block[], picture: Box): number {
  const inColumn = (n: number) => overlap(blocks[n]!, picture)
  const places = [...blocks.keys()]
  const column = places.some(inColumn) ? places.filter(inColumn) : places
  const below = column.find((n) => (blocks[n]!.at?.top ?? 0) > picture.top + 2)
  return below ?? (column.at(-1) ?? -1) + 1
}

function overlap({ at }: Block, { left, right }: Box): boolean {
  return !!at && Math.min(at.right, right) - Math.max(at.left, left) > 5
}

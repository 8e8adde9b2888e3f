import type { Chunk, DocumentType } from './document'
import { mostWhole, piecesOf, type Piece } from './pieces'
import { slugger } from './slugs'

export { chunkVersion } from './chunk-version'

/** About 200 tokens of English, in characters. */
const target = 900
/** A rest shorter than this joins the chunk before it. */
const least = 160

type Block = Extract<Piece, { heading: false }>

/** A heading and its address in the document. */
export interface Heading {
  slug: string
  text: string
  depth: number
  start: number
}

interface Section {
  slug: string
  headings: string[]
  /** Where the heading begins. */
  start: number
  end: number
  page?: number
  blocks: Block[]
}

/**
 * Cuts a document into chunks of about 200 tokens at its headings and blocks; code and tables stay whole up to a hard
 * limit. Offsets are UTF-16 units of `text`, whose line breaks are \n.
 */
export function chunkDocument(type: DocumentType, text: string): Chunk[] {
  return chunkPieces(piecesOf(type, text))
}

/** The same, for a document whose pieces are there already. */
export function chunkPieces(pieces: Piece[]): Chunk[] {
  return sectionsOf(pieces).flatMap((section, n, all) => chunkSection(section, all[n + 1]))
}

/** The headings of a document with the very addresses its chunks have. */
export function headingsOfPieces(pieces: Piece[]): Heading[] {
  const slug = slugger()
  return pieces.flatMap((piece) =>
    piece.heading ? [{ slug: slug(piece.text), text: piece.text, depth: piece.depth, start: piece.start }] : [],
  )
}

function sectionsOf(pieces: Piece[]): Section[] {
  const slug = slugger()
  const path: { depth: number; text: string }[] = []
  let current: Section = { slug: 'top', headings: [], start: pieces[0]?.start ?? 0, end: 0, blocks: [] }
  const sections = [current]
  for (const piece of pieces) {
    if (!piece.heading) {
      current.blocks.push(piece)
      continue
    }
    while ((path.at(-1)?.depth ?? 0) >= piece.depth) path.pop()
    path.push({ depth: piece.depth, text: piece.text })
    const headings = path.map(({ text }) => text)
    const { start, end, page } = piece
    current = { slug: slug(piece.text), headings, start, end, page, blocks: [] }
    sections.push(current)
  }
  return sections
}

function chunkSection(section: Section, following?: Section): Chunk[] {
  const { slug, headings, start, end, page } = section
  if (!section.blocks.length) {
    // A heading alone is still something to find, unless its own sections say more.
    const bare = headings.length > 0 && headings.length >= (following?.headings.length ?? 0)
    return bare ? [{ id: slug, headings, text: headings.at(-1) ?? '', start, end, kind: 'prose', ...on(page) }] : []
  }
  return grouped(section.blocks).map((blocks, n) => ({
    id: n === 0 ? slug : `${slug}.${n + 1}`,
    headings,
    ...on(blocks[0]?.page),
    text: blocks.map((block) => block.text).join('\n\n'),
    start: n === 0 && headings.length ? start : (blocks[0]?.start ?? start),
    end: blocks.at(-1)?.end ?? end,
    kind: mainKind(blocks),
  }))
}

function on(page: number | undefined): Pick<Chunk, 'page'> {
  return page === undefined ? {} : { page }
}

/** Blocks that make one chunk each: filled up to the target, what belongs together kept together, never over two pages. */
function grouped(blocks: Block[]): Block[][] {
  const groups: Block[][] = []
  let size = 0
  for (const block of blocks) {
    const group = groups.at(-1)
    if (group && group[0]?.page === block.page && fits(group, size, block)) {
      group.push(block)
      size += block.text.length
    } else {
      groups.push([block])
      size = block.text.length
    }
  }
  return joinRest(groups)
}

function fits(group: Block[], size: number, block: Block): boolean {
  const total = size + block.text.length
  if (total <= target) return true
  // The sentence that introduces a code block or a table belongs to it.
  const introduced = block.kind !== 'prose' && size < least * 2 && group.every(({ kind }) => kind === 'prose')
  return introduced && total <= mostWhole
}

function joinRest(groups: Block[][]): Block[][] {
  const last = groups.at(-1)
  const before = groups.at(-2)
  if (before?.[0]?.page !== last?.[0]?.page) return groups
  if (!last || !before || sizeOf(last) >= least || sizeOf(before) + sizeOf(last) > target * 1.5) return groups
  return [...groups.slice(0, -2), [...before, ...last]]
}

function sizeOf(blocks: Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0)
}

function mainKind(blocks: Block[]): Chunk['kind'] {
  const sizes = { prose: 0, code: 0, table: 0, list: 0 }
  for (const block of blocks) sizes[block.kind] += block.text.length
  return (Object.keys(sizes) as Chunk['kind'][]).reduce((best, kind) => (sizes[kind] > sizes[best] ? kind : best))
}

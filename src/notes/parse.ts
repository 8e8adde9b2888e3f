import { refuse, type Result } from '../app/failures'
import { scanBlocks } from './blocks'
import { chunkPieces } from './chunk'
import { decodeText } from './decode'
import type { Chunk, DocumentType } from './document'
import { frontMatter } from './front-matter'
import type { ExtractedMedia } from './formats/extracted'
import { kindOf, refuseKind } from './kinds'
import { baseName } from './paths'
import { piecesOf, type Piece } from './pieces'
import { plainInline } from './plain'
import { imageReferences, inlineTags, noteReferences } from './references'

export interface ParsedNote {
  title: string
  type: DocumentType
  tags: string[]
  text: string
  chunks: Chunk[]
  images: string[]
  warnings: string[]
  /** Other names that links may call it by. */
  aliases: string[]
  /** Other notes that it links to, as it refers to them. */
  links: string[]
  /** Of a document that has pages. */
  pages?: number
  /** Pictures that stood in the file itself. */
  media?: ExtractedMedia[]
}

/** The bytes of a file that is text to a note, or the reason why not; read-file.ts reads the others too. */
export function parseFile(path: string, bytes: Uint8Array): Result<ParsedNote> {
  const name = baseName(path)
  const kind = kindOf(path)
  if (kind.is !== 'note') return { ok: false, failure: refuseKind(path) }
  const decoded = decodeText(bytes, name)
  if (!decoded.ok) return decoded
  const note = parseText(kind.type, decoded.value.text, name)
  if (!note.chunks.length && !note.images.length) return refuse('file-empty', name)
  return { ok: true, value: { ...note, warnings: decoded.value.warnings } }
}

/** A text as a note; `name` gives the title where the text has none. */
export function parseText(type: DocumentType, text: string, name: string): ParsedNote {
  const pieces = piecesOf(type, text)
  const header =
    type === 'markdown' ? headerOf(text) : { title: type === 'html' ? pageTitle(text) : '', tags: [], aliases: [] }
  const title = titleOf(type, pieces, header.title) || titleOfName(name)
  const images = imageReferences(type, text)
  return {
    title: title.slice(0, 200),
    type,
    tags: type === 'markdown' ? [...new Set([...header.tags, ...inlineTags(text)])] : header.tags,
    aliases: header.aliases,
    links: noteReferences(type, text),
    text,
    chunks: chunkPieces(pieces),
    images,
    warnings: [],
  }
}

function headerOf(text: string) {
  const first = text.startsWith('---') ? scanBlocks(text.slice(0, 20_000))[0] : undefined
  return frontMatter(first?.kind === 'meta' && first.start === 0 ? text.slice(0, first.end) : '')
}

function titleOf(type: DocumentType, pieces: Piece[], declared: string): string {
  const first = pieces.slice(0, 8).find((piece) => piece.heading && piece.depth === 1)
  // A page's <title> often carries the site's name as well; its heading does not.
  return (type === 'html' ? first?.text || declared : declared || first?.text) ?? ''
}

function pageTitle(html: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(html.slice(0, 50_000))?.[1] ?? ''
  return plainInline(title)
}

/** `vector_stores-intro.md` reads better as "Vector stores intro". */
export function titleOfName(name: string): string {
  const words = name
    .replace(/\.[^.]*$/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words ? words[0]?.toUpperCase() + words.slice(1) : 'Untitled note'
}

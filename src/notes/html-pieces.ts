import { Parser } from 'htmlparser2'
import type { Chunk } from './document'
import { split, type Piece } from './pieces'

/** What is not the article's text. */
const left = new Set(
  'script style template noscript nav svg math iframe object form select button dialog head footer'.split(' '),
)
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
/** Elements that end the text before them and hold text of their own. */
const blocks = new Set(
  'p div section article main header aside blockquote figure figcaption address details summary dd dt dl hr body html fieldset center td th tr tbody thead'.split(
    ' ',
  ),
)
/** Kept as one block with all that is in them. */
const whole: Record<string, Chunk['kind']> = { pre: 'code', table: 'table', ul: 'list', ol: 'list' }

/** A stretch of text as it stands in the source, or as an entity of it gave. */
interface Run {
  text: string
  start: number
  end: number
}

/**
 * An HTML document as headings and blocks with their places in the source. It reads the tags as they come, keeps no tree
 * and never recurses, so neither size nor depth can stop it. Where the page marks its article or main part, only that
 * is read.
 */
export function htmlPieces(source: string): Piece[] {
  const reader = new Reader(articleRange(source))
  const parser: Parser = new Parser(
    {
      onopentagname: (name) => reader.openTag(name, parser.startIndex),
      onclosetag: (name) => reader.closeTag(name, parser.endIndex + 1),
      ontext: (text) => reader.addText(text, parser.startIndex, parser.endIndex + 1),
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(source)
  reader.flush(source.length)
  return reader.pieces
}

/** The offsets between which the article stands: the only `<article>`, else `<main>`, else everything. */
export function articleRange(source: string): [number, number] {
  for (const tag of ['article', 'main']) {
    const opens = [...source.matchAll(new RegExp(`<${tag}[\\s>]`, 'gi'))]
    const start = opens[0]?.index
    const end = source.toLowerCase().lastIndexOf(`</${tag}`)
    if (opens.length === 1 && start !== undefined && end - start > 200) return [start, end]
  }
  return [0, source.length]
}

class Reader {
  pieces: Piece[] = []
  #runs: Run[] = []
  #start = -1
  /** Where the tag stands that opened the block to come. */
  #opened = -1
  /** How deep we are inside what is left out, inside a whole block, and inside a heading. */
  #skipping = 0
  #whole = ''
  #wholeDepth = 0
  #heading = ''

  constructor(readonly range: [number, number]) {}

  openTag(name: string, at: number) {
    if (left.has(name)) this.#skipping++
    if (this.#whole) {
      if (name === this.#whole) this.#wholeDepth++
      this.#separate(name, at)
    } else if (name in whole) {
      this.#begin(at)
      this.#whole = name
      this.#wholeDepth = 1
    } else if (headings.has(name)) {
      this.#begin(at)
      this.#heading = name
    } else if (blocks.has(name)) this.#begin(at)
    else if (name === 'br') this.#add({ text: '\n', start: at, end: at })
  }

  closeTag(name: string, end: number) {
    if (left.has(name)) this.#skipping = Math.max(0, this.#skipping - 1)
    if (this.#whole) {
      if (name === this.#whole && --this.#wholeDepth === 0) this.flush(end)
    } else if (headings.has(name) || blocks.has(name)) this.flush(end)
  }

  addText(text: string, start: number, end: number) {
    if (this.#skipping || start < this.range[0] || start >= this.range[1]) return
    this.#add({ text, start, end })
  }

  #begin(at: number) {
    this.flush(at)
    this.#opened = at
  }

  /** Ends the block that is being read. */
  flush(end: number) {
    const runs = this.#runs
    const heading = this.#heading
    const kind = whole[this.#whole] ?? 'prose'
    const start = this.#start
    this.#runs = []
    this.#start = this.#opened = -1
    this.#heading = this.#whole = ''
    if (!runs.some((run) => run.text.trim())) return
    if (heading) this.#addHeading(runs, start, end, Number(heading[1]))
    else this.pieces.push(...blockPieces(runs, kind, start))
  }

  #addHeading(runs: Run[], start: number, end: number, depth: number) {
    const text = tidy(runs.map((run) => run.text).join(''))
    this.pieces.push({ heading: true, start, end, text: text.replace(/\s*[¶#]$/, '').slice(0, 500), depth })
  }

  #add(run: Run) {
    if (this.#start < 0) this.#start = this.#opened < 0 ? run.start : this.#opened
    this.#runs.push(run)
  }

  /** Inside a table or a list: rows and items on lines of their own, cells apart. */
  #separate(name: string, at: number) {
    if (this.#whole === 'pre') return
    if (name === 'td' || name === 'th') this.#add({ text: ' | ', start: at, end: at })
    else if (['tr', 'li', 'p', 'br', 'div', 'pre'].includes(name)) this.#add({ text: '\n', start: at, end: at })
  }
}

function blockPieces(runs: Run[], kind: Chunk['kind'], opened: number): Piece[] {
  const text = runs.map((run) => run.text).join('')
  const place = placer(runs)
  return split(text, kind).flatMap((part) => {
    const words = kind === 'code' ? part.text.replace(/^\n+|\s+$/g, '') : tidy(part.text, kind)
    if (!words) return []
    const start = part.start ? place(part.start) : opened
    return [{ heading: false as const, start, end: place(part.end), text: words, kind, goesOn: part.start > 0 }]
  })
}

/** From an offset in the joined text to the source. Asked in ascending order only. */
function placer(runs: Run[]): (offset: number) => number {
  let n = 0
  let before = 0
  return (offset) => {
    while (n < runs.length - 1 && before + (runs[n]?.text.length ?? 0) < offset) before += runs[n++]?.text.length ?? 0
    const run = runs[n]
    if (!run) return 0
    const inside = offset - before
    return inside >= run.text.length ? run.end : Math.min(run.end, run.start + inside)
  }
}

function tidy(text: string, kind: Chunk['kind'] = 'prose'): string {
  if (kind === 'prose') return text.replace(/\s+/g, ' ').trim()
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/^(?: ?\| ?)+/, '')
        .trim(),
    )
    .filter(Boolean)
    .join('\n')
}

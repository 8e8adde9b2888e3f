import { child, childElements, isElement, textOf, type Element, type Node } from '../tree'
import { ListCounter } from './counting'
import { isOn, valueOf } from './parts'
import { chosen, element, inlineOf, type Reading } from './runs'

interface OpenList {
  id: string
  level: number
  list: Element
}

/** The body of a Word document as the elements of a page: headings, paragraphs, lists, code and tables. */
export class Body {
  #counter: ListCounter

  constructor(readonly reading: Reading) {
    this.#counter = new ListCounter(reading.parts.lists)
  }

  /** The blocks of the body, of a table's cell, of a text box or of a footnote. */
  blocks(parent: Element): Element[] {
    const out: Element[] = []
    const lists: OpenList[] = []
    const blocks = unwrapped(parent)
    for (const [n, block] of blocks.entries()) {
      if (block.name === 'w:tbl') {
        lists.length = 0
        out.push(this.#table(block))
      } else this.#paragraph(block, out, lists, () => this.#goesOn(blocks, n, lists))
      for (const box of this.reading.boxes.splice(0)) out.push(...this.blocks(box))
    }
    return out
  }

  #paragraph(paragraph: Element, out: Element[], lists: OpenList[], goesOn: () => boolean) {
    const properties = child(paragraph, 'w:pPr')
    const style = this.#styleOf(paragraph)
    // The table of contents: the reader makes its own.
    if (/^toc \d/i.test(style?.name ?? '')) return
    const children = inlineOf(paragraph, this.reading)
    for (const picture of this.reading.floating.splice(0)) out.push(element('p', [picture]))
    const empty = !children.some((node) => (isElement(node) ? node.name !== 'br' : node.trim()))
    if (empty) return
    const level = valueOf(child(properties, 'w:outlineLvl'))
    const heading = level === undefined ? style?.heading : Number(level) < 9 ? Number(level) + 1 : undefined
    const numbering = this.#numberingOf(paragraph)
    if (heading) {
      lists.length = 0
      out.push(this.#heading(children, heading, numbering))
    } else if (numbering) this.#item(children, numbering, out, lists)
    else {
      // Between the items of a list: it belongs to the one before it.
      const above = lists.length && goesOn() ? lists.at(-1)?.list.children.at(-1) : undefined
      if (!isElement(above)) lists.length = 0
      const into = isElement(above) ? (above.children as Element[]) : out
      if (style?.code || (allCode(children) && looksLikeCode(paragraph, into))) addCode(into, paragraph)
      else into.push(...formulasApart(children))
    }
  }

  /** Whether one of the next two paragraphs is an item of the list that is open. */
  #goesOn(blocks: Element[], n: number, lists: OpenList[]): boolean {
    const open = lists.at(-1)?.id
    const next = blocks.slice(n + 1, n + 3)
    const apart = next.findIndex((block) => block.name === 'w:tbl' || this.#styleOf(block)?.heading)
    return next.slice(0, apart < 0 ? undefined : apart).some((block) => this.#numberingOf(block)?.id === open)
  }

  #styleOf(paragraph: Element) {
    return this.reading.parts.styles.get(valueOf(child(child(paragraph, 'w:pPr'), 'w:pStyle')) ?? '')
  }

  #numberingOf(paragraph: Element) {
    const styled = this.#styleOf(paragraph)?.list
    const own = child(child(paragraph, 'w:pPr'), 'w:numPr')
    const id = valueOf(child(own, 'w:numId')) ?? styled?.id
    const level = Number(valueOf(child(own, 'w:ilvl')) ?? styled?.level ?? 0)
    // The list 0 takes a paragraph out of the list of its style.
    return id && id !== '0' ? { id, level: Math.min(8, Math.max(0, level || 0)) } : undefined
  }

  #heading(children: Node[], depth: number, numbering: { id: string; level: number } | undefined): Element {
    const label = numbering && this.#labelled(numbering)
    const plain = children.flatMap((node) => (isElement(node) && node.name === 'strong' ? node.children : [node]))
    return element(`h${Math.min(6, depth)}`, label ? [`${label} `, ...plain] : plain)
  }

  #labelled({ id, level }: { id: string; level: number }): string {
    this.#counter.next(id, level)
    return this.#counter.label(id, level)
  }

  #item(children: Node[], { id, level }: { id: string; level: number }, out: Element[], lists: OpenList[]) {
    const number = this.#counter.next(id, level)
    const name = this.#counter.levelOf(id, level)?.ordered ? 'ol' : 'ul'
    while ((lists.at(-1)?.level ?? -1) > level) lists.pop()
    const item = element('li', children)
    const open = lists.at(-1)
    if (open?.level === level && open.list.name === name) return void open.list.children.push(item)
    if (open?.level === level) lists.pop()
    const list = element(name, [item], { start: String(number) })
    const above = lists.at(-1)?.list.children.at(-1)
    if (isElement(above)) above.children.push(list)
    else out.push(list)
    lists.push({ id, level, list })
  }

  /** A cell that is merged into the one above it says what that says. */
  #table(table: Element): Element {
    const above: Element[] = []
    const rows = childElements(table).flatMap((part) => (part.name === 'w:tr' ? part : rowsIn(part)))
    return element(
      'table',
      rows.map((row) => element('tr', this.#cells(row, above))),
    )
  }

  #cells(row: Element, above: Element[]): Element[] {
    const heads = isOn(child(child(row, 'w:trPr'), 'w:tblHeader'))
    let column = 0
    return cellsIn(row).map((source) => {
      const properties = child(source, 'w:tcPr')
      const span = Math.max(1, Number(valueOf(child(properties, 'w:gridSpan'))) || 1)
      const merge = child(properties, 'w:vMerge')
      const continued = merge && valueOf(merge) !== 'restart'
      const children = (continued && above[column]?.children) || this.blocks(source)
      const cell = element(heads ? 'th' : 'td', children, { colspan: String(span) })
      above[column] = cell
      column += span
      return cell
    })
  }
}

function rowsIn(part: Element): Element[] {
  return /^w:(?:sdt|sdtContent|ins|customXml)$/.test(part.name)
    ? childElements(part).flatMap((inner) => (inner.name === 'w:tr' ? inner : rowsIn(inner)))
    : []
}

function cellsIn(row: Element): Element[] {
  return childElements(row).flatMap((part) =>
    part.name === 'w:tc' ? part : /^w:(?:sdt|sdtContent|customXml)$/.test(part.name) ? cellsIn(part) : [],
  )
}

/** Paragraphs and tables, out of the elements around them. A table of contents is left. */
function unwrapped(parent: Element): Element[] {
  return childElements(parent).flatMap((block) => {
    if (block.name === 'w:p' || block.name === 'w:tbl') return block
    if (block.name === 'mc:AlternateContent') return unwrapped(chosen(block))
    if (block.name === 'w:sdt' && isContents(block)) return []
    return /^w:(?:sdt|sdtContent|ins|moveTo|customXml|smartTag)$/.test(block.name) ? unwrapped(block) : []
  })
}

function isContents(block: Element): boolean {
  const gallery = child(child(child(block, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery')
  return /table of contents/i.test(valueOf(gallery) ?? '')
}

function allCode(children: Node[]): boolean {
  return children.every((node) => (isElement(node) ? node.name === 'code' || node.name === 'br' : !node.trim()))
}

/** Letters of a typewriter alone are no sign of code. */
function looksLikeCode(paragraph: Element, before: Element[]): boolean {
  const line = codeOf(paragraph)
  return (
    before.at(-1)?.name === 'pre' ||
    /[(){};=<>[\]$#]|^\s{2}|^\s*(?:def|class|import|return|for|if|select)\b.*\S/i.test(line)
  )
}

/** Lines of code that follow one another are one block. */
function addCode(out: Element[], paragraph: Element) {
  const line = codeOf(paragraph)
  const last = out.at(-1)
  if (last?.name === 'pre') last.children.push(`\n${line}`)
  else out.push(element('pre', [line]))
}

/** Code as it was typed: its tabs and breaks kept. */
function codeOf(node: Element): string {
  if (node.name === 'w:t') return textOf(node)
  if (node.name === 'w:tab') return '    '
  if (node.name === 'w:br' || node.name === 'w:cr') return '\n'
  if (node.name === 'w:pPr' || node.name === 'w:rPr' || node.name === 'w:del') return ''
  return childElements(node).map(codeOf).join('')
}

/** Formulas that are all of a paragraph are displayed, each on its own. */
function formulasApart(children: Node[]): Element[] {
  const only = children.every((node) => (isElement(node) ? node.name === 'tex' : !node.trim()))
  if (!only) return [element('p', allCode(children) ? plain(children) : children)]
  return children.filter(isElement).map(({ children: tex }) => element('tex', tex, { display: '' }))
}

function plain(children: Node[]): Node[] {
  return children.flatMap((node) => (isElement(node) && node.name === 'code' ? node.children : [node]))
}

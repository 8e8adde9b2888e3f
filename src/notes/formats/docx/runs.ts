import { child, find, isElement, textOf, type Element, type Node } from '../tree'
import { texOf } from './math'
import { isOn, valueOf, type Parts } from './parts'

/** What the reading of one document keeps count of. */
export interface Reading {
  parts: Parts
  /** The address of a picture by the id of its relation. */
  picture(relation: string): string | undefined
  /** Notes in the order in which the text refers to them. */
  notes: Element[]
  /** Text boxes of the paragraph at hand: they follow it. */
  boxes: Element[]
  /** Its pictures that stand beside the text. */
  floating: Element[]
  leftOut: { deletions: number; drawings: number }
}

interface Style {
  tag: string
  href: string
}

/** Elements around runs that mean nothing of their own. */
const transparent = new Set(
  'w:smartTag w:sdt w:sdtContent w:ins w:moveTo w:customXml w:bdo w:dir w:fldSimple w:p'.split(' '),
)
const monospace = /courier|consolas|menlo|monaco|mono\b|cascadia|inconsolata|source code/i

export function element(name: string, children: Node[], attributes: Record<string, string> = {}): Element {
  return { name, attributes, children }
}

/** The runs of a paragraph as inline elements; neighbours of one look are joined. */
export function inlineOf(paragraph: Element, reading: Reading): Node[] {
  const walk = new Walk(reading)
  walk.children(paragraph, '')
  return walk.nodes
}

class Walk {
  nodes: Node[] = []
  #last: Style | undefined
  /** Fields that are open: their code, and whether it has ended. */
  #fields: { code: string; shown: boolean }[] = []

  constructor(readonly reading: Reading) {}

  children(parent: Element, href: string) {
    for (const node of parent.children) if (isElement(node)) this.#one(node, href)
  }

  #one(node: Element, href: string) {
    const { name, attributes } = node
    if (name === 'w:r') this.#run(node, href)
    else if (name === 'w:hyperlink') this.children(node, this.#target(attributes['r:id']) ?? '')
    else if (name === 'w:del' || name === 'w:moveFrom') this.reading.leftOut.deletions++
    else if (name === 'm:oMath') this.#add(element('tex', [texOf(node)]), { tag: '', href: '' })
    else if (name === 'm:oMathPara') this.#display(node)
    else if (name === 'mc:AlternateContent') this.#one(chosen(node), href)
    else if (transparent.has(name) || name === 'mc:Choice' || name === 'mc:Fallback') this.children(node, href)
    else if (name === 'w:drawing' || name === 'w:pict' || name === 'w:object') this.#drawing(node)
  }

  #target(relation: string | undefined): string | undefined {
    const found = this.reading.parts.relations.get(relation ?? '')
    return found?.external ? found.target : undefined
  }

  #run(run: Element, href: string) {
    const properties = child(run, 'w:rPr')
    if (isOn(child(properties, 'w:vanish'))) return
    const style = { tag: tagOf(properties, this.reading), href: href || this.#fieldLink() }
    for (const node of run.children) if (isElement(node)) this.#piece(node, style)
  }

  #piece(node: Element, style: Style) {
    const { name, attributes } = node
    if (name === 'w:fldChar' || name === 'w:instrText') return this.#field(node)
    if (this.#fields.some(({ shown }) => !shown)) return
    if (name === 'w:t') this.#add(textOf(node), style)
    else if (name === 'w:tab' || name === 'w:ptab') this.#add(' ', style)
    else if (name === 'w:br' || name === 'w:cr') {
      if (!attributes['w:type'] || attributes['w:type'] === 'textWrapping') this.#add(element('br', []), style)
    } else if (name === 'w:noBreakHyphen') this.#add('-', style)
    else if (name === 'w:sym') this.#add(symbol(attributes['w:char'] ?? ''), style)
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') this.#note(node)
    else this.#one(node, style.href)
  }

  /** A field has a code, which is not shown, and a result, which is; of the codes only links matter. */
  #field(node: Element) {
    const kind = node.attributes['w:fldCharType']
    const open = this.#fields.at(-1)
    if (kind === 'begin') this.#fields.push({ code: '', shown: false })
    else if (kind === 'separate' && open) open.shown = true
    else if (kind === 'end') this.#fields.pop()
    else if (open && !open.shown) open.code += textOf(node)
  }

  #fieldLink(): string {
    const code = this.#fields.findLast((field) => /^\s*HYPERLINK\s/i.test(field.code))?.code ?? ''
    return /HYPERLINK\s+"((?:https?|mailto):[^"]+)"/i.exec(code)?.[1] ?? ''
  }

  #note(node: Element) {
    const { footnotes, endnotes } = this.reading.parts
    const notes = node.name === 'w:footnoteReference' ? footnotes : endnotes
    const note = notes.get(node.attributes['w:id'] ?? '')
    if (!note) return
    const number = this.reading.notes.push(note)
    this.#add(element('sup', [String(number)]), { tag: '', href: '' })
  }

  #display(node: Element) {
    for (const math of node.children)
      if (isElement(math) && math.name === 'm:oMath')
        this.#add(element('tex', [texOf(math)], { display: '' }), { tag: '', href: '' })
  }

  #drawing(node: Element) {
    const boxes = contents(node)
    this.reading.boxes.push(...boxes)
    const pictures = images(node, this.reading)
    const beside = find(node, 'wp:anchor') ?? find(node, 'v:shape')?.attributes.style?.includes('position:absolute')
    ;(beside ? this.reading.floating : this.nodes).push(...pictures)
    this.#last = undefined
    // A line or an arrow says nothing; a chart or a diagram does.
    if (
      !boxes.length &&
      !pictures.length &&
      (find(node, 'c:chart') || find(node, 'dgm:relIds') || node.name === 'w:object')
    )
      this.reading.leftOut.drawings++
  }

  #add(node: Node, style: Style) {
    const same = this.#last && this.#last.tag === style.tag && this.#last.href === style.href
    if (same) innermost(this.nodes.at(-1), style).push(node)
    else this.nodes.push(...dressed([node], style))
    // Plain text needs nothing around it.
    this.#last = style.tag || style.href ? style : undefined
  }
}

/** "strong em": one element in another, the link around them. */
function dressed(nodes: Node[], { tag, href }: Style): Node[] {
  const inner = tag
    .split(' ')
    .filter(Boolean)
    .reduceRight<Node[]>((inside, name) => [element(name, inside)], nodes)
  return href ? [element('a', inner, { href })] : inner
}

function innermost(node: Node | undefined, { tag, href }: Style): Node[] {
  let at = node as Element
  for (let n = 1; n < tag.split(' ').filter(Boolean).length + (href ? 1 : 0); n++) at = at.children[0] as Element
  return at.children
}

function tagOf(properties: Element | undefined, reading: Reading): string {
  const style = reading.parts.styles.get(valueOf(child(properties, 'w:rStyle')) ?? '')
  const font = child(properties, 'w:rFonts')?.attributes['w:ascii'] ?? ''
  const raised = valueOf(child(properties, 'w:vertAlign'))
  const tags = [
    raised === 'superscript' ? 'sup' : raised === 'subscript' ? 'sub' : '',
    isOn(child(properties, 'w:b')) ? 'strong' : '',
    isOn(child(properties, 'w:i')) ? 'em' : '',
    isOn(child(properties, 'w:strike')) ? 'del' : '',
    style?.code || monospace.test(font) ? 'code' : '',
  ]
  return tags.filter(Boolean).join(' ')
}

/** What a newer Word would show; the fallback for older ones where that is nothing we know. */
export function chosen(alternate: Element): Element {
  const [choice, fallback] = [child(alternate, 'mc:Choice'), child(alternate, 'mc:Fallback')]
  const known =
    choice &&
    (find(choice, 'w:txbxContent') || find(choice, 'a:blip') || find(choice, 'w:t') || find(choice, 'm:oMath'))
  return (known ? choice : (fallback ?? choice)) ?? alternate
}

/** The contents of text boxes, the outermost ones. */
function contents(node: Element): Element[] {
  return node.children.flatMap((inner) => {
    if (!isElement(inner)) return []
    if (inner.name === 'mc:AlternateContent') return contents(chosen(inner))
    return inner.name === 'w:txbxContent' ? [inner] : contents(inner)
  })
}

function images(node: Element, reading: Reading): Element[] {
  const about = find(node, 'wp:docPr')?.attributes
  const alt = about?.descr || about?.title || ''
  const found = (inner: Element): Element[] => {
    if (inner.name === 'w:txbxContent') return []
    const { attributes } = inner
    if (inner.name === 'a:blip' || inner.name === 'v:imagedata') {
      const src = reading.picture(attributes['r:embed'] ?? attributes['r:link'] ?? attributes['r:id'] ?? '')
      return src ? [element('img', [], { src, alt })] : []
    }
    if (inner.name === 'mc:AlternateContent') return found(chosen(inner))
    return inner.children.flatMap((below) => (isElement(below) ? found(below) : []))
  }
  return found(node)
}

/** Of the symbol fonts, whose characters have no meaning elsewhere, the most used. */
const symbols: Record<string, string> = { F0B7: '•', F0A7: '▪', F0E0: '→', F0FC: '✓', F0D8: '➢', F061: 'α', F062: 'β' }

function symbol(char: string): string {
  const code = char.toUpperCase()
  if (symbols[code]) return symbols[code]
  return /^(?:F0|E0)/.test(code) || !code ? '' : String.fromCodePoint(Number.parseInt(code, 16) || 32)
}

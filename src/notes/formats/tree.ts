import { Parser } from 'htmlparser2'

export interface Element {
  name: string
  attributes: Record<string, string>
  children: Node[]
}
export type Node = Element | string

export interface Tree {
  root: Element
  /** It was longer than can be held: the rest is missing. */
  cut: boolean
}

interface Options {
  /** XML keeps the case of its names and closes its own empty elements. */
  xml?: boolean
  /** `dc:title` is `title`. */
  localNames?: boolean
  /** Elements that are not even kept. */
  without?: (name: string, attributes: Record<string, string>) => boolean
  mostNodes?: number
}

/** Deeper than any page is: what lies below is hung up here, so that whatever walks the tree can do so by recursion. */
const mostLevels = 200
const mostNodes = 2_000_000

/** HTML or XML as a tree of bounded depth and size. It does not fail: what is malformed is read as well as it goes. */
export function parseMarkup(source: string, options: Options = {}): Tree {
  const { xml = false, localNames = false, without } = options
  const left = { nodes: options.mostNodes ?? mostNodes }
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  let dropping = 0
  let below = 0
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = localNames ? tag.slice(tag.indexOf(':') + 1) : tag
        if (dropping || without?.(name, attributes)) return void dropping++
        if (open.length > mostLevels) return void below++
        if (--left.nodes < 0) return void dropping++
        const element = { name, attributes, children: [] }
        open.at(-1)?.children.push(element)
        open.push(element)
      },
      onclosetag() {
        if (dropping) dropping--
        else if (below) below--
        else if (open.length > 1) open.pop()
      },
      ontext(text) {
        if (dropping || left.nodes < 0) return
        const siblings = open.at(-1)?.children ?? []
        const last = siblings.at(-1)
        if (typeof last === 'string') siblings[siblings.length - 1] = last + text
        else if (--left.nodes >= 0) siblings.push(text)
      },
    },
    { xmlMode: xml, decodeEntities: true, recognizeSelfClosing: xml },
  )
  parser.end(source)
  return { root, cut: left.nodes < 0 }
}

export function isElement(node: Node | undefined): node is Element {
  return typeof node === 'object'
}

/** The elements right below. */
export function childElements({ children }: Element, name?: string): Element[] {
  return children.filter((node): node is Element => isElement(node) && (!name || node.name === name))
}

export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((node): node is Element => isElement(node) && node.name === name)
}

/** All elements of a name at any depth, in order. */
export function descendants(element: Element, name: string): Element[] {
  return element.children.flatMap((node) =>
    isElement(node) ? [...(node.name === name ? [node] : []), ...descendants(node, name)] : [],
  )
}

/** The first of a name at any depth. */
export function find(element: Element | undefined, name: string): Element | undefined {
  for (const node of element?.children ?? []) {
    if (!isElement(node)) continue
    const found = node.name === name ? node : find(node, name)
    if (found) return found
  }
  return undefined
}

export function textOf(node: Node | undefined): string {
  if (node === undefined) return ''
  return typeof node === 'string' ? node : node.children.map(textOf).join('')
}

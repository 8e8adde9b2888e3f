import { escapeStart, fenced } from './escape'
import { inlineText, isUnread, lineBreak, type Addresses } from './inline'
import { tableBlocks } from './table'
import { find, isElement, textOf, type Element, type Node } from './tree'

/** Elements that stand on lines of their own, beside those that `blockOf` writes in its own way. */
const containers = new Set(
  (
    'html body div section article main header footer aside nav form fieldset address center figure figcaption details ' +
    'summary p blockquote pre ul ol li dl dt dd table caption thead tbody tfoot tr td th hr h1 h2 h3 h4 h5 h6 ' +
    'document'
  ).split(' '),
)

/** A tree as Markdown. */
export function toMarkdown(root: Element, to: Addresses): string {
  return blocksOf(root.children, to).join('\n\n')
}

/** Nodes as blocks of Markdown: what stands between block elements makes paragraphs. */
export function blocksOf(nodes: Node[], to: Addresses): string[] {
  const blocks: string[] = []
  let run: Node[] = []
  const flush = () => {
    if (run.length) blocks.push(...paragraphs(run, to))
    run = []
  }
  for (const node of nodes) {
    if (isElement(node) && isUnread(node.name) && !node.attributes.type?.startsWith('math/tex')) continue
    if (!isElement(node) || !isBlock(node)) run.push(node)
    else {
      flush()
      blocks.push(...blockOf(node, to))
    }
  }
  flush()
  return blocks
}

const known = new WeakMap<Element, boolean>()

/** A block by its name, or by what stands in it. */
function isBlock(element: Element): boolean {
  const { name } = element
  if (containers.has(name) || isDisplayed(element)) return true
  const found =
    known.get(element) ?? (name !== 'math' && element.children.some((node) => isElement(node) && isBlock(node)))
  known.set(element, found)
  return found
}

function isDisplayed({ name, attributes }: Element): boolean {
  return (
    (name === 'tex' && 'display' in attributes) || (name === 'script' && /mode=display/.test(attributes.type ?? ''))
  )
}

function blockOf(element: Element, to: Addresses): string[] {
  const { name, children } = element
  if (/^h[1-6]$/.test(name)) return headingBlocks(element, Number(name[1]), to)
  if (name === 'pre') return codeBlock(element)
  if (name === 'ul' || name === 'ol') return listBlock(element, to)
  if (name === 'dl') return definitions(element, to)
  if (name === 'blockquote') return quoted(blocksOf(children, to))
  if (name === 'table') return tableBlocks(element, to, blocksOf)
  if (name === 'hr') return ['---']
  if (name === 'figcaption' || name === 'caption') return paragraphs([{ ...element, name: 'em' }], to)
  if (name === 'summary') return paragraphs([{ ...element, name: 'strong' }], to)
  if (isDisplayed(element)) return [displayed(textOf(element))]
  return blocksOf(children, to)
}

export function displayed(tex: string): string {
  return `$$\n${tex
    .replaceAll('$$', '')
    .replace(/\n\s*\n/g, '\n')
    .trim()}\n$$`
}

/** A heading has one line; pictures in it follow it. */
function headingBlocks({ children }: Element, depth: number, to: Addresses): string[] {
  const pictures: string[] = []
  const text = inlineText(children, to)
    .replaceAll(lineBreak, ' ')
    .replace(/!\[[^\]]*\]\((?:<[^>]*>|[^)]*)\)/g, (picture) => {
      pictures.push(picture)
      return ''
    })
    .replace(/\s+/g, ' ')
    .replace(/\s*(?:¶|(?<=\S\s)#)\s*$/, '')
    .trim()
  return [...(text ? [`${'#'.repeat(depth)} ${text}`] : []), ...pictures]
}

function paragraphs(nodes: Node[], to: Addresses): string[] {
  return inlineText(nodes, to)
    .split(new RegExp(`${lineBreak}\\s*(?:${lineBreak}\\s*)+`))
    .map((paragraph) =>
      paragraph
        .split(lineBreak)
        .map((line) => escapeStart(line.trim()))
        .filter(Boolean)
        .join('  \n'),
    )
    .filter(Boolean)
}

function codeBlock(element: Element): string[] {
  const text = textOf(withBreaks(element))
  if (!text.trim()) return []
  const classes = [element, find(element, 'code')].map((node) => node?.attributes.class ?? '').join(' ')
  const language = /(?:language|lang|highlight-source|brush:)[-\s]?([\w+#-]+)/.exec(classes)?.[1] ?? ''
  return [fenced(text, language)]
}

function withBreaks(element: Element): Element {
  const children = element.children.map((node) => {
    if (!isElement(node)) return node
    return node.name === 'br' ? '\n' : withBreaks(node)
  })
  return { ...element, children }
}

function quoted(blocks: string[]): string[] {
  if (!blocks.length) return []
  const lines = blocks.join('\n\n').split('\n')
  return [lines.map((line) => (line ? `> ${line}` : '>')).join('\n')]
}

function listBlock({ name, attributes, children }: Element, to: Addresses): string[] {
  let number = Math.max(0, Number.parseInt(attributes.start ?? '1', 10) || 0)
  // What has headings of its own is a page in parts, not a list.
  if (children.some((node) => isElement(node) && headed(node)))
    return itemsOf(children).flatMap((nodes) => blocksOf(nodes, to))
  const items = itemsOf(children).flatMap((nodes) => {
    const blocks = blocksOf(nodes, to)
    if (!blocks.length) return []
    return listItem(blocks, name === 'ol' ? `${number++}. ` : '- ', checkbox(nodes))
  })
  return items.length ? [items.join('\n')] : []
}

/** A list that stands beside the items belongs to the one before it. */
function itemsOf(children: Node[]): Node[][] {
  const items: Node[][] = []
  for (const node of children) {
    const last = items.at(-1)
    if (isElement(node) && node.name === 'li') items.push([...node.children])
    else if (last && isElement(node)) last.push(node)
    else if (isElement(node) || node.trim()) items.push([node])
  }
  return items
}

function headed(element: Element): boolean {
  return /^h[1-6]$/.test(element.name) || element.children.some((node) => isElement(node) && headed(node))
}

/** The box of a task, which begins its item. */
function checkbox(nodes: Node[]): string {
  const first = nodes.find((node) => isElement(node) || node.trim())
  if (!isElement(first)) return ''
  if (first.name === 'p' || first.name === 'label') return checkbox(first.children)
  if (first.name !== 'input' || first.attributes.type !== 'checkbox') return ''
  return 'checked' in first.attributes ? '[x] ' : '[ ] '
}

/** Sub-lists follow their item at once, other blocks after a blank line; all stand under its text. */
function listItem(blocks: string[], marker: string, box: string): string {
  const text = blocks.reduce((sum, block) => `${sum}${/^(?:- |\d+\. )/.test(block) ? '\n' : '\n\n'}${block}`)
  const indent = ' '.repeat(marker.length)
  return marker + box + text.replace(/\n(?=[^\n])/g, `\n${indent}`).replace(/^\n+/, '')
}

function definitions({ children }: Element, to: Addresses): string[] {
  const groups = children.flatMap((node) => (isElement(node) && node.name === 'div' ? node.children : [node]))
  return groups.flatMap((node) => {
    if (!isElement(node)) return paragraphs([node], to)
    const blocks = blocksOf(node.name === 'dt' ? [{ ...node, name: 'strong' }] : node.children, to)
    return node.name === 'dd' ? quoted(blocks) : blocks
  })
}

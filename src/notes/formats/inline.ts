import { codeSpan, escapeAddress, escapeInline } from './escape'
import { find, isElement, textOf, type Element, type Node } from './tree'

/** What becomes of the addresses in a document that is turned into Markdown. */
export interface Addresses {
  /** How the note will refer to a picture; undefined leaves its words only. */
  image(source: string): string | undefined
  /** Where a link will lead; undefined leaves its words only. */
  link(address: string): string | undefined
}

/** Stands for a line break until white space has been collapsed. */
export const lineBreak = '\uE010'

/** Left out wherever they stand; what else they hold is not to be read. */
const unread = new Set(
  'script style template noscript iframe object embed button select option textarea head link meta base canvas audio video source track svg'.split(
    ' ',
  ),
)
const strong = new Set(['strong', 'b'])
const emphasis = new Set(['em', 'i', 'cite', 'dfn', 'var'])
/** Kept as they are: Markdown has no mark for them. */
const tags = new Set(['sub', 'sup', 'kbd'])

export const isUnread = (name: string) => unread.has(name)

/** Inline nodes as Markdown, white space collapsed, breaks as `lineBreak`. */
export function inlineText(nodes: Node[], to: Addresses): string {
  return nodes
    .map((node, n) => (isElement(node) ? inlineElement(node, nodes[n - 1], nodes[n + 1], to) : text(node)))
    .join('')
    .replace(/[ \t\n\r\f]+/g, ' ')
}

function text(source: string): string {
  return escapeInline(source.replace(/[\uE000-\uE010\0\u200B\uFEFF\u00AD]/g, ''))
}

function inlineElement(element: Element, before: Node | undefined, after: Node | undefined, to: Addresses): string {
  const { name, attributes, children } = element
  if (unread.has(name)) return formula(element)
  if (name === 'br') return lineBreak
  if (name === 'img') return picture(attributes, to)
  if (name === 'math') return mathMarkup(element)
  if (name === 'code' || name === 'tt' || name === 'samp') return code(element)
  if (name === 'tex') return `$${textOf(element).trim()}$`
  if (name === 'input') return ''
  const inner = inlineText(children, to)
  if (strong.has(name)) return marked(inner, '**', 'strong', before, after)
  if (emphasis.has(name)) return marked(inner, '*', 'em', before, after)
  if (name === 'del' || name === 's' || name === 'strike')
    return inner.includes('~~') ? inner : wrapped(inner, '~~', '~~')
  if (tags.has(name)) return wrapped(inner, `<${name}>`, `</${name}>`)
  if (name === 'q') return `“${inner}”`
  if (name === 'a') return link(attributes.href ?? '', inner, to)
  return inner
}

/** Marks go close around the words; where Markdown would not see them there, a tag does the same. */
function marked(inner: string, mark: string, tag: string, before: Node | undefined, after: Node | undefined): string {
  const bare = inner.replaceAll(lineBreak, ' ').trim()
  if (!bare || bare.includes(mark)) return inner
  const opens = /^[^\p{L}\p{N}]/u.test(bare) && !/^\s/.test(inner) && /[\p{L}\p{N}]$/u.test(textOf(before))
  const closes = /[^\p{L}\p{N}]$/u.test(bare) && !/\s$/.test(inner) && /^[\p{L}\p{N}]/u.test(textOf(after))
  return opens || closes ? wrapped(inner, `<${tag}>`, `</${tag}>`) : wrapped(inner, mark, mark)
}

function wrapped(inner: string, open: string, close: string): string {
  const [, lead = '', bare = '', tail = ''] = /^([\s\uE010]*)([\s\S]*?)([\s\uE010]*)$/.exec(inner) ?? []
  return bare && !bare.includes(lineBreak + lineBreak) ? `${lead}${open}${bare}${close}${tail}` : inner
}

function code(element: Element): string {
  const source = textOf(element).replace(/\s+/g, ' ').trim()
  return source ? codeSpan(source) : ''
}

function link(href: string, inner: string, to: Addresses): string {
  const address = to.link(href)
  const words = inner.replaceAll(lineBreak, ' ').trim()
  // Longer ones are trackers: they would bury the words.
  if (!address || !words || address.length > 500) return inner
  // A link around a link cannot be written.
  if (/(?<!!)\[[^\]]*\]\(/.test(words)) return inner
  return inner.replace(/^(\s*)[\s\S]*?(\s*)$/, (_, lead: string, tail: string) => {
    return `${lead}[${words}](${escapeAddress(address)})${tail}`
  })
}

function picture(attributes: Record<string, string>, to: Addresses): string {
  const source = attributes.src || attributes['data-src'] || attributes['data-original'] || ''
  const words = (attributes.alt ?? '').replace(/\s+/g, ' ').trim()
  const address = source && to.image(source)
  if (!address) return escapeInline(words)
  return `![${words.replace(/[[\]\\]/g, '\\$&')}](${escapeAddress(address)})`
}

/** MathML by the TeX that it was made from, where it says so; else by its symbols. */
function mathMarkup(element: Element): string {
  const source = find(element, 'annotation')
  const tex = source && /tex/i.test(source.attributes.encoding ?? '') ? textOf(source).trim() : ''
  if (!tex) return escapeInline(textOf(withoutAnnotations(element)).replace(/\s+/g, ' '))
  return `$${bareTex(tex).replace(/\s+/g, ' ')}$`
}

/** MediaWiki wraps all its formulas. */
function bareTex(tex: string): string {
  return /^\{\\displaystyle ([\s\S]*)\}$/.exec(tex)?.[1]?.trim() ?? tex
}

function withoutAnnotations(element: Element): Element {
  const children = element.children
    .filter((node) => !isElement(node) || !node.name.startsWith('annotation'))
    .map((node) => (isElement(node) ? withoutAnnotations(node) : node))
  return { ...element, children }
}

/** MathJax keeps its formulas in scripts. */
function formula({ name, attributes, children }: Element): string {
  if (name !== 'script' || !/^math\/tex/.test(attributes.type ?? '')) return ''
  return `$${children.map(textOf).join('').trim().replace(/\s+/g, ' ')}$`
}

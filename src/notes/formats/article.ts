import { isElement, type Element, type Node } from './tree'

/** The part of a page that is to be read. */
export interface Article {
  root: Element
  /** 0-1: how much of the page's text was left out as menus, adverts and the like. */
  leftOut: number
}

/** Never the text of an article. */
const apart = new Set('nav dialog menu footer'.split(' '))
const apartRoles = /^(?:navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|toolbar|tooltip)$/
/** What sites call the parts that surround an article. */
const surroundings =
  /(?:^|[\s_-])(?:nav|navbar|navbox|navigation|menu|sidebar|breadcrumbs?|footer|cookies?|consent|banner|advert(?:s|isement)?|ads?|promo|sponsored|share|sharing|social|related|recommend(?:ed|ations)?|newsletter|subscribe|sign-?up|comments?|disqus|popup|modal|pagination|pager|skip|skip-link|skip-to-content|masthead|toolbar|mw-editsection|editsection|noprint|catlinks|mw-jump-link|reflist|metadata|hatnote|vector-toc|toc|printfooter|dropdown|portlet|interlanguage|interwiki)(?:$|[\s_-])/i
/** A part so called holds what the page is about. */
const wanted = /(?:^|[\s_-])(?:article|main|content|post|entry|body|markdown-body|page)(?:$|[\s_-])/i

/** The article of a page: what it marks as such, else its densest part, without menus and adverts. */
export function articleOf(page: Element): Article {
  const body = headless(page)
  const whole = lengthOf(body)
  const marked = markedArticle(body)
  const clean = without(marked ?? body, whole)
  const root = marked ? clean : densest(clean)
  const leftOut = whole ? Math.max(0, 1 - lengthOf(root) / whole) : 0
  // A page of nothing but menus is still what its owner chose to import.
  return leftOut > 0.95 ? { root: body, leftOut: 0 } : { root, leftOut }
}

function headless(element: Element): Element {
  const children = element.children
    .filter((node) => !isElement(node) || node.name !== 'head')
    .map((node) => (isElement(node) && node.name === 'html' ? headless(node) : node))
  return { ...element, children }
}

/** Elements that stand alone in saying what the page is about, and that hold a fair part of it. */
function markedArticle(page: Element): Element | undefined {
  const isMain = ({ name, attributes }: Element) => name === 'main' || attributes.role === 'main'
  for (const fits of [({ name }: Element) => name === 'article', isMain]) {
    const found = all(page, fits)
    if (found.length === 1 && found[0] && lengthOf(found[0]) > 200) return found[0]
  }
  return undefined
}

function all(element: Element, fits: (element: Element) => boolean): Element[] {
  return element.children.flatMap((node) => (!isElement(node) ? [] : fits(node) ? [node] : all(node, fits)))
}

/** Without what surrounds the article; anything that holds much of the page's text is kept, whatever it is called. */
function without(element: Element, whole: number): Element {
  const children = element.children.flatMap((node): Node[] => {
    if (!isElement(node)) return [node]
    return surrounds(node, whole) ? [] : [without(node, whole)]
  })
  return { ...element, children }
}

function surrounds(element: Element, whole: number): boolean {
  const { name, attributes } = element
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true') return name !== 'body' && name !== 'html'
  if (name === 'sup' && /\breference\b/.test(attributes.class ?? '')) return true
  if (/display:\s*none/.test(attributes.style ?? '')) return true
  const called = `${attributes.class ?? ''} ${attributes.id ?? ''}`
  const named = apart.has(name) || apartRoles.test(attributes.role ?? '')
  const bareHeader = name === 'header' && !hasHeading(element)
  if (!named && !bareHeader && !(surroundings.test(called) && !wanted.test(called))) return false
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return false
  return lengthOf(element) < whole * 0.4 || linkShare(element) > 0.6
}

function hasHeading(element: Element): boolean {
  return element.children.some((node) => isElement(node) && (/^h[1-3]$/.test(node.name) || hasHeading(node)))
}

/**
 * The element that holds most of the page's running text: each paragraph counts for its parent, and half for the one
 * above it, as Readability does. Where none stands out, the page as it is.
 */
function densest(page: Element): Element {
  const scores = new Map<Element, number>()
  score(page, [], scores)
  let best: Element = page
  let most = 0
  for (const [element, points] of scores) {
    const worth = points * (1 - linkShare(element))
    if (worth > most) [best, most] = [element, worth]
  }
  const enough = lengthOf(best) >= lengthOf(page) * 0.6
  return enough ? best : page
}

function score(element: Element, above: Element[], scores: Map<Element, number>) {
  const [parent, grandparent] = above
  if (/^(?:p|pre|blockquote|td|li|h[1-6]|dd)$/.test(element.name) && parent) {
    const points = Math.min(10, lengthOf(element) / 50)
    scores.set(parent, (scores.get(parent) ?? 0) + points)
    if (grandparent) scores.set(grandparent, (scores.get(grandparent) ?? 0) + points / 2)
  }
  for (const node of element.children) if (isElement(node)) score(node, [element, ...above.slice(0, 1)], scores)
}

function linkShare(element: Element): number {
  const whole = lengthOf(element)
  return whole ? linkLength(element) / whole : 0
}

/** Characters of text, white space apart. */
const lengthOf = remembered((element) =>
  element.children.reduce((sum, node) => sum + (isElement(node) ? lengthOf(node) : node.replace(/\s+/g, '').length), 0),
)

/** Those of them that are links. */
const linkLength = remembered((element) =>
  element.children.reduce(
    (sum, node) => sum + (!isElement(node) ? 0 : node.name === 'a' ? lengthOf(node) : linkLength(node)),
    0,
  ),
)

function remembered(measure: (element: Element) => number): (element: Element) => number {
  const known = new WeakMap<Element, number>()
  return (element) => {
    const found = known.get(element) ?? measure(element)
    known.set(element, found)
    return found
  }
}

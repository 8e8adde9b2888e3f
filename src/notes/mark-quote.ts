import { findQuote } from './locate'

/** Marks quoted words inside elements; false where they are not found there (a formula, say). */
export function markQuote(elements: Element[], quote: string): boolean {
  const nodes = elements.flatMap(textNodes)
  const texts = nodes.map((node) => node.data)
  const ranges = findQuote(texts, quote) ?? partsOf(quote).flatMap((part) => findQuote(texts, part) ?? [])
  // From the last to the first, so that splitting a node leaves the earlier offsets as they are.
  for (const { text, start, end } of ranges.toSorted((a, b) => b.text - a.text || b.start - a.start)) {
    const node = nodes[text]
    if (!node) continue
    const marked = node.splitText(start)
    marked.splitText(end - start)
    const mark = node.ownerDocument.createElement('mark')
    marked.replaceWith(mark)
    mark.append(marked)
  }
  return ranges.length > 0
}

export function unmark(root: Element) {
  for (const mark of root.querySelectorAll('mark')) {
    const parent = mark.parentNode
    mark.replaceWith(...mark.childNodes)
    parent?.normalize()
  }
}

function textNodes(element: Element): Text[] {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    // A formula's hidden source would show as text if it were marked; what is embedded is another note's.
    if (!node.parentElement?.closest('math, svg, .embed')) nodes.push(node)
  }
  return nodes
}

/** Lines, then sentences: what is found of a quote is better marked than nothing. */
function partsOf(quote: string): string[] {
  return quote.split(/\n+|(?<=[.!?])\s+/).filter((part) => part.trim().length > 12)
}

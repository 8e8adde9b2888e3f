import type { Term } from '../../content/format'
import type { TermFinder } from './find-terms'

/** What is not running text, and what leads somewhere already. */
const passedOver = 'a, code, pre, math, svg, h1, h2, h3, h4, h5, h6, th, mark, .callout-title, [data-term]'

/**
 * Makes the first mention of each term a button that explains it. `explained` holds the terms that have theirs and
 * takes in the new ones.
 */
export function markTerms(element: Element, finder: TermFinder, explained: Set<Term>) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  for (const node of nodes) {
    if (!/\p{L}{2}/u.test(node.data) || node.parentElement?.closest(passedOver)) continue
    const found = finder.findIn(node.data).filter(({ term }) => !explained.has(term) && explained.add(term))
    // From the last to the first, so that splitting leaves the earlier offsets as they are.
    for (const { term, start, end } of found.toReversed()) wrap(node, start, end, term)
  }
}

function wrap(node: Text, start: number, end: number, term: Term) {
  const words = node.splitText(start)
  words.splitText(end - start)
  // A span and not a button: it breaks with the line and can be selected with it.
  const mention = node.ownerDocument.createElement('span')
  mention.dataset.term = term.term
  mention.setAttribute('role', 'button')
  mention.setAttribute('aria-expanded', 'false')
  mention.tabIndex = 0
  words.replaceWith(mention)
  mention.append(words)
}

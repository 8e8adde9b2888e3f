import { elementOf, type Board, type Element } from './board'

/**
 * What a board says, in words: each connection as "Gateway -> Retriever (text)", then boxes that nothing connects, then
 * labels. This is what counts as part of the answer.
 */
export function describe(board: Board): string {
  const arrows = board.elements.flatMap((element) => (element.kind === 'arrow' ? [element] : []))
  const connected = new Set(arrows.flatMap(({ from, to }) => [from, to]))
  const lines = arrows.map(
    ({ from, to, text }) => `${nameOf(board, from)} -> ${nameOf(board, to)}${text.trim() ? ` (${text.trim()})` : ''}`,
  )
  for (const element of board.elements) {
    const alone = element.kind === 'box' && !connected.has(element.id)
    if ((alone || element.kind === 'label') && element.text.trim()) lines.push(element.text.trim())
  }
  return lines.map((line) => `${line.replace(/\s+/g, ' ')}.`).join('\n')
}

export function nameOf(board: Board, id: string): string {
  const box = elementOf(board, id)
  return (box?.kind === 'box' && box.text.trim()) || 'unnamed box'
}

/** An element as a screen reader says it. */
export function spoken(board: Board, element: Element): string {
  if (element.kind === 'arrow') {
    const text = element.text.trim() ? `, ${element.text.trim()}` : ''
    return `Arrow from ${nameOf(board, element.from)} to ${nameOf(board, element.to)}${text}`
  }
  if (element.kind === 'stroke') return 'Pen stroke'
  const name = element.text.trim() || 'without text'
  if (element.kind === 'label') return `Label ${name}`
  const to = board.elements.flatMap((each) =>
    each.kind === 'arrow' && each.from === element.id ? [nameOf(board, each.to)] : [],
  )
  return `Box ${name}${to.length ? `, leads to ${to.join(', ')}` : ''}`
}

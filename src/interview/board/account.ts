import type { Board, Box, Element, Label } from './board'
import { describe, nameOf } from './describe'

const names: Record<Element['kind'], [string, string]> = {
  box: ['box', 'boxes'],
  arrow: ['arrow', 'arrows'],
  label: ['label', 'labels'],
  stroke: ['pen stroke', 'pen strokes'],
}

/** The whole board in one breath, for those who do not see it. */
export function account(board: Board): string {
  const parts = Object.entries(names).flatMap(([kind, [one, many]]) => {
    const { length } = board.elements.filter((element) => element.kind === kind)
    return length ? [`${length} ${length > 1 ? many : one}`] : []
  })
  if (!parts.length) return 'The board is empty.'
  const words = describe(board).replaceAll(' -> ', ' leads to ').replaceAll('\n', ' ')
  return `${parts.join(', ')}. ${words}`.trim()
}

/** Where an element stands: on which side of the nearest box, and how far from the sheet's corner. */
export function placeOf(board: Board, element: Element): string {
  if (element.kind !== 'box' && element.kind !== 'label') return 'Moved.'
  const at = `${Math.round(element.x)} across, ${Math.round(element.y)} down.`
  const boxes = board.elements.filter((each) => each.kind === 'box').filter(({ id }) => id !== element.id)
  const [near] = boxes.toSorted((a, b) => distance(a, element) - distance(b, element))
  return near ? `${side(element, near)} ${nameOf(board, near.id)}, ${at}` : `At ${at}`
}

function distance(a: Box, b: Box | Label): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function side(one: Box | Label, other: Box): string {
  const [across, down] = [one.x - other.x, one.y - other.y]
  const [width, height] = one.kind === 'box' ? [one.width, one.height] : [0, 0]
  const covers = across < other.width && -across < width && down < other.height && -down < height
  if (covers) return 'On'
  if (Math.abs(across) > Math.abs(down)) return across > 0 ? 'Right of' : 'Left of'
  return down > 0 ? 'Below' : 'Above'
}

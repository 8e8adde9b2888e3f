/** A drawing of boxes, arrows, labels and pen strokes. Plain data: it is kept with the session and in backups. */
export interface Board {
  elements: Element[]
}

export type Element = Box | Label | Arrow | Stroke

export interface Box {
  kind: 'box'
  id: string
  x: number
  y: number
  width: number
  height: number
  text: string
}

export interface Label {
  kind: 'label'
  id: string
  x: number
  y: number
  text: string
}

/** From one box to another. It follows them, and goes with them. */
export interface Arrow {
  kind: 'arrow'
  id: string
  from: string
  to: string
  text: string
}

export interface Stroke {
  kind: 'stroke'
  id: string
  /** x, y, x, y, … */
  points: number[]
}

export interface Point {
  x: number
  y: number
}

export const emptyBoard: Board = { elements: [] }
export const boxSize = { width: 152, height: 64 }
const smallest = { width: 64, height: 40 }
const largest = { width: 640, height: 420 }

const layers = { arrow: 0, box: 1, label: 2, stroke: 3 } as const

/** What lies below comes first: boxes above arrows, pen on top. */
export function layered({ elements }: Board): Element[] {
  return elements.toSorted((a, b) => layers[a.kind] - layers[b.kind])
}

export function elementOf(board: Board, id: string | undefined): Element | undefined {
  return board.elements.find((element) => element.id === id)
}

export function add(board: Board, element: Element): Board {
  return { elements: [...board.elements, element] }
}

/** An arrow between two boxes; the board as it was when one is missing, they are the same, or the arrow is there. */
export function connect(board: Board, id: string, from: string, to: string): Board {
  const isBox = (end: string) => elementOf(board, end)?.kind === 'box'
  const there = board.elements.some((each) => each.kind === 'arrow' && each.from === from && each.to === to)
  if (from === to || there || !isBox(from) || !isBox(to)) return board
  return add(board, { kind: 'arrow', id, from, to, text: '' })
}

/** Moves an element; an arrow is moved by its boxes only. */
export function move(board: Board, id: string, by: Point): Board {
  return change(board, id, (element) => {
    if (element.kind === 'arrow') return element
    if (element.kind === 'stroke')
      return { ...element, points: element.points.map((value, index) => value + (index % 2 ? by.y : by.x)) }
    return { ...element, x: element.x + by.x, y: element.y + by.y }
  })
}

/** A box made larger or smaller at its lower right corner, within limits. */
export function resize(board: Board, id: string, by: Point): Board {
  return change(board, id, (element) =>
    element.kind === 'box'
      ? {
          ...element,
          width: between(element.width + by.x, smallest.width, largest.width),
          height: between(element.height + by.y, smallest.height, largest.height),
        }
      : element,
  )
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

export function write(board: Board, id: string, text: string): Board {
  return change(board, id, (element) => (element.kind === 'stroke' ? element : { ...element, text }))
}

/** Takes an element out, and with a box its arrows. */
export function remove(board: Board, id: string): Board {
  const gone = (element: Element) =>
    element.id === id || (element.kind === 'arrow' && (element.from === id || element.to === id))
  return board.elements.some(gone) ? { elements: board.elements.filter((element) => !gone(element)) } : board
}

function change(board: Board, id: string, how: (element: Element) => Element): Board {
  if (!elementOf(board, id)) return board
  return { elements: board.elements.map((element) => (element.id === id ? how(element) : element)) }
}

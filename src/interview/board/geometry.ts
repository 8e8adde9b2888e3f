import { boxSize, elementOf, type Arrow, type Board, type Box, type Element, type Point } from './board'

export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

/** Where an arrow begins and ends: on the edges of its boxes, on the line between their middles. */
export function ends(board: Board, arrow: Arrow): { from: Point; to: Point } | undefined {
  const from = elementOf(board, arrow.from)
  const to = elementOf(board, arrow.to)
  if (from?.kind !== 'box' || to?.kind !== 'box') return undefined
  // Arrows both ways stand side by side.
  const back = board.elements.some((each) => each.kind === 'arrow' && each.from === arrow.to && each.to === arrow.from)
  const [a, b] = [middle(from), middle(to)]
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const shift = back ? 10 : 0
  const aside = { x: (-(b.y - a.y) / length) * shift, y: ((b.x - a.x) / length) * shift }
  const moved = ({ x, y }: Point) => ({ x: x + aside.x, y: y + aside.y })
  return { from: moved(edge(from, b)), to: moved(edge(to, a)) }
}

export function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where the line from a box's middle to a point leaves the box. */
function edge(box: Box, towards: Point): Point {
  const centre = middle(box)
  const dx = towards.x - centre.x
  const dy = towards.y - centre.y
  if (!dx && !dy) return centre
  const scale = Math.min(box.width / 2 / Math.abs(dx || 1e-9), box.height / 2 / Math.abs(dy || 1e-9))
  return { x: centre.x + dx * scale, y: centre.y + dy * scale }
}

/** The lines of a text that fit a box, at about eight units a letter and eighteen a line; three fit the smallest. */
export function linesOf(text: string, { width: whole, height }: { width: number; height: number }): string[] {
  const width = whole - 16
  const most = Math.max(4, Math.floor(width / 8))
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > most ? `${word.slice(0, most - 1)}…` : word)
  }
  return lines.slice(0, Math.max(3, Math.floor((height - 8) / 18)))
}

/** The frame around everything that is drawn, with a margin; a usual one for an empty board. */
export function frameOf(board: Board, margin = 24): Frame {
  const areas = board.elements.flatMap(areaOf)
  if (!areas.length) return { x: 0, y: 0, width: 720, height: 400 }
  const left = Math.min(...areas.map(({ x }) => x)) - margin
  const top = Math.min(...areas.map(({ y }) => y)) - margin
  const right = Math.max(...areas.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...areas.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Ids of what lies within a frame whole; an arrow does when both of its boxes do. */
export function within(board: Board, frame: Frame): string[] {
  const inside = new Set(
    board.elements.flatMap((element) => (element.kind !== 'arrow' && isWithin(element, frame) ? [element.id] : [])),
  )
  for (const element of board.elements)
    if (element.kind === 'arrow' && inside.has(element.from) && inside.has(element.to)) inside.add(element.id)
  return [...inside]
}

/** The uppermost box at a place, or just beside it: a finger hides where it points. */
export function boxAt({ elements }: Board, { x, y }: Point, reach = 12): Box | undefined {
  const near = (box: Box) =>
    x >= box.x - reach && x <= box.x + box.width + reach && y >= box.y - reach && y <= box.y + box.height + reach
  return elements.filter((element) => element.kind === 'box').findLast(near)
}

/** Whether all of an element is within a frame. */
export function isWithin(element: Element, { x, y, width, height }: Frame): boolean {
  return areaOf(element).every(
    (area) => area.x >= x && area.y >= y && area.x + area.width <= x + width && area.y + area.height <= y + height,
  )
}

const gap = { x: 56, y: 48 }

/**
 * Where something new finds room on a sheet, row by row, clear of boxes and labels; below everything where there is none.
 */
export function freePlace(board: Board, sheet: Frame, size: { width: number; height: number }): Point {
  const taken = board.elements.filter(({ kind }) => kind === 'box' || kind === 'label').flatMap(areaOf)
  const isFree = ({ x, y }: Point) =>
    taken.every(
      (area) =>
        x + size.width + 8 <= area.x ||
        x >= area.x + area.width + 8 ||
        y + size.height + 8 <= area.y ||
        y >= area.y + area.height + 8,
    )
  const [left, top] = [sheet.x + 40, sheet.y + 40]
  for (let y = top; y + size.height <= sheet.y + sheet.height - 16; y += boxSize.height + gap.y)
    for (let x = left; x + size.width <= sheet.x + sheet.width - 20; x += boxSize.width + gap.x)
      if (isFree({ x, y })) return { x, y }
  return { x: left, y: Math.max(top, ...taken.map(({ y, height }) => y + height + gap.y)) }
}

/** The frame between two corners, whichever comes first. */
export function frameBetween(a: Point, b: Point): Frame {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

function areaOf(element: Element): Frame[] {
  if (element.kind === 'box') return [element]
  if (element.kind === 'label')
    return [{ x: element.x, y: element.y - 18, width: Math.max(16, element.text.length * 8.5), height: 26 }]
  if (element.kind === 'arrow') return []
  const xs = element.points.filter((_, index) => index % 2 === 0)
  const ys = element.points.filter((_, index) => index % 2 === 1)
  if (!xs.length) return []
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return [{ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }]
}

export function strokePath(points: readonly number[]): string {
  let path = ''
  for (let index = 0; index + 1 < points.length; index += 2)
    path += `${index ? 'L' : 'M'}${points[index]!.toFixed(1)} ${points[index + 1]!.toFixed(1)}`
  return path
}

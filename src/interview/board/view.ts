import type { Point } from './board'
import type { Frame } from './geometry'

/** Board units to a pixel, where the view is shown whole and in the middle of an area. */
export function unitsPerPixel(view: Frame, area: { width: number; height: number }): number {
  return Math.max(view.width / (area.width || 1), view.height / (area.height || 1))
}

/** The place on the board under a place on the screen. */
export function toBoard(view: Frame, area: Frame, { x, y }: Point): Point {
  const unit = unitsPerPixel(view, area)
  return {
    x: view.x + view.width / 2 + (x - area.x - area.width / 2) * unit,
    y: view.y + view.height / 2 + (y - area.y - area.height / 2) * unit,
  }
}

const least = 180
const most = 4000

/** Larger (below 1) or smaller about a place on the board, which stays where it is on the screen. */
export function zoomed(view: Frame, factor: number, about: Point = centreOf(view)): Frame {
  const by = Math.min(most, Math.max(least, view.width * factor)) / view.width
  return {
    x: about.x + (view.x - about.x) * by,
    y: about.y + (view.y - about.y) * by,
    width: view.width * by,
    height: view.height * by,
  }
}

/** The view after two fingers moved: what was between them is between them still. */
export function pinched(
  view: Frame,
  area: Frame,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
): Frame {
  const held = toBoard(view, area, between(before))
  const larger = zoomed(view, spread(before) / Math.max(1, spread(after)), held)
  const now = toBoard(larger, area, between(after))
  return { ...larger, x: larger.x + held.x - now.x, y: larger.y + held.y - now.y }
}

function centreOf({ x, y, width, height }: Frame): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

function between([a, b]: readonly [Point, Point]): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function spread([a, b]: readonly [Point, Point]): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

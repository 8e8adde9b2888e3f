import type { Segment } from './segments'

/** A line of a column: its segments from left to right. */
export interface Line {
  segments: Segment[]
  base: number
  left: number
  right: number
  size: number
}

/** Lines that are read from the top down, one after another. */
export type Flow = Line[]

/** In points: how finely a gutter is looked for. */
const step = 3
const leastLetters = 40

/** The segments of a page as flows in reading order: columns one after another, what goes across them between. */
export function flowsOf(segments: Segment[]): Flow[] {
  const gutter = bestGutter(segments)
  if (!gutter) return segments.length ? [linesOf(segments)] : []
  return gutter.bands.flatMap((band) =>
    band.split ? [...flowsOf(band.left), ...flowsOf(band.right)] : [linesOf(band.all)],
  )
}

type Band = { split: true; left: Segment[]; right: Segment[] } | { split: false; all: Segment[] }

/** Of all places, the one where most of the text stands in columns. */
function bestGutter(segments: Segment[]): { bands: Band[] } | undefined {
  if (segments.length < 6) return undefined
  const left = Math.min(...segments.map((segment) => segment.left))
  const right = Math.max(...segments.map((segment) => segment.right))
  const width = right - left
  let best: { bands: Band[]; score: number } | undefined
  for (let x = left + width * 0.15; x < left + width * 0.85; x += step) {
    const bands = bandsAt(segments, x)
    const score = bands.reduce((sum, band) => sum + (band.split ? letters(band.left) + letters(band.right) : 0), 0)
    if (score > (best?.score ?? 0)) best = { bands, score }
  }
  return best
}

/** The page cut at `x`: between the segments that go across it, whatever stands in two columns. */
function bandsAt(segments: Segment[], x: number): Band[] {
  const bands: Band[] = []
  let inside: Segment[] = []
  const whole = (all: Segment[]) => {
    const last = bands.at(-1)
    if (last && !last.split) last.all.push(...all)
    else if (all.length) bands.push({ split: false, all: [...all] })
  }
  const close = () => {
    const split = parted(inside, x)
    if (split) bands.push(split)
    else whole(inside)
    inside = []
  }
  for (const segment of segments) {
    if (segment.left < x && segment.right > x) {
      close()
      whole([segment])
    } else inside.push(segment)
  }
  close()
  return bands
}

/** Two columns of running text; undefined for the cells of a table, or for a column alone. */
function parted(segments: Segment[], x: number): Band | undefined {
  const left = segments.filter((segment) => segment.right <= x)
  const right = segments.filter((segment) => segment.right > x)
  const [count, otherCount] = [letters(left), letters(right)]
  if (Math.min(count, otherCount) < Math.max(leastLetters, (count + otherCount) * 0.12)) return undefined
  const [lines, others] = [linesOf(left), linesOf(right)]
  if (Math.min(lines.length, others.length) < 3) return undefined
  const clear = Math.min(...right.map((one) => one.left)) - Math.max(...left.map((one) => one.right))
  if (clear < 0.6 * sizeOf(segments)) return undefined
  const prose = isProse(lines) && isProse(others)
  return prose || alignment(lines, others) < 0.5 ? { split: true, left, right } : undefined
}

/** Lines that fill their column, and have words to fill it with. */
function isProse(lines: Line[]): boolean {
  const left = Math.min(...lines.map((line) => line.left))
  const width = Math.max(...lines.map((line) => line.right)) - left
  const full = lines.filter((line) => line.right - line.left > width * 0.6).length / lines.length
  const perLine = letters(lines.flatMap(({ segments }) => segments)) / lines.length
  const single = lines.filter(isWhole).length / lines.length
  return full >= 0.5 && perLine >= 20 && single >= 0.7
}

/** Of one piece, or of one with a bullet or a number before it. */
function isWhole({ segments: [first, ...others] }: Line): boolean {
  const mark = first ? letters([first]) <= 4 : false
  return others.length === 0 || (mark && others.length === 1)
}

/** How many (0-1) of the fewer lines stand on the baseline of one on the other side: the rows of a table do. */
function alignment(lines: Line[], others: Line[]): number {
  const [fewer, more] = lines.length < others.length ? [lines, others] : [others, lines]
  const matched = fewer.filter(({ base, size }) => more.some((other) => Math.abs(other.base - base) < 0.15 * size))
  return matched.length / fewer.length
}

function letters(segments: Segment[]): number {
  return segments.reduce((sum, { runs }) => sum + runs.reduce((length, { text }) => length + text.length, 0), 0)
}

function sizeOf(segments: Segment[]): number {
  return segments.reduce((sum, { size }) => sum + size, 0) / segments.length
}

/** Segments on one baseline as a line. */
export function linesOf(segments: Segment[]): Line[] {
  const lines: Line[] = []
  for (const segment of segments.toSorted((a, b) => a.base - b.base || a.left - b.left)) {
    const last = lines.at(-1)
    const same = last && segment.base - last.base < 0.3 * Math.min(segment.size, last.size)
    if (same && !last.segments.some((other) => overlap(other, segment))) last.segments.push(segment)
    else lines.push({ segments: [segment], base: segment.base, left: 0, right: 0, size: segment.size })
  }
  for (const line of lines) settle(line)
  return lines
}

function overlap(a: Segment, b: Segment): boolean {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 * Math.min(a.size, b.size)
}

function settle(line: Line) {
  line.segments.sort((a, b) => a.left - b.left)
  const longest = line.segments.reduce((best, next) => (next.right - next.left > best.right - best.left ? next : best))
  line.left = Math.min(...line.segments.map(({ left }) => left))
  line.right = Math.max(...line.segments.map(({ right }) => right))
  line.size = longest.size
}

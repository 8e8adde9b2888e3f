/** A piece of text as pdf.js gives it, of which only this is read. */
export interface TextPiece {
  str: string
  dir: string
  /** Text space to page: scale and rotation, then the place of the baseline's start. */
  transform: number[]
  width: number
  height: number
  fontName: string
}

export interface PageView {
  width: number
  height: number
  /** Page to view: the page's own rotation, y growing downwards. */
  transform: number[]
}

/** A run of text on a page that was turned upright: in points, y growing downwards. */
export interface Run {
  text: string
  left: number
  right: number
  /** The baseline. */
  base: number
  size: number
  font: string
  rtl: boolean
}

/** Text of one direction, with the size of the page as it is seen when that direction is upright. */
export interface Upright {
  runs: Run[]
  width: number
  height: number
  /** Right to left: `left` and `right` are measured from the right edge, so that reading always goes up in `left`. */
  mirrored: boolean
  /** It did not run upright. */
  turned: boolean
}

/** A turned text shorter than this (letters) is the name of an axis, a stamp or a watermark. */
const leastTurned = 120
/** Wider gaps inside a piece (a table typed with spaces) part it. */
const wideGap = /\s{3,}/

/** The text of a page by direction, the one that most of it has first. */
export function uprightTexts(pieces: TextPiece[], vertical: (font: string) => boolean, view: PageView): Upright[] {
  const turned = new Map<number, Run[]>()
  for (const piece of pieces) {
    if (!piece.str.trim()) continue
    const { quarter, run } = placed(piece, vertical(piece.fontName), view)
    if (quarter === undefined || !isOnPage(run, quarter, view)) continue
    turned.set(quarter, [...(turned.get(quarter) ?? []), ...parted(run)])
  }
  const groups = [...turned].toSorted(([, a], [, b]) => lettersIn(b) - lettersIn(a))
  return groups
    .filter(([, runs], n) => n === 0 || lettersIn(runs) >= leastTurned)
    .map(([quarter, runs]) => mirroredIfRtl(withoutOverprint(runs), quarter, view))
}

function lettersIn(runs: Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0)
}

function placed(piece: TextPiece, vertical: boolean, view: PageView): { quarter: number | undefined; run: Run } {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = times(view.transform, piece.transform)
  const angle = Math.atan2(b, a) / (Math.PI / 2)
  const turns = Math.round(angle)
  const slanted = Math.abs(angle - turns) > 0.12
  const size = Math.hypot(c, d) || piece.height || 1
  // Upright letters set from top to bottom read like a line turned by a quarter.
  const quarter = slanted ? undefined : (turns + (vertical ? 1 : 0) + 4) % 4
  const length = vertical ? piece.height : piece.width
  const [x, y] = turnedPlace(e, f, quarter ?? 0, view)
  const rtl = piece.dir === 'rtl'
  return {
    quarter,
    run: { text: piece.str, left: x, right: x + length, base: y, size, font: piece.fontName, rtl },
  }
}

/** Two affine transforms, one after the other. */
export function times(m: number[], n: number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** A place as it is seen when the text that runs in that quarter is turned upright. */
function turnedPlace(x: number, y: number, quarter: number, { width, height }: PageView): [number, number] {
  if (quarter === 1) return [y, width - x]
  if (quarter === 2) return [width - x, height - y]
  return quarter === 3 ? [height - y, x] : [x, y]
}

function isOnPage({ left, right, base, size }: Run, quarter: number, view: PageView): boolean {
  const [width, height] = quarter % 2 ? [view.height, view.width] : [view.width, view.height]
  return right > 0 && left < width && base > 0 && base - size < height && size > 0.5
}

/** Columns that were typed with spaces stand apart. */
function parted(run: Run): Run[] {
  if (!wideGap.test(run.text)) return [run]
  const step = (run.right - run.left) / run.text.length
  return [...run.text.matchAll(/\S+(?:\s{1,2}\S+)*/g)].map((match) => ({
    ...run,
    text: match[0],
    left: run.left + match.index * step,
    right: run.left + (match.index + match[0].length) * step,
  }))
}

/** Shadows and fat letters are made by setting the same words twice, a little apart. */
function withoutOverprint(runs: Run[]): Run[] {
  const seen = new Map<string, Run[]>()
  return runs.filter((run) => {
    const same = seen.get(run.text) ?? []
    const near = ({ left, base, size }: Run) =>
      Math.abs(left - run.left) < size * 0.15 && Math.abs(base - run.base) < size * 0.15
    if (same.some(near)) return false
    seen.set(run.text, [...same.slice(-20), run])
    return true
  })
}

function mirroredIfRtl(runs: Run[], quarter: number, view: PageView): Upright {
  const [width, height] = quarter % 2 ? [view.height, view.width] : [view.width, view.height]
  const mirrored = lettersIn(runs.filter(({ rtl }) => rtl)) > lettersIn(runs) / 2
  const about = { width, height, mirrored, turned: quarter !== 0 }
  if (!mirrored) return { runs, ...about }
  const flipped = runs.map((run) => ({ ...run, left: width - run.right, right: width - run.left }))
  return { runs: flipped, ...about }
}

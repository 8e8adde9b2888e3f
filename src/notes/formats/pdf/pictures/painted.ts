import { times } from '../runs'

/** The numbers by which pdf.js tells what is done on a page. */
export type Operators = Record<
  | 'save'
  | 'restore'
  | 'transform'
  | 'paintFormXObjectBegin'
  | 'paintFormXObjectEnd'
  | 'beginGroup'
  | 'endGroup'
  | 'paintImageXObject'
  | 'paintInlineImageXObject'
  | 'paintImageXObjectRepeat',
  number
>

/** Where something stands on a page as it is seen: points, y growing downwards. */
export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** A picture on a page. */
export interface Painted extends Box {
  /** By this name its dots are asked for; undefined where they stand in the page itself. */
  id?: string
  inline?: unknown
  /** Dots, as the page says. */
  width: number
  height: number
}

/** Where the pictures of a page stand, from what is done on it in turn. */
export function paintedPictures(
  { fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] },
  ops: Operators,
  view: number[],
): Painted[] {
  const painted: Painted[] = []
  const kept: number[][] = []
  let now = view
  // Groups that are painted only to cut others out, by how deep they stand in each other.
  let masks = 0
  for (const [n, op] of fnArray.entries()) {
    const args = (argsArray[n] ?? []) as unknown[]
    const forMask = !!(args[0] as { smask?: unknown } | undefined)?.smask
    if (op === ops.beginGroup && forMask) masks++
    if (op === ops.endGroup && forMask) masks--
    if (op === ops.save || op === ops.beginGroup) kept.push(now)
    else if (op === ops.restore || op === ops.endGroup || op === ops.paintFormXObjectEnd) now = kept.pop() ?? view
    else if (op === ops.transform) now = times(now, args as number[])
    else if (op === ops.paintFormXObjectBegin) {
      kept.push(now)
      if (isMatrix(args[0])) now = times(now, [...args[0]])
    } else if (!masks && (op === ops.paintImageXObject || op === ops.paintImageXObjectRepeat)) {
      painted.push({ id: String(args[0]), width: Number(args[1]), height: Number(args[2]), ...boxOf(now) })
    } else if (!masks && op === ops.paintInlineImageXObject) {
      const { width = 0, height = 0 } = (args[0] ?? {}) as { width?: number; height?: number }
      painted.push({ inline: args[0], width, height, ...boxOf(now) })
    }
  }
  return painted
}

function isMatrix(matrix: unknown): matrix is ArrayLike<number> & Iterable<number> {
  return (Array.isArray(matrix) || ArrayBuffer.isView(matrix)) && (matrix as unknown as { length: number }).length === 6
}

/** The square from 0 to 1, which every picture fills, as it is seen. */
function boxOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: number[]) {
  const [xs, ys] = [
    [e, e + a, e + c, e + a + c],
    [f, f + b, f + d, f + b + d],
  ]
  return { left: Math.min(...xs!), right: Math.max(...xs!), top: Math.min(...ys!), bottom: Math.max(...ys!) }
}

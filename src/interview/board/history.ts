import type { Board } from './board'

/** Every state of a board, so that each step can be taken back and made again. */
export interface Drawing {
  past: readonly Board[]
  board: Board
  future: readonly Board[]
  /** What the last step did; steps with the same name in a row become one. */
  step?: string
}

const mostSteps = 200

export function drawingOf(board: Board): Drawing {
  return { past: [], board, future: [] }
}

/** A step; `step` names one that may go on, such as a move by the arrow keys. */
export function draw(drawing: Drawing, board: Board, step?: string): Drawing {
  if (board === drawing.board) return drawing
  const goesOn = step !== undefined && step === drawing.step
  const past = goesOn ? drawing.past : [...drawing.past, drawing.board].slice(-mostSteps)
  return { past, board, future: [], step }
}

/** Ends a step that goes on: the next one counts for itself. */
export function settle(drawing: Drawing): Drawing {
  return drawing.step === undefined ? drawing : { ...drawing, step: undefined }
}

export function undo({ past, board, future }: Drawing): Drawing {
  const before = past.at(-1)
  return before ? { past: past.slice(0, -1), board: before, future: [board, ...future] } : { past, board, future }
}

export function redo({ past, board, future }: Drawing): Drawing {
  const [after, ...rest] = future
  return after ? { past: [...past, board], board: after, future: rest } : { past, board, future }
}

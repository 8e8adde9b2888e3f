import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  connect,
  elementOf,
  emptyBoard,
  freePlace,
  move,
  remove,
  write,
  type Board,
} from '../../../../src/interview/board/board'
import { describe as inWords, spoken } from '../../../../src/interview/board/describe'
import { ends, frameOf, linesOf } from '../../../../src/interview/board/geometry'
import { draw, drawingOf, redo, settle, undo, type Drawing } from '../../../../src/interview/board/history'
import { toSvg } from '../../../../src/interview/board/svg'

const box = (id: string, text = id, x = 0, y = 0) => ({ kind: 'box' as const, id, x, y, width: 150, height: 60, text })
const three = [box('a', 'Gateway'), box('b', 'Retriever', 300), box('c', 'Cache', 0, 300)].reduce(add, emptyBoard)

/** Any step that a candidate can make, on the elements 0 to 9. */
const steps = fc.array(
  fc.tuple(fc.constantFrom('add', 'label', 'stroke', 'connect', 'move', 'write', 'remove'), fc.nat(9), fc.nat(9)),
  { maxLength: 40 },
)

function make(board: Board, [what, n, m]: [string, number, number], id: string): Board {
  if (what === 'add') return add(board, box(id))
  if (what === 'label') return add(board, { kind: 'label', id, x: n, y: m, text: `label ${n}` })
  if (what === 'stroke') return add(board, { kind: 'stroke', id, points: [0, 0, n, m] })
  if (what === 'connect') return connect(board, id, `e${n}`, `e${m}`)
  if (what === 'move') return move(board, `e${n}`, { x: m, y: -m })
  return what === 'write' ? write(board, `e${n}`, `text ${m}`) : remove(board, `e${n}`)
}

describe('a board', () => {
  it('never holds an arrow to a box that is gone, whatever is done to it', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let board = emptyBoard
        all.forEach((step, index) => (board = make(board, step, `e${index}`)))
        return board.elements.every(
          (element) =>
            element.kind !== 'arrow' ||
            [element.from, element.to].every((end) => elementOf(board, end)?.kind === 'box'),
        )
      }),
    )
  })

  it('connects two boxes once in each direction, and nothing else', () => {
    const there = connect(three, 'x', 'a', 'b')
    expect(connect(there, 'y', 'a', 'b')).toBe(there)
    expect(connect(there, 'y', 'b', 'a').elements).toHaveLength(5)
    expect(connect(three, 'x', 'a', 'a')).toBe(three)
    expect(connect(three, 'x', 'a', 'nothing')).toBe(three)
  })

  it('finds room for ten boxes without laying one on another', () => {
    let board = emptyBoard
    for (let n = 0; n < 10; n++) board = add(board, { ...box(`b${n}`), ...freePlace(board), width: 152, height: 64 })
    const boxes = board.elements as ReturnType<typeof box>[]
    for (const one of boxes)
      for (const other of boxes)
        if (one !== other)
          expect(Math.abs(one.x - other.x) >= 152 || Math.abs(one.y - other.y) >= 64, `${one.id} on ${other.id}`).toBe(
            true,
          )
  })
})

describe('undo and redo', () => {
  it('are inverse to each other after any steps', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const states: Board[] = [emptyBoard]
        let drawing: Drawing = drawingOf(emptyBoard)
        all.forEach((step, index) => {
          drawing = settle(draw(drawing, make(drawing.board, step, `e${index}`)))
          if (drawing.board !== states.at(-1)) states.push(drawing.board)
        })
        let back = drawing
        for (const state of states.toReversed().slice(1)) expect((back = undo(back)).board).toBe(state)
        expect(undo(back).board).toBe(emptyBoard)
        for (const state of states.slice(1)) expect((back = redo(back)).board).toBe(state)
        expect(redo(back).board).toBe(drawing.board)
      }),
    )
  })

  it('take a row of small moves back at once, and forget what was undone after a new step', () => {
    let drawing = drawingOf(three)
    for (let n = 0; n < 5; n++) drawing = draw(drawing, move(drawing.board, 'a', { x: 8, y: 0 }), 'move a')
    expect(undo(drawing).board).toBe(three)
    const other = draw(undo(drawing), write(three, 'a', 'API'))
    expect(redo(other)).toMatchObject({ board: other.board })
  })
})

describe('the words of a board', () => {
  it('tell connections, lone boxes and labels', () => {
    const board = add(write(connect(three, 'x', 'a', 'b'), 'x', 'query'), {
      kind: 'label',
      id: 'l',
      x: 0,
      y: 0,
      text: 'under 300 ms',
    })
    expect(inWords(board)).toBe('Gateway -> Retriever (query).\nCache.\nunder 300 ms.')
    expect(spoken(board, board.elements[0]!)).toBe('Box Gateway, leads to Retriever')
    expect(inWords(emptyBoard)).toBe('')
  })
})

describe('the drawing', () => {
  it('lets arrows begin and end on the edges of their boxes', () => {
    const board = connect(three, 'x', 'a', 'b')
    expect(ends(board, board.elements[3] as never)).toEqual({ from: { x: 150, y: 30 }, to: { x: 300, y: 30 } })
  })

  it('fits everything in its frame, and breaks long texts', () => {
    expect(frameOf(three, 10)).toEqual({ x: -10, y: -10, width: 470, height: 380 })
    expect(linesOf('a reranker with a cross encoder', 100)).toEqual(['a reranker', 'with a cross', 'encoder'])
  })

  it('is written out as SVG with its texts made safe', () => {
    expect(toSvg(write(three, 'a', '<script>&'))).toContain('&lt;script&gt;&amp;')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  boxSize,
  connect,
  elementOf,
  emptyBoard,
  move,
  remove,
  resize,
  write,
  type Board,
} from '../../../../src/interview/board/board'
import { describe as inWords, spoken } from '../../../../src/interview/board/describe'
import { ends, frameBetween, frameOf, freePlace, linesOf, within } from '../../../../src/interview/board/geometry'
import { wordsOf } from '../../../../src/interview/answers'
import { Whiteboard } from '../../../../src/interview/board/drawing.svelte'
import { draw, drawingOf, redo, settle, undo, type Drawing } from '../../../../src/interview/board/history'
import { toSvg } from '../../../../src/interview/board/svg'

const box = (id: string, text = id, x = 0, y = 0) => ({ kind: 'box' as const, id, x, y, width: 150, height: 60, text })
const three = [box('a', 'Gateway'), box('b', 'Retriever', 300), box('c', 'Cache', 0, 300)].reduce(add, emptyBoard)

const sheet = (width: number) => ({ x: 0, y: 0, width, height: 420 })

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

  it('resizes boxes within limits and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (x, y) => {
        const { width, height } = elementOf(resize(three, 'a', { x, y }), 'a') as { width: number; height: number }
        return width >= 64 && width <= 640 && height >= 40 && height <= 420
      }),
    )
    expect(resize(three, 'nothing', { x: 5, y: 5 })).toBe(three)
  })

  it('finds room for ten boxes without laying one on another', () => {
    let board = emptyBoard
    for (let n = 0; n < 10; n++)
      board = add(board, { ...box(`b${n}`), ...freePlace(board, sheet(720), boxSize), ...boxSize })
    const boxes = board.elements as ReturnType<typeof box>[]
    for (const one of boxes)
      for (const other of boxes)
        if (one !== other)
          expect(Math.abs(one.x - other.x) >= 152 || Math.abs(one.y - other.y) >= 64, `${one.id} on ${other.id}`).toBe(
            true,
          )
  })
})

describe('a sheet on a phone', () => {
  it('has two boxes side by side and the third below', () => {
    let board = emptyBoard
    for (let n = 0; n < 3; n++)
      board = add(board, { ...box(`b${n}`), ...freePlace(board, sheet(420), boxSize), ...boxSize })
    const [one, two, three] = board.elements as ReturnType<typeof box>[]
    expect(two!.y).toBe(one!.y)
    expect(three).toMatchObject({ x: one!.x })
    expect(three!.y).toBeGreaterThan(one!.y)
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

describe('an answer with a board', () => {
  it('says what stands on the board too', () => {
    const data = add(connect(three, 'x', 'a', 'b'), { kind: 'label', id: 'l', x: 0, y: 0, text: 'under 300 ms' })
    const text = wordsOf({ text: 'I measure it.', attached: [{ tool: 'board', words: inWords(data), data }] })
    expect(text).toBe('I measure it.\nGateway -> Retriever.\nCache.\nunder 300 ms.')
  })
})

describe('the drawing', () => {
  it('lets arrows begin and end on the edges of their boxes', () => {
    const board = connect(three, 'x', 'a', 'b')
    expect(ends(board, board.elements[3] as never)).toEqual({ from: { x: 150, y: 30 }, to: { x: 300, y: 30 } })
  })

  it('fits everything in its frame, and breaks long texts', () => {
    expect(frameOf(three, 10)).toEqual({ x: -10, y: -10, width: 470, height: 380 })
    expect(linesOf('a reranker with a cross encoder', { width: 116, height: 60 })).toEqual([
      'a reranker',
      'with a cross',
      'encoder',
    ])
  })

  it('gives a taller box more lines', () => {
    const text = 'one two three four five six seven eight nine ten'
    expect(linesOf(text, { width: 80, height: 60 })).toHaveLength(3)
    expect(linesOf(text, { width: 80, height: 200 }).join(' ')).toBe(text)
  })

  it('finds what lies in a frame whole, and the arrows between', () => {
    const board = connect(connect(three, 'x', 'a', 'b'), 'y', 'a', 'c')
    const frame = frameBetween({ x: 460, y: 70 }, { x: -5, y: -5 })
    expect(within(board, frame).sort()).toEqual(['a', 'b', 'x'])
  })

  it('lays arrows under boxes, so that none strikes out a word', () => {
    const svg = toSvg(connect(three, 'arrow', 'a', 'b'))
    expect(svg.indexOf('<line')).toBeGreaterThan(-1)
    expect(svg.indexOf('<line')).toBeLessThan(svg.indexOf('Gateway'))
  })

  it('is written out as SVG with its texts made safe', () => {
    expect(toSvg(write(three, 'a', '<script>&'))).toContain('&lt;script&gt;&amp;')
  })
})

describe('several elements', () => {
  function whiteboard() {
    const kept: { data?: unknown } = {}
    const writing = {
      attached: [{ tool: 'board', words: '', data: three }],
      attach: (_: string, made: object) => Object.assign(kept, made),
    }
    let id = 0
    return { board: new Whiteboard({ writing, turns: [] } as never, () => `n${id++}`), kept }
  }

  it('are chosen one by one or by a frame, moved together, and deleted together', () => {
    const { board, kept } = whiteboard()
    board.choose('several')
    board.toggle('a')
    board.toggle('b')
    expect([board.count, board.selected, board.says]).toEqual([2, undefined, '2 elements selected.'])
    board.moveSelected({ x: 8, y: 0 })
    board.moveSelected({ x: 8, y: 0 })
    expect(['a', 'b', 'c'].map((id) => (elementOf(board.board, id) as { x: number }).x)).toEqual([16, 316, 0])
    board.undo()
    expect((elementOf(board.board, 'a') as { x: number }).x).toBe(0)
    board.toggle('a')
    expect(board.selected?.id).toBe('b')
    board.selectWithin({ x: -10, y: -10, width: 800, height: 200 })
    expect(board.count).toBe(2)
    board.removeSelected()
    expect(board.board.elements.map(({ id }) => id)).toEqual(['c'])
    expect(kept.data).toBe(board.board)
  })

  it('are not resized; one box is', () => {
    const { board } = whiteboard()
    board.selectAll()
    board.resizeSelected({ x: 40, y: 0 })
    expect(board.board).toBe(three)
    board.select('a')
    board.resizeSelected({ x: 40, y: 0 })
    expect(elementOf(board.board, 'a')).toMatchObject({ width: 190 })
  })
})

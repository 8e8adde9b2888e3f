import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { account, placeOf } from '../../../../src/interview/board/account'
import {
  add,
  boxSize,
  connect,
  elementOf,
  emptyBoard,
  type Board,
  type Box,
} from '../../../../src/interview/board/board'
import { glide, land, lift, noHold, type Contact, type Hold } from '../../../../src/interview/board/contacts'
import { Whiteboard } from '../../../../src/interview/board/drawing.svelte'
import { freePlace } from '../../../../src/interview/board/geometry'
import { Hand, type Target } from '../../../../src/interview/board/hand.svelte'
import { pinched, toBoard, zoomed } from '../../../../src/interview/board/view'

const box = (id: string, x = 0, y = 0): Box => ({
  kind: 'box',
  id,
  x,
  y,
  width: 150,
  height: 60,
  text: id.toUpperCase(),
})
const start: Board = [box('a', 20, 20), box('b', 240, 20), box('c', 20, 200)].reduce(add, emptyBoard)
const finger = (id: number, x: number, y: number, size = 20): Contact => ({ id, kind: 'touch', at: { x, y }, size })
const pen = (id: number, x: number, y: number): Contact => ({ ...finger(id, x, y, 1), kind: 'pen' })

/** A board shown at one unit a pixel, and a hand on it. */
function atBoard(board = start) {
  const writing = { attached: [{ tool: 'board', words: '', data: board }], attach: () => undefined }
  let n = 0
  const whiteboard = new Whiteboard({ writing, turns: [] } as never, () => `n${n++}`)
  const area = { x: 0, y: 0, width: whiteboard.view.width, height: whiteboard.view.height }
  const hand = new Hand(whiteboard, () => ({ ...area }))
  /** A place on the screen from one on the board. */
  const on = (x: number, y: number) => ({ x: x - whiteboard.view.x, y: y - whiteboard.view.y })
  const press = (contact: Contact, target?: Target) => hand.press(contact, target, false)
  const drag = (contact: Contact, target: Target, ...way: [number, number][]) => {
    press(contact, target)
    for (const [x, y] of way) hand.move({ ...contact, at: { x: contact.at.x + x, y: contact.at.y + y } })
  }
  const place = (id: string) => {
    const { x, y } = elementOf(whiteboard.board, id) as Box
    return [Math.round(x), Math.round(y)]
  }
  return { whiteboard, hand, area, on, press, drag, place, element: (id: string) => elementOf(whiteboard.board, id)! }
}

describe('contacts on the screen', () => {
  it('leave nothing behind once every one has gone, whatever they did', () => {
    const act = fc.tuple(fc.constantFrom('land', 'glide', 'lift'), fc.nat(3), fc.nat(200), fc.nat(200), fc.nat(100))
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let hold: Hold = noHold
        const down = new Set<number>()
        for (const [what, id, x, y, size] of acts) {
          if (what === 'land' && !down.has(id)) [hold] = (down.add(id), land(hold, finger(id, x, y, size), false))
          if (what === 'glide' && down.has(id)) hold = glide(hold, finger(id, x, y, size))
          if (what === 'lift' && down.delete(id)) hold = lift(hold, id)
        }
        for (const id of down) hold = lift(hold, id)
        return hold.by === 'none'
      }),
    )
  })
})

describe('a finger', () => {
  it('moves the box on which it was laid, as one step', () => {
    const { whiteboard, hand, drag, place, element } = atBoard()
    drag(finger(1, 50, 50), element('a'), [10, 0], [30, 10], [40, 20])
    hand.lift(1)
    expect(place('a')).toEqual([60, 40])
    whiteboard.undo()
    expect(place('a')).toEqual([20, 20])
  })

  it('that trembles moves nothing', () => {
    const { whiteboard, hand, drag, element } = atBoard()
    drag(finger(1, 50, 50), element('a'), [3, 2], [-4, 3])
    hand.lift(1)
    expect([whiteboard.board, whiteboard.canUndo, whiteboard.selected?.id]).toEqual([start, false, 'a'])
  })

  it('that the system takes away leaves the board, the selection and the steps as they were', () => {
    const { whiteboard, hand, drag, element } = atBoard()
    whiteboard.select('b')
    drag(finger(1, 50, 50), element('a'), [40, 40], [90, 90])
    expect(whiteboard.board).not.toBe(start)
    hand.cancel(1)
    expect([whiteboard.board, whiteboard.canUndo, whiteboard.selected?.id]).toEqual([start, false, 'b'])
    hand.move(finger(1, 300, 300))
    hand.lift(1)
    expect(whiteboard.board).toBe(start)
  })

  it('goes on undisturbed when a second one, or a palm, lands and leaves', () => {
    const { hand, drag, press, place, element } = atBoard()
    drag(finger(1, 50, 50), element('a'), [40, 0])
    for (const second of [finger(2, 300, 300), finger(3, 200, 300, 120)]) {
      press(second)
      hand.move({ ...second, at: { x: 10, y: 10 } })
      hand.lift(second.id)
    }
    hand.move(finger(1, 110, 50))
    hand.lift(1)
    expect(place('a')).toEqual([80, 20])
  })

  it('draws an arrow from box to box, whichever was chosen; two taps do the same', () => {
    const { whiteboard, hand, drag, on, press, element } = atBoard()
    whiteboard.select('c')
    whiteboard.choose('connect')
    const [from, to] = [on(50, 50), on(300, 50)]
    drag(finger(1, from.x, from.y), element('a'), [to.x - from.x, to.y - from.y])
    expect(hand.towards).toBeDefined()
    hand.lift(1)
    expect(whiteboard.selected).toMatchObject({ kind: 'arrow', from: 'a', to: 'b' })
    whiteboard.select(undefined)
    whiteboard.choose('connect')
    for (const id of ['b', 'c']) {
      press(finger(2, 0, 0), element(id))
      hand.lift(2)
    }
    expect(whiteboard.selected).toMatchObject({ kind: 'arrow', from: 'b', to: 'c' })
    expect([whiteboard.mode, hand.towards]).toEqual(['select', undefined])
  })

  it('that lets an arrow go over nothing draws none', () => {
    const { whiteboard, hand, drag, element } = atBoard()
    whiteboard.choose('connect')
    drag(finger(1, 50, 50), element('a'), [0, 400])
    hand.lift(1)
    expect([whiteboard.board, whiteboard.mode, whiteboard.from]).toEqual([start, 'connect', 'a'])
  })

  it('keeps its box when the device is turned under it', () => {
    const { hand, area, drag, place, element } = atBoard()
    drag(finger(1, 50, 50), element('a'), [30, 0])
    const [x, y] = place('a')
    Object.assign(area, { width: area.height, height: area.width })
    hand.move(finger(1, 90, 200))
    expect(place('a')).toEqual([x, y])
    hand.lift(1)
    expect(place('a')).toEqual([x, y])
  })
})

describe('two fingers', () => {
  it('zoom the view and move nothing; the one that stays longer leaves no line', () => {
    const { whiteboard, hand, press, element } = atBoard()
    whiteboard.choose('pen')
    const { width } = whiteboard.view
    press(finger(1, 100, 100))
    press(finger(2, 200, 100), element('a'))
    hand.move(finger(1, 50, 100))
    hand.move(finger(2, 250, 100))
    hand.lift(1)
    hand.move(finger(2, 20, 20))
    hand.lift(2)
    expect([whiteboard.board, whiteboard.canUndo, hand.stroke]).toEqual([start, false, []])
    expect(whiteboard.view.width).toBeCloseTo(width / 2, 5)
    press(finger(3, 10, 10))
    hand.move(finger(3, 60, 60))
    hand.lift(3)
    expect(whiteboard.board.elements.at(-1)?.kind).toBe('stroke')
  })
})

describe('a pen', () => {
  it('draws while the palm rests on the screen, whichever came first', () => {
    for (const palmFirst of [true, false]) {
      const { whiteboard, hand, press } = atBoard()
      whiteboard.choose('pen')
      if (palmFirst) press(finger(9, 300, 300, 90))
      press(pen(1, 10, 10))
      if (!palmFirst) press(finger(9, 300, 300, 90))
      hand.move(finger(9, 310, 300, 90))
      hand.move(pen(1, 80, 40))
      hand.lift(9)
      hand.move(pen(1, 120, 60))
      hand.lift(1)
      const strokes = whiteboard.board.elements.filter(({ kind }) => kind === 'stroke')
      expect(strokes).toHaveLength(1)
      expect(strokes[0]).toMatchObject({ points: { length: 6 } })
    }
  })
})

describe('the view', () => {
  const numbers = { noNaN: true, noDefaultInfinity: true }
  const spot = fc.record({
    x: fc.double({ min: 0, max: 400, ...numbers }),
    y: fc.double({ min: 0, max: 700, ...numbers }),
  })
  const view = { x: 5, y: -40, width: 420, height: 420 }
  const area = { x: 12, y: 130, width: 366, height: 470 }

  it('keeps what is between two fingers between them', () => {
    fc.assert(
      fc.property(spot, spot, spot, spot, (a, b, c, d) => {
        const middle = (p: typeof a, q: typeof a) => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 })
        const before = toBoard(view, area, middle(a, b))
        const after = toBoard(pinched(view, area, [a, b], [c, d]), area, middle(c, d))
        expect(after.x).toBeCloseTo(before.x, 4)
        expect(after.y).toBeCloseTo(before.y, 4)
      }),
    )
  })

  it('stays within limits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, ...numbers }), (factor) => {
        const { width } = zoomed(view, factor)
        return width >= 179.99 && width <= 4000.01
      }),
    )
  })
})

describe('a new element', () => {
  it('covers neither box nor label, wherever one looks', () => {
    const { whiteboard } = atBoard()
    whiteboard.pan({ x: -300, y: -100 })
    for (let n = 0; n < 12; n++) {
      if (n % 3) whiteboard.addBox()
      else whiteboard.addLabel()
    }
    const areas = whiteboard.board.elements.map((element) =>
      element.kind === 'label' ? { x: element.x, y: element.y - 18, width: 48, height: 26 } : (element as Box),
    )
    areas.forEach((one, index) => {
      for (const other of areas.slice(index + 1))
        expect(
          one.x >= other.x + other.width ||
            other.x >= one.x + one.width ||
            one.y >= other.y + other.height ||
            other.y >= one.y + one.height,
        ).toBe(true)
    })
  })

  it('is in sight, also where the view was moved far away', () => {
    const { whiteboard } = atBoard()
    whiteboard.pan({ x: -5000, y: 0 })
    const { view } = whiteboard
    whiteboard.addBox()
    const { x, y } = whiteboard.selected as Box
    expect(x >= view.x && x + boxSize.width <= view.x + view.width && y >= view.y).toBe(true)
    whiteboard.zoom(0.01)
    whiteboard.addBox()
    const { x: left } = whiteboard.selected as Box
    expect(left).toBeGreaterThanOrEqual(whiteboard.view.x)
    expect(left + boxSize.width).toBeLessThanOrEqual(whiteboard.view.x + whiteboard.view.width)
  })

  it('takes the place of one that was deleted', () => {
    const sheet = { x: 0, y: 0, width: 720, height: 420 }
    const first = freePlace(emptyBoard, sheet, boxSize)
    expect(freePlace(add(emptyBoard, box('a', 300, 300)), sheet, boxSize)).toEqual(first)
  })
})

describe('those who do not see the board', () => {
  it('hear all of it at once, and where a box went', () => {
    const board = connect(start, 'x', 'a', 'b')
    expect(account(emptyBoard)).toBe('The board is empty.')
    expect(account(board)).toBe('3 boxes, 1 arrow. A leads to B. C.')
    const { whiteboard } = atBoard(board)
    whiteboard.select('c')
    whiteboard.nudge({ x: 8, y: 0 })
    expect(whiteboard.says).toBe('Below A, 28 across, 200 down.')
    expect(placeOf(start, box('c', 60, 30))).toMatch(/^On A/)
    expect(placeOf(add(emptyBoard, box('z', 3, 4)), box('z', 3, 4))).toBe('At 3 across, 4 down.')
  })
})

import type { Running } from '../running.svelte'
import type { Attachment, Turn } from '../session'
import {
  add,
  boxSize,
  connect,
  elementOf,
  emptyBoard,
  freePlace,
  move,
  remove,
  write,
  type Board,
  type Element,
  type Point,
} from './board'
import { describe, spoken } from './describe'
import { frameOf, type Frame } from './geometry'
import { draw, drawingOf, redo, settle, undo, type Drawing } from './history'

export const boardTool = 'board'
export type Mode = 'select' | 'pen' | 'connect'

const wholeView: Frame = { x: 0, y: 0, width: 720, height: 420 }

/** The candidate at the whiteboard. Every step is kept with the draft of the answer. */
export class Whiteboard {
  #drawing = $state.raw<Drawing>(drawingOf(emptyBoard))
  #selected = $state<string | undefined>(undefined)
  #mode = $state<Mode>('select')
  #from = $state<string | undefined>(undefined)
  #view = $state.raw<Frame>(wholeView)
  #says = $state('')

  constructor(
    private running: Running,
    private newId: () => string,
  ) {
    const kept = boardIn([...running.writing.attached]) ?? lastBoard(running.turns)
    if (kept) this.#drawing = drawingOf(kept)
    if (kept?.elements.length) this.fit()
  }

  get board(): Board {
    return this.#drawing.board
  }
  get selected(): Element | undefined {
    return elementOf(this.board, this.#selected)
  }
  get mode() {
    return this.#mode
  }
  /** The box that an arrow is being drawn from. */
  get from() {
    return this.#from
  }
  get view() {
    return this.#view
  }
  /** The last step in words, for those who do not see it. */
  get says() {
    return this.#says
  }
  get canUndo() {
    return this.#drawing.past.length > 0
  }
  get canRedo() {
    return this.#drawing.future.length > 0
  }

  select(id: string | undefined) {
    if (this.#mode === 'connect' && id) return this.#connectAt(id)
    if (id === this.#selected) return
    this.#selected = id
    this.#drawing = settle(this.#drawing)
  }
  choose(mode: Mode) {
    this.#mode = this.#mode === mode ? 'select' : mode
    const start = this.selected?.kind === 'box' && this.#mode === 'connect' ? this.#selected : undefined
    this.#from = start
    if (this.#mode === 'connect')
      this.#says = start ? 'Choose the box that it leads to.' : 'Choose the box it starts at.'
    if (this.#mode === 'pen') this.#says = 'Draw with your finger, pen or mouse.'
  }
  cancel() {
    this.#mode = 'select'
    this.#from = undefined
  }

  addBox(): string {
    return this.#add({ kind: 'box', id: this.newId(), ...freePlace(this.board), ...boxSize, text: '' })
  }
  addLabel(): string {
    const { x, y } = freePlace(this.board)
    return this.#add({ kind: 'label', id: this.newId(), x, y: y + 20, text: 'Label' })
  }
  addStroke(points: number[]) {
    if (points.length > 2) this.#add({ kind: 'stroke', id: this.newId(), points })
  }
  moveSelected(by: Point) {
    if (!this.#selected) return
    this.#step(move(this.board, this.#selected, by), `move ${this.#selected}`)
  }
  writeSelected(text: string) {
    if (this.#selected) this.#step(write(this.board, this.#selected, text), `write ${this.#selected}`)
  }
  removeSelected() {
    const gone = this.selected
    if (!gone) return
    this.#step(remove(this.board, gone.id))
    this.#selected = undefined
    this.#says = 'Deleted.'
  }
  settle() {
    this.#drawing = settle(this.#drawing)
  }
  undo() {
    this.#take(undo(this.#drawing), 'Undone.')
  }
  redo() {
    this.#take(redo(this.#drawing), 'Done again.')
  }

  /** Shows everything that is drawn. */
  fit() {
    const frame = frameOf(this.board)
    const scale = Math.max(frame.width / wholeView.width, frame.height / wholeView.height, 0.75)
    const [width, height] = [wholeView.width * scale, wholeView.height * scale]
    this.#view = { x: frame.x + (frame.width - width) / 2, y: frame.y + (frame.height - height) / 2, width, height }
  }
  zoom(factor: number) {
    const { x, y, width, height } = this.#view
    const next = Math.min(4000, Math.max(180, width * factor)) / width
    this.#view = {
      x: x + (width * (1 - next)) / 2,
      y: y + (height * (1 - next)) / 2,
      width: width * next,
      height: height * next,
    }
  }
  pan(by: Point) {
    this.#view = { ...this.#view, x: this.#view.x - by.x, y: this.#view.y - by.y }
  }

  #connectAt(id: string) {
    if (elementOf(this.board, id)?.kind !== 'box') return
    if (!this.#from || this.#from === id) {
      this.#from = id
      this.#says = `From ${spoken(this.board, elementOf(this.board, id)!)}. Choose the box that it leads to.`
      return
    }
    const arrow = this.newId()
    const board = connect(this.board, arrow, this.#from, id)
    this.#says = board === this.board ? 'They are connected already.' : 'Connected.'
    this.#step(board)
    this.#selected = board === this.board && !elementOf(board, arrow) ? id : arrow
    this.cancel()
  }

  #add(element: Element): string {
    this.#step(add(this.board, element))
    this.#selected = element.id
    this.#says = `${spoken(this.board, element)} added.`
    return element.id
  }
  #step(board: Board, name?: string) {
    this.#take(draw(this.#drawing, board, name), '')
  }
  #take(drawing: Drawing, says: string) {
    if (drawing.board !== this.#drawing.board) {
      const words = describe(drawing.board)
      this.running.writing.attach(boardTool, { words, data: drawing.board })
    }
    this.#drawing = drawing
    if (says) this.#says = says
    if (!elementOf(drawing.board, this.#selected)) this.#selected = undefined
  }
}

function boardIn(attached: readonly Attachment[]): Board | undefined {
  return attached.find(({ tool }) => tool === boardTool)?.data as Board | undefined
}

function lastBoard(turns: readonly Turn[]): Board | undefined {
  return turns.map(({ attached = [] }) => boardIn(attached)).findLast(Boolean)
}

import type { Running } from '../running.svelte'
import type { Attachment, Turn } from '../session'
import { placeOf } from './account'
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
  type Element,
  type Point,
} from './board'
import { describe, spoken } from './describe'
import { frameOf, freePlace, isWithin, within, type Frame } from './geometry'
import { draw, drawingOf, redo, settle, undo, type Drawing } from './history'
import { pinched, zoomed } from './view'

export const boardTool = 'board'
/** `several`: what is chosen is added to the selection. */
export type Mode = 'select' | 'several' | 'pen' | 'connect'

/** What is in sight at first. On a phone two boxes lie side by side, so that their words can be read. */
export const wideSheet: Frame = { x: 0, y: 0, width: 720, height: 420 }
export const narrowSheet: Frame = { x: 0, y: 0, width: 420, height: 420 }

/** The candidate at the whiteboard. Every step is kept with the draft of the answer. */
export class Whiteboard {
  #drawing = $state.raw<Drawing>(drawingOf(emptyBoard))
  #selected = $state.raw<readonly string[]>([])
  #mode = $state<Mode>('select')
  #from = $state<string | undefined>(undefined)
  #view = $state.raw<Frame>(wideSheet)
  #says = $state('')
  #unmake = () => {}

  constructor(
    private running: Running,
    private newId: () => string,
    readonly sheet = wideSheet,
  ) {
    this.#view = sheet
    const kept = boardIn([...running.writing.attached]) ?? lastBoard(running.turns)
    if (kept) this.#drawing = drawingOf(kept)
    if (kept?.elements.length) this.fit()
  }

  get board(): Board {
    return this.#drawing.board
  }
  /** The one element that is selected; undefined where there are none or several. */
  get selected(): Element | undefined {
    return this.#selected.length === 1 ? elementOf(this.board, this.#selected[0]) : undefined
  }
  get count(): number {
    return this.#selected.length
  }
  isSelected(id: string): boolean {
    return this.#selected.includes(id)
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
    if (id === this.selected?.id) return
    this.#choose(id ? [id] : [])
  }
  /** Takes an element into the selection, or out of it. */
  toggle(id: string) {
    this.#choose(this.isSelected(id) ? this.#selected.filter((each) => each !== id) : [...this.#selected, id])
    this.#tellCount()
  }
  selectWithin(frame: Frame) {
    this.#choose(within(this.board, frame))
    this.#tellCount()
  }
  selectAll() {
    this.#choose(this.board.elements.map(({ id }) => id))
    this.#tellCount()
  }
  choose(mode: Mode) {
    this.#mode = this.#mode === mode ? 'select' : mode
    const start = this.selected?.kind === 'box' && this.#mode === 'connect' ? this.selected.id : undefined
    this.#from = start
    if (this.#mode === 'connect')
      this.#says = start ? 'Choose the box that it leads to.' : 'Choose the box it starts at.'
    // It begins with none, so that each choice adds.
    if (this.#mode === 'several') this.#choose([])
    if (this.#mode === 'several')
      this.#says = 'Choose each element, or draw a frame around several. Then move or delete them together.'
    if (this.#mode === 'pen') this.#says = 'Draw with your finger, pen or mouse.'
  }
  /** The arrow begins there, if that is a box. */
  connectFrom(id: string) {
    this.#from = undefined
    this.#connectAt(id)
  }
  cancel() {
    this.#mode = 'select'
    this.#from = undefined
  }

  addBox(): string {
    const place = freePlace(this.board, this.#view, boxSize)
    return this.#add({ kind: 'box', id: this.newId(), ...place, ...boxSize, text: '' })
  }
  addLabel(): string {
    const { x, y } = freePlace(this.board, this.#view, { width: 96, height: 26 })
    return this.#add({ kind: 'label', id: this.newId(), x, y: y + 18, text: 'Label' })
  }
  addStroke(points: number[]) {
    if (points.length > 2) this.#add({ kind: 'stroke', id: this.newId(), points })
  }
  moveSelected(by: Point) {
    const moved = this.#selected.reduce((board, id) => move(board, id, by), this.board)
    this.#step(moved, `move ${this.#selected.join()}`)
  }
  resizeSelected(by: Point) {
    if (this.selected) this.#step(resize(this.board, this.selected.id, by), `resize ${this.selected.id}`)
  }
  writeSelected(text: string) {
    if (this.selected) this.#step(write(this.board, this.selected.id, text), `write ${this.selected.id}`)
  }
  /** What is written on it is whole. */
  wrote() {
    this.settle()
    if (this.selected) this.#says = `${spoken(this.board, this.selected)}.`
  }
  removeSelected() {
    const { count } = this
    if (!count) return
    this.#step(this.#selected.reduce(remove, this.board))
    this.#says = count > 1 ? `${count} elements deleted.` : 'Deleted.'
  }
  settle() {
    this.#drawing = settle(this.#drawing)
  }
  /** By the keyboard: the place is told, since it is not seen. */
  nudge(by: Point) {
    this.moveSelected(by)
    if (this.selected) this.#says = placeOf(this.board, this.selected)
  }

  /** A hand is laid on the board: until it is lifted, all of what it does can be taken back. */
  begin() {
    this.settle()
    const [drawing, selected, mode, from, says] = [this.#drawing, this.#selected, this.#mode, this.#from, this.#says]
    this.#unmake = () => {
      this.#take(drawing, says)
      this.#selected = selected
      this.#mode = mode
      this.#from = from
    }
  }
  /** As if the hand had never been laid on it. */
  abandon() {
    this.#unmake()
  }
  undo() {
    this.#take(undo(this.#drawing), 'Undone.')
  }
  redo() {
    this.#take(redo(this.#drawing), 'Done again.')
  }

  /** Shows everything that is drawn. */
  fit() {
    const [frame, sheet] = [frameOf(this.board), this.sheet]
    const scale = Math.max(frame.width / sheet.width, frame.height / sheet.height, 0.75)
    const [width, height] = [sheet.width * scale, sheet.height * scale]
    this.#view = { x: frame.x + (frame.width - width) / 2, y: frame.y + (frame.height - height) / 2, width, height }
  }
  zoom(factor: number, about?: Point) {
    this.#view = zoomed(this.#view, factor, about)
  }
  /** Two fingers moved, in pixels of the screen; `area` is where the board is on it. */
  pinch(area: Frame, before: readonly [Point, Point], after: readonly [Point, Point]) {
    this.#view = pinched(this.#view, area, before, after)
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
    this.#selected = [elementOf(board, arrow) ? arrow : id]
    this.cancel()
  }

  #choose(ids: readonly string[]) {
    this.#selected = ids
    this.#drawing = settle(this.#drawing)
  }
  #tellCount() {
    this.#says = this.count === 1 ? '1 element selected.' : `${this.count} elements selected.`
  }
  #add(element: Element): string {
    this.#step(add(this.board, element))
    this.#selected = [element.id]
    this.#says = `${spoken(this.board, element)} added.`
    if (element.kind !== 'stroke' && !isWithin(element, this.#view)) this.fit()
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
    this.#selected = this.#selected.filter((id) => elementOf(drawing.board, id))
  }
}

function boardIn(attached: readonly Attachment[]): Board | undefined {
  return attached.find(({ tool }) => tool === boardTool)?.data as Board | undefined
}

function lastBoard(turns: readonly Turn[]): Board | undefined {
  return turns.map(({ attached = [] }) => boardIn(attached)).findLast(Boolean)
}

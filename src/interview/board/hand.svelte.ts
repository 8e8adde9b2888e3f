import type { Element, Point } from './board'
import { glide, land, lift, noHold, type Contact, type Hold } from './contacts'
import type { Whiteboard } from './drawing.svelte'
import { boxAt, frameBetween, type Frame } from './geometry'
import { toBoard } from './view'

/** What the leading contact is on: an element, the corner of the chosen box, or the sheet. */
export type Target = Element | 'corner' | undefined

type Doing = 'element' | 'corner' | 'frame' | 'view' | 'pen' | 'arrow' | 'nothing'

/** A hand at the whiteboard: one contact draws, two fingers move the view, the rest is let be. */
export class Hand {
  #hold: Hold = noHold
  #doing: Doing = 'nothing'
  #grip: Point = { x: 0, y: 0 }
  #corner: Point = { x: 0, y: 0 }
  /** The element on which the hand was laid. */
  #on: Element | undefined
  #area: Frame | undefined
  #stroke = $state.raw<number[]>([])
  #frame = $state.raw<Frame | undefined>(undefined)
  #towards = $state.raw<Point | undefined>(undefined)

  constructor(
    private whiteboard: Whiteboard,
    /** Where the board is on the screen, in pixels. */
    private area: () => Frame,
  ) {}

  /** The pen's line so far. */
  get stroke(): readonly number[] {
    return this.#stroke
  }
  /** The frame drawn around what is to be chosen. */
  get frame() {
    return this.#frame
  }
  /** Where an arrow that is being drawn has got to. */
  get towards() {
    return this.#towards
  }
  get busy(): boolean {
    return this.#hold.by !== 'none'
  }

  /** Whether the contact is one to be followed. `adds`: what it is on is added to the selection. */
  press(contact: Contact, on: Target, adds: boolean): boolean {
    const [hold, landing] = land(this.#hold, contact, this.#doing === 'view')
    this.#hold = hold
    if (landing === 'nothing') return hold.by === 'rest'
    if (landing !== 'begins') this.#drop(() => this.whiteboard.abandon())
    if (landing !== 'pinches') this.#begin(contact, on, adds)
    return true
  }

  move(contact: Contact) {
    const before = this.#hold
    const hold = (this.#hold = glide(before, contact))
    if (hold.by === 'two' && before.by === 'two') this.#pinch(before.pair, hold.pair)
    if (hold.by === 'one' && hold.lead.id === contact.id) this.#drag(contact, hold.travelled)
  }

  /** The contact left the screen. */
  lift(id: number) {
    const led = this.#leads(id)
    this.#hold = lift(this.#hold, id)
    if (led) this.#drop(() => this.#finish())
  }

  /** The system took the contact away: what it did is undone. */
  cancel(id: number) {
    const led = this.#leads(id)
    this.#hold = lift(this.#hold, id)
    if (led) this.#drop(() => this.whiteboard.abandon())
  }

  #leads(id: number): boolean {
    return this.#hold.by === 'one' && this.#hold.lead.id === id
  }

  #begin(contact: Contact, on: Target, adds: boolean) {
    const { whiteboard } = this
    this.#area = this.area()
    const point = this.#at(contact)
    whiteboard.begin()
    this.#grip = this.#corner = point
    this.#on = on === 'corner' ? undefined : on
    this.#doing = whiteboard.mode === 'pen' ? 'pen' : on === 'corner' ? 'corner' : this.#take(on, adds)
    if (this.#doing === 'pen') this.#stroke = [point.x, point.y]
  }

  /** What pressing an element, or the sheet beside them, begins. */
  #take(element: Element | undefined, adds: boolean): Doing {
    const { whiteboard } = this
    if (whiteboard.mode === 'several' || (adds && whiteboard.mode === 'select')) {
      if (!element) return 'frame'
      whiteboard.toggle(element.id)
      return whiteboard.isSelected(element.id) ? 'element' : 'nothing'
    }
    // What is dragged with others keeps them.
    if (element && whiteboard.mode === 'connect') return 'arrow'
    if (!element || !whiteboard.isSelected(element.id)) whiteboard.select(element?.id)
    return element ? 'element' : 'view'
  }

  #drag(contact: Contact, travelled: boolean) {
    if (this.#turned()) return this.#regrip(contact)
    const point = this.#at(contact)
    if (this.#doing === 'pen') this.#stroke = [...this.#stroke, point.x, point.y]
    if (!travelled || this.#doing === 'pen') return
    const by = { x: point.x - this.#grip.x, y: point.y - this.#grip.y }
    if (this.#doing === 'element') this.whiteboard.moveSelected(by)
    else if (this.#doing === 'corner') this.whiteboard.resizeSelected(by)
    else if (this.#doing === 'view') this.whiteboard.pan(by)
    else if (this.#doing === 'frame') this.#frame = frameBetween(this.#corner, point)
    else if (this.#doing === 'arrow') this.#draw(point)
    // The view moved under the pointer.
    this.#grip = this.#doing === 'view' ? this.#at(contact) : point
  }

  /** An arrow is drawn from the box where the hand was laid, whichever was chosen before. */
  #draw(towards: Point) {
    if (!this.#towards) this.whiteboard.connectFrom(this.#on!.id)
    this.#towards = towards
  }

  /** The device was turned, or the keyboard came: the board has another size under the same finger. */
  #turned(): boolean {
    const [before, now] = [this.#area, this.area()]
    this.#area = now
    return !before || Math.abs(before.width - now.width) > 1 || Math.abs(before.height - now.height) > 1
  }
  #regrip(contact: Contact) {
    this.#grip = this.#corner = this.#at(contact)
    if (this.#doing !== 'pen') return
    this.whiteboard.addStroke([...this.#stroke])
    this.#stroke = [this.#grip.x, this.#grip.y]
  }

  #pinch(before: readonly [Contact, Contact], now: readonly [Contact, Contact]) {
    this.whiteboard.pinch(this.area(), [before[0].at, before[1].at], [now[0].at, now[1].at])
  }

  #finish() {
    const { whiteboard } = this
    if (this.#doing === 'pen') whiteboard.addStroke([...this.#stroke])
    if (this.#frame) whiteboard.selectWithin(this.#frame)
    if (this.#doing === 'arrow') this.#connect()
    whiteboard.settle()
  }
  #connect() {
    const to = this.#towards ? boxAt(this.whiteboard.board, this.#towards) : this.#on
    if (to) this.whiteboard.select(to.id)
  }
  #drop(how: () => void) {
    how()
    this.#stroke = []
    this.#frame = this.#towards = undefined
    this.#doing = 'nothing'
  }

  #at({ at }: Contact): Point {
    return toBoard(this.whiteboard.view, this.#area ?? this.area(), at)
  }
}

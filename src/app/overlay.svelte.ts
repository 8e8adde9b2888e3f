export type Sheet = 'palette' | 'shortcuts'

/** Which of the app-wide sheets is open. */
class Overlay {
  #open = $state<Sheet | null>(null)

  get open(): Sheet | null {
    return this.#open
  }

  show(sheet: Sheet) {
    this.#open = sheet
  }

  close() {
    this.#open = null
  }
}

export const overlay = new Overlay()

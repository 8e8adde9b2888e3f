/** Opens what is folded while a page is printed, and folds it again: on paper nothing can be opened. */
export class Unfolding {
  #opened: HTMLDetailsElement[] = []

  constructor(private within: string) {}

  unfold = () => {
    this.#opened = [...document.querySelectorAll<HTMLDetailsElement>(`${this.within} details:not([open])`)]
    for (const details of this.#opened) details.open = true
  }

  fold = () => {
    for (const details of this.#opened) details.open = false
    this.#opened = []
  }
}

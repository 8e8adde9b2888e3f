/** Gives each diagram a button that shows it whole; style sheets show it where a diagram does not fit the screen. */
export function offerWhole(element: Element) {
  for (const figure of element.querySelectorAll('figure.diagram')) {
    if (!figure.querySelector('svg')) continue
    const button = element.ownerDocument.createElement('button')
    button.type = 'button'
    button.className = 'see-whole'
    button.textContent = 'See the whole diagram'
    figure.after(button)
  }
}

/** The drawing that such a button belongs to. */
export function drawingOf(button: Element): SVGSVGElement | null {
  return button.previousElementSibling?.querySelector('svg') ?? null
}

/** Width over height of a drawing, from its own frame. */
export function ratioOf(viewBox: string | null): number {
  const [, , width, height] = (viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return width && height ? width / height : 1
}

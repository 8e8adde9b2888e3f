/**
 * Keeps an element where it can be seen: `--seen-top` and `--seen-height` follow the visual viewport, which a keyboard on
 * the screen makes smaller (Safari leaves the page as high as it was). A page that was zoomed by fingers is let be.
 */
export function inSight(element: HTMLElement) {
  const seen = globalThis.visualViewport
  if (!seen) return
  const follow = () => {
    if (Math.abs(seen.scale - 1) > 0.01) return
    element.style.setProperty('--seen-top', `${seen.offsetTop}px`)
    element.style.setProperty('--seen-height', `${seen.height}px`)
  }
  follow()
  seen.addEventListener('resize', follow)
  seen.addEventListener('scroll', follow)
  return () => {
    seen.removeEventListener('resize', follow)
    seen.removeEventListener('scroll', follow)
  }
}

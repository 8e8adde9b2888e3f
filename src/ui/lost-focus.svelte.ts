import { tick } from 'svelte'

/** Where a control left and took focus with it, moves focus on to what comes next; elsewhere it is let be. */
export async function focusIfLost(next: () => HTMLElement | SVGElement | null | undefined) {
  await tick()
  const at = document.activeElement
  if (at && at !== document.body && at.getClientRects().length) return
  next()?.focus()
}

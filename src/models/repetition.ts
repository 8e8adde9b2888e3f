/** A model that says the same again and again: what is looked at, and when it is enough. */
const longestUnit = 240
const looked = 1200
const enoughSigns = 120

/**
 * Whether a text ends in one piece, said over and over: at least four times for a sentence, and the more often the shorter
 * it is ("….", "na na na"). Only the end is looked at, so that it can be asked at every token.
 */
export function repeats(text: string): boolean {
  const end = text.slice(-looked)
  for (let unit = 1; unit <= longestUnit; unit++) {
    const times = Math.max(4, Math.ceil(enoughSigns / unit))
    if (unit * times > end.length) continue
    if (endsIn(end, unit, times)) return true
  }
  return false
}

function endsIn(text: string, unit: number, times: number): boolean {
  const from = text.length - unit * times
  for (let at = text.length - 1; at >= from + unit; at--)
    if (text.charCodeAt(at) !== text.charCodeAt(at - unit)) return false
  return true
}

/** The text with the last piece only once: what a reader should see of it. */
export function withoutRepeats(text: string): string {
  for (let unit = 1; unit <= longestUnit; unit++) {
    if (!endsIn(text, unit, 3) || text.length < unit * 3) continue
    let end = text.length
    while (end - unit * 2 >= 0 && text.slice(end - unit, end) === text.slice(end - unit * 2, end - unit)) end -= unit
    return text.slice(0, end)
  }
  return text
}

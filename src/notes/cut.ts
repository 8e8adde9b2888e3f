/** Where a text that is too long may be cut, best first. */
const boundaries: Record<'lines' | 'sentences', RegExp[]> = {
  lines: [/\n(?=\n)/g, /\n(?=\S)/g, /\n/g, /[.!?…][)"'’”]*\s/g, /\s/g],
  sentences: [/\n\n/g, /[.!?…。！？][)"'’”\]]*(?:\s|(?<=[。！？]))/g, /[;:]\s/g, /\n/g, /\s/g],
}

/**
 * Offsets that cut `text` into parts of at most `most` characters, at the last good boundary in the second half of each
 * part; where there is none (one enormous word), in the middle, but never inside a surrogate pair.
 */
export function cutPoints(text: string, most: number, by: 'lines' | 'sentences'): number[] {
  const cuts: number[] = []
  let from = 0
  while (text.length - from > most) {
    from += bestCut(text.slice(from, from + most), by)
    cuts.push(from)
  }
  return cuts
}

function bestCut(window: string, by: 'lines' | 'sentences'): number {
  for (const boundary of boundaries[by]) {
    let found = 0
    for (const match of window.matchAll(boundary)) found = match.index + match[0].length
    if (found > window.length / 2) return found
  }
  const last = window.charCodeAt(window.length - 1)
  return last >= 0xd800 && last < 0xdc00 ? window.length - 1 : window.length
}

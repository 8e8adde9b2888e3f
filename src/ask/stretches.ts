import { sentencesOf } from './sentences'

/** A piece of a passage that may speak for a claim, with its place there. */
export interface Stretch {
  text: string
  start: number
  end: number
}

const mostTogether = 3
const mostCharacters = 700

/** Every sentence of a passage, every line that is no sentence (code, tables), and up to `most` neighbours together. */
export function stretchesOf(passage: string, most = mostTogether): Stretch[] {
  const units = unitsOf(passage)
  const stretches: Stretch[] = []
  for (let count = 1; count <= most; count++)
    for (let n = 0; n + count <= units.length; n++) {
      const [start, end] = [units[n]!.start, units[n + count - 1]!.end]
      if (count === 1 || end - start <= mostCharacters) stretches.push({ text: passage.slice(start, end), start, end })
    }
  return stretches
}

function unitsOf(passage: string): Stretch[] {
  const units: Stretch[] = []
  let at = 0
  for (const { start, end } of sentencesOf(passage).sort((a, b) => a.start - b.start)) {
    units.push(...linesBetween(passage, at, start))
    // A sentence that took its list or code along ends where that does.
    if (end > at) units.push({ text: '', start: Math.max(start, at), end })
    at = Math.max(at, end)
  }
  return [...units, ...linesBetween(passage, at, passage.length)]
}

function linesBetween(passage: string, from: number, to: number): Stretch[] {
  return [...passage.slice(from, to).matchAll(/[^\n]*[\p{L}\p{N}][^\n]*/gu)].map(({ index, 0: line }) => ({
    text: '',
    start: from + index,
    end: from + index + line.length,
  }))
}

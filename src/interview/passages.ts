import type { Span } from './assess/sentences'
import { pieces, type Piece } from './marked'

/** From here on an answer is shown in passages: a page lays out those in sight, and not fifty thousand letters at once. */
export const longText = 4000

/** A part of a long answer as it is shown. All of them, one after another, are the answer to the letter. */
export interface Passage {
  pieces: Piece[]
  /** Whether it stays in sight while the answer is folded. */
  kept: boolean
}

const least = 250
const most = 650
/** Beside the beginning: each holds evidence, and there are hardly more criteria. */
const mostKept = 14

/** The answer in passages; the first one and those that hold marked words are kept in sight. */
export function passages(text: string, quotes: readonly string[]): Passage[] {
  const spans = passageSpans(text)
  const cut: Passage[] = spans.map(() => ({ pieces: [], kept: false }))
  let at = 0
  let start = 0
  for (const { text: piece, marked } of pieces(text, quotes)) {
    const end = start + piece.length
    while (start < end) {
      const until = Math.min(end, spans[at]!.end)
      cut[at]!.pieces.push({ text: text.slice(start, until), marked })
      start = until
      if (start === spans[at]!.end) at++
    }
  }
  const bearing = cut.slice(1).filter((passage) => passage.pieces.some(({ marked }) => marked))
  for (const passage of [...cut.slice(0, 1), ...bearing.slice(0, mostKept)]) passage.kept = true
  return cut
}

/** Cut at the ends of lines, else of sentences, else of words; a word without an end is cut between letters. */
export function passageSpans(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  while (text.length - start > most) {
    const end = start + cutIn(text.slice(start, start + most))
    spans.push({ start, end })
    start = end
  }
  if (start < text.length || !spans.length) spans.push({ start, end: text.length })
  return spans
}

function cutIn(head: string): number {
  const line = head.lastIndexOf('\n') + 1
  if (line >= least) return line
  const sentence = Math.max(...['. ', '! ', '? ', '… ', '。'].map((stop) => head.lastIndexOf(stop) + stop.length))
  if (sentence >= least) return sentence
  const word = head.lastIndexOf(' ') + 1
  return word >= least ? word : betweenLetters(head)
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const tail = 64

/** What looks like one letter is never taken apart: an emoji of several, a letter with its accents. */
function betweenLetters(head: string): number {
  const end = head.slice(-tail)
  const { index } = [...graphemes.segment(end)].at(-1)!
  return index ? head.length - end.length + index : head.length
}

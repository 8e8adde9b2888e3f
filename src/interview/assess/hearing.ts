import { sentences, type Span } from './sentences'

/** A stretch of what was said: a sentence, a part of one, or two that stand together. */
export interface Stretch extends Span {
  turn: number
  whole: boolean
}

const parts = /[,:;(]\s*/g
/** More words than that without a stop are cut: speech comes without punctuation. */
const longest = 45
const mostStretches = 1000

/** The stretches in which a point may be made; at most so many, evenly taken, of an endless answer. */
export function stretchesOf(texts: readonly string[]): Stretch[] {
  const all = onceEach(texts.flatMap(stretchesIn), texts)
  if (all.length <= mostStretches) return all
  const every = all.length / mostStretches
  return Array.from({ length: mostStretches }, (_, index) => all[Math.floor(index * every)]!)
}

function stretchesIn(text: string, turn: number): Stretch[] {
  const spans = sentences(text).flatMap((span) => shortened(text, span))
  return spans.flatMap((span, index) => {
    const next = spans[index + 1]
    const pair = next ? [{ start: span.start, end: next.end, turn, whole: false }] : []
    return [{ ...span, turn, whole: true }, ...partsOf(text, span, turn), ...pair]
  })
}

/** What is said again word for word says nothing more. */
function onceEach(stretches: Stretch[], texts: readonly string[]): Stretch[] {
  const seen = new Set<string>()
  return stretches.filter(({ start, end, turn, whole }) => {
    const key = `${whole} ${texts[turn]!.slice(start, end)}`
    return !seen.has(key) && seen.add(key)
  })
}

function shortened(text: string, { start, end }: Span): Span[] {
  const starts = [...text.slice(start, end).matchAll(/\S+/g)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
  if (starts.length <= longest) return [{ start, end }]
  const size = 24
  return Array.from({ length: Math.ceil(starts.length / size) }, (_, piece) => ({
    start: starts[piece * size]!.start,
    end: starts[Math.min(starts.length, (piece + 1) * size) - 1]!.end,
  }))
}

/** Neighbouring parts of a sentence, two by two. */
function partsOf(text: string, { start, end }: Span, turn: number): Stretch[] {
  const cuts = [...text.slice(start, end).matchAll(parts)].map((match) => ({
    end: start + match.index,
    next: start + match.index + match[0].length,
  }))
  if (!cuts.length) return []
  const pieces = [...cuts, { end, next: end }].map((cut, index) => ({
    start: index ? cuts[index - 1]!.next : start,
    end: cut.end,
  }))
  const real = pieces.filter((piece) => piece.end > piece.start)
  return real.slice(1).map((piece, index) => ({ start: real[index]!.start, end: piece.end, turn, whole: false }))
}

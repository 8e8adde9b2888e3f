import { oppositesOf } from './opposites'
import { partOf, stemsOf, type Roles } from './parts'
import { words, type Word } from './words'

/** Which way a word points; words of one pair of opposites are one axis. */
const up = stemsOf(
  'increase grow rise rises raise raises raised raising more higher larger bigger longer faster improve gain up upward greater high',
)
const down = stemsOf(
  'decrease reduce shrink fall drop lower less fewer smaller shorter slower worsen lose down downward low',
)
const shape: [string, string][] = [
  ['sharpen', 'flatten'],
  ['sharper', 'flatter'],
  ['compress', 'expand'],
  ['strengthen', 'weaken'],
  ['tighten', 'loosen'],
]
const sharp = stemsOf(shape.map(([one]) => one).join(' '))
const flat = stemsOf(shape.map(([, other]) => other).join(' '))

/** All stems that point some way. */
export const pointing = new Set([...up, ...down, ...sharp, ...flat])

function wayOf({ stem }: Word): 1 | -1 | 0 {
  if (up.has(stem) || sharp.has(stem)) return 1
  return down.has(stem) || flat.has(stem) ? -1 : 0
}

/** Which way each thing moves: its direction stands just before it, or follows it. */
function movesIn(text: string): Map<string, number> {
  const moves = new Map<string, number>()
  for (const clause of text.split(/[,;:.]\s+|(?<!\s)\s+(?:and|while|whereas|but|so)\s+/i)) {
    const said = words(clause).filter((word) => wayOf(word) || !word.grammar)
    said.forEach((word, at) => {
      const way = wayOf(word)
      if (!way) return
      const next = said[at + 1]
      const last = said[at - 1]
      const moved = next && !wayOf(next) ? next : last && !wayOf(last) ? last : undefined
      if (moved && !moves.has(moved.stem)) moves.set(moved.stem, way)
    })
  }
  return moves
}

/** Of the things that move in both, some move the other way and some do not: then they move against one another. */
export function directions(said: string, line: string): Roles {
  const [mine, its] = [movesIn(said), movesIn(line)]
  const common = [...its.keys()].filter((stem) => mine.has(stem))
  if (common.length < 2) return 'unknown'
  const turned = common.filter((stem) => mine.get(stem) !== its.get(stem)).length
  if (turned === 0 || turned === common.length) return 'same'
  return opposedElsewhere(said, line, common) ? 'unknown' : 'swapped'
}

/** Another pair of opposites turned as well may make it right again. */
function opposedElsewhere(said: string, line: string, common: string[]): boolean {
  const [mine, its] = [partOf(said), partOf(line)]
  return [...mine].some(
    (stem) =>
      !its.has(stem) &&
      !common.includes(stem) &&
      !pointing.has(stem) &&
      [...oppositesOf(stem)].some((other) => its.has(other) && !mine.has(other)),
  )
}

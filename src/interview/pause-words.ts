import { counted } from '../app/words'
import type { Turn } from './session'
import { longestSilenceMs } from './timing'

type Timed = Pick<Turn, 'kind' | 'at' | 'away' | 'countedMs'>

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * What the transcript says of a pause or its end, the turn at `index`: the time of day, the date where the two are of
 * different days, and what the clocks did in between. `timeZone`: the device's own where it is absent.
 */
export function pauseWords(turns: readonly Timed[], index: number, timeZone?: string): string {
  const turn = turns[index]!
  const begins = turn.kind === 'pause'
  const other = begins
    ? turns.slice(index + 1).find(({ kind }) => kind === 'resume')
    : turns.slice(0, index).findLast(({ kind }) => kind === 'pause')
  const when = momentOf(turn.at, other?.at ?? turns[index - 1]?.at ?? turn.at, timeZone)
  const pair = begins ? ([turn, other] as const) : ([other, turn] as const)
  if (turn.away && pair[0] && pair[1] && onlySetBack(pair[0], pair[1]))
    return setBackWords(pair[0], pair[1], begins, when)
  if (begins) return turn.away ? `Away from ${when}.` : `Paused at ${when}.`
  const back = turn.away ? `Back at ${when}. This time does not count; the report tells of it.` : `Went on at ${when}.`
  return other ? [back, ...clockWords(other, turn, timeZone)].join(' ') : back
}

/** Nobody was away: the page counted on while the clock was set back. */
function onlySetBack(pause: Timed, { at, countedMs = Infinity }: Timed): boolean {
  return countedMs <= longestSilenceMs && at - pause.at - countedMs < -longestSilenceMs
}

function setBackWords(pause: Timed, { at, countedMs = 0 }: Timed, begins: boolean, when: string): string {
  if (begins) return `The device’s clock stood at ${when}.`
  return `It was set back by ${spanInWords(pause.at + countedMs - at)}, to ${when}. Your time is counted apart from it.`
}

/** What the clocks did between a pause and its end; nothing where they agree, or where nobody can tell. */
function clockWords(pause: Timed, { at, countedMs }: Timed, timeZone?: string): string[] {
  const onTheWall = at - pause.at
  const moved = offsetOf(at, timeZone) - offsetOf(pause.at, timeZone)
  const said = moved
    ? [`Local time went ${moved < 0 ? 'back' : 'forward'} by ${spanInWords(Math.abs(moved))} in between.`]
    : []
  if (onTheWall - (countedMs ?? 0) < -longestSilenceMs) {
    const back = spanInWords((countedMs ?? 0) - onTheWall)
    said.push(`The device’s clock was set back in between, by ${countedMs === undefined ? 'at least ' : ''}${back}.`)
  } else if (countedMs !== undefined && onTheWall - countedMs > longestSilenceMs)
    said.push(
      `This page itself counted ${spanInWords(countedMs)} of it: the device slept, or its clock was set forward.`,
    )
  return said
}

/** 08:42, and the date where `beside` is of another day. */
function momentOf(at: number, beside: number, timeZone?: string): string {
  const time = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const date = (of: number) =>
    new Date(of).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone })
  return date(at) === date(beside) ? time : `${time} on ${date(at)}`
}

/** How far local time is ahead of UTC, in milliseconds. */
function offsetOf(at: number, timeZone?: string): number {
  if (!timeZone) return -new Date(at).getTimezoneOffset() * minute
  const local = new Date(at).toLocaleString('sv-SE', { timeZone })
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000
}

/** "5 seconds", "12 minutes", "3 hours", "1 day". */
export function spanInWords(ms: number): string {
  const [seconds, minutes, hours] = [Math.round(ms / 1000), Math.round(ms / minute), Math.round(ms / hour)]
  if (seconds < 60) return counted(seconds, 'second')
  if (minutes < 60) return counted(minutes, 'minute')
  return hours < 24 ? counted(hours, 'hour') : counted(Math.round(ms / day), 'day')
}

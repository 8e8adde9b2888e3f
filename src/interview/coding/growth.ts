import type { CodingTask } from '../../../content/format-coding'
import type { CaseOutcome } from './run'

/** How long a submission took at each size, and the power of n that fits it best. A hint from a few timings, no proof. */
export interface Growth {
  /** What n counts. */
  of: string
  sizes: number[]
  /** Milliseconds at each size: the shortest of its runs. */
  ms: number[]
  /** The slope of log time over log size; undefined where the runs were too short, or too scattered, to tell. */
  exponent?: number
  /** That of the better solution. */
  improved: number
  /** The size at which it was stopped, for want of time or memory. */
  stoppedAt?: number
}

const runsOfEach = 3
/** Below this the clock and the start of a call say more than the code. */
const shortestMs = 8
/** The most that a time may be off the fitted line, as a logarithm (22 %): another program was at work. */
const mostScatter = 0.2

/** The arguments of each timed run, all sizes in turn. They go behind the tests. */
export function growthCases({ growth }: Pick<CodingTask, 'growth'>): unknown[][] {
  if (!growth) return []
  const once = growth.sizes.map((size) => growth.args.map((value) => withSize(value, size)))
  return Array.from({ length: runsOfEach }, () => once).flat()
}

function withSize(value: unknown, size: number): unknown {
  if (value === '$n') return size
  if (Array.isArray(value)) return value.map((each) => withSize(each, size))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withSize(each, size)]))
  return value
}

/** What the timed runs come to; undefined when one of them gave no value. `outcomes` are those of `growthCases`. */
export function growthOf({ growth }: Pick<CodingTask, 'growth'>, outcomes: readonly CaseOutcome[]): Growth | undefined {
  if (!growth || outcomes.length < growth.sizes.length * runsOfEach) return undefined
  const { of, sizes, improved } = growth
  const halt = outcomes.findIndex(({ kind }) => kind !== 'value')
  if (halt >= 0) return haltedAt(growth, outcomes, halt)
  const ms = sizes.map((_, index) =>
    Math.min(...outcomes.filter((_, n) => n % sizes.length === index).map((outcome) => outcome.ms)),
  )
  const exponent = Math.max(...ms) >= shortestMs && Math.min(...ms) > 0 ? slope(sizes, ms) : undefined
  return { of, sizes, ms, improved, ...(exponent === undefined ? {} : { exponent }) }
}

/** What is known where a run did not end: the times of the smaller sizes, if it was the size that stopped it. */
function haltedAt(
  { of, sizes, improved }: NonNullable<CodingTask['growth']>,
  outcomes: readonly CaseOutcome[],
  halt: number,
): Growth | undefined {
  const outcome = outcomes[halt]!
  const bySize = outcome.kind === 'stopped' && (outcome.stop === 'time' || outcome.stop === 'memory')
  if (!bySize || halt >= sizes.length) return undefined
  const ms = outcomes.slice(0, halt).map((each) => each.ms)
  return { of, sizes: sizes.slice(0, halt), ms, improved, stoppedAt: sizes[halt]! }
}

/** Least squares through the logarithms; undefined where the times do not lie near the line. */
function slope(sizes: readonly number[], ms: readonly number[]): number | undefined {
  const xs = sizes.map(Math.log)
  const ys = ms.map(Math.log)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [x, y] = [mean(xs), mean(ys)]
  const over = xs.reduce((sum, value, n) => sum + (value - x) * (ys[n]! - y), 0)
  const steep = over / xs.reduce((sum, value) => sum + (value - x) ** 2, 0)
  const off = xs.map((value, n) => Math.abs(ys[n]! - y - steep * (value - x)))
  return Math.max(...off) > mostScatter ? undefined : steep
}

/** "12, 24 and 50 ms at 1,500, 3,000 and 6,000 snippets: time grows like n^1.0 …". */
export function growthInWords({ of, sizes, ms, exponent, improved, stoppedAt }: Growth): string {
  const better = `the better solution like n^${improved}`
  if (stoppedAt) {
    const before = sizes.length ? ` It took ${inMs(ms)} ms at ${inSizes(sizes)}.` : ''
    return `Stopped at ${inSizes([stoppedAt])} ${of}, for want of time or memory.${before} That grows too fast to be timed; ${better}.`
  }
  const measured = `Timed at ${inSizes(sizes)} ${of}: ${inMs(ms)} ms`
  const why = Math.max(...ms) < shortestMs ? 'too short' : 'too scattered'
  if (exponent === undefined) return `${measured}, ${why} to tell how it grows.`
  return `${measured}. That grows about like n^${exponent.toFixed(1)}; ${better}. Three sizes on this device: a hint, no proof.`
}

const inMs = (ms: number[]) => listed(ms.map((each) => (each < 10 ? each.toFixed(1) : String(Math.round(each)))))
const inSizes = (sizes: number[]) => listed(sizes.map((size) => size.toLocaleString('en-GB')))

function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

import type { CodingTest, Property } from '../../../content/format-coding'
import type { CaseOutcome } from './run'

/** How one test ended. `why` tells what is different, in a sentence. */
export interface TestResult {
  id: string
  name: string
  visible: boolean
  group: CodingTest['group']
  passed: boolean
  why: string
  got?: unknown
  expected?: unknown
  ms: number
  /** Set when there is no value to look at. */
  stopped?: Extract<CaseOutcome, { kind: 'stopped' }>['stop']
}

/** Judges the value that a test gave. `stoppedBecause` words why there is none. */
export function resultOf(
  test: CodingTest,
  outcome: CaseOutcome,
  stoppedBecause: (outcome: Extract<CaseOutcome, { kind: 'stopped' }>) => string,
): TestResult {
  const { id, name, visible, group, expected } = test
  const base = { id, name, visible, group, expected, ms: outcome.ms }
  if (outcome.kind === 'stopped') return { ...base, passed: false, why: stoppedBecause(outcome), stopped: outcome.stop }
  const got = outcome.value
  const why = [
    expected === undefined ? '' : difference(expected, got, test),
    ...test.properties.map((each) => broken(each, got)),
  ].find(Boolean)
  return { ...base, got, passed: !why, why: why ? `${why}${hint(expected, got)}` : '' }
}

/** What a value that is not the expected one suggests, as a sentence after the difference. */
function hint(expected: unknown, got: unknown): string {
  if (got === null && expected !== null) return ' Hand the result back with return: what is only printed is not seen.'
  const odd = oddity(got)
  if (odd === 'NaN' || /Infinity$/.test(odd)) return ' Look for a division by zero, or for an overflow.'
  if (/^a function|^a coroutine|^a promise/.test(odd)) return ' Call it, or await it, before you return it.'
  if (Array.isArray(expected) && Array.isArray(got) && expected.length > 1 && sameMembers(expected, got))
    return ' The items are right, their order is not: mind ties, and which way it is sorted.'
  return numbersRounded(expected, got) ? ' It looks rounded: return it as it is computed.' : ''
}

/** The first thing in a value that JSON has no form for, by its name. */
function oddity(value: unknown): string {
  if (Array.isArray(value)) return value.map(oddity).find(Boolean) ?? ''
  if (!isRecord(value)) return ''
  return typeof value.$ === 'string' ? value.$ : oddity(Object.values(value))
}

function sameMembers(expected: unknown[], got: unknown[]): boolean {
  return expected.length === got.length && !unordered(expected, got, { tolerance: 1e-6 })
}

/** Whether every number that differs is the expected one rounded to a few places. */
function numbersRounded(expected: unknown, got: unknown): boolean {
  const [wanted, found] = [numbersIn(expected), numbersIn(got)]
  return (
    wanted.length > 0 &&
    wanted.length === found.length &&
    wanted.every(
      (each, n) => [2, 3, 4, 5].some((places) => Number(each.toFixed(places)) === found[n]) || each === found[n],
    )
  )
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

interface Leeway {
  tolerance: number
  anyOrder?: boolean
}

/** Where two values differ, as a sentence; empty where they are the same within the tolerance. */
export function difference(expected: unknown, got: unknown, leeway: Leeway, path = ''): string {
  if (typeof expected === 'number') return numberDifference(expected, got, leeway.tolerance, path)
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return `${place(path)}expected a list, got ${named(got)}.`
    if (expected.length !== got.length)
      return `${place(path)}expected ${count(expected.length)}, got ${count(got.length)}.`
    return leeway.anyOrder && !path ? unordered(expected, got, leeway) : firstOf(expected, got, leeway, path)
  }
  if (isRecord(expected)) return recordDifference(expected, got, leeway, path)
  return Object.is(expected, got) ? '' : `${place(path)}expected ${shown(expected)}, got ${shown(got)}.`
}

function numberDifference(expected: number, got: unknown, tolerance: number, path: string): string {
  if (typeof got !== 'number') return `${place(path)}expected the number ${expected}, got ${named(got)}.`
  const near = Math.abs(expected - got) <= tolerance * Math.max(1, Math.abs(expected))
  return near ? '' : `${place(path)}expected ${round(expected)}, got ${round(got)}.`
}

function firstOf(expected: unknown[], got: unknown[], leeway: Leeway, path: string): string {
  for (const [index, each] of expected.entries()) {
    const found = difference(each, got[index], leeway, `${path}[${index}]`)
    if (found) return found
  }
  return ''
}

/** The same members, in whatever order; each is used once. */
function unordered(expected: unknown[], got: unknown[], leeway: Leeway): string {
  const left = [...got]
  for (const each of expected) {
    const at = left.findIndex((one) => !difference(each, one, leeway, '[]'))
    if (at < 0) return `Expected ${shown(each)} among the results.`
    left.splice(at, 1)
  }
  return ''
}

function recordDifference(expected: Record<string, unknown>, got: unknown, leeway: Leeway, path: string): string {
  if (!isRecord(got)) return `${place(path)}expected an object, got ${named(got)}.`
  const keys = Object.keys(expected)
  const extra = Object.keys(got).find((key) => !(key in expected))
  if (extra !== undefined) return `${place(path)}has ${shown(extra)}, which was not expected.`
  for (const key of keys) {
    if (!(key in got)) return `${place(path)}has no ${shown(key)}.`
    const found = difference(expected[key], got[key], leeway, path ? `${path}.${key}` : key)
    if (found) return found
  }
  return ''
}

/** What a value lacks of a property, as a sentence; empty where it has it. */
export function broken(property: Property, value: unknown): string {
  if (property.is === 'sum' && property.rows) {
    if (!Array.isArray(value)) return `Expected a list of rows, got ${named(value)}.`
    return value.map((row) => broken({ is: 'sum', of: property.of, rows: false }, row)).find(Boolean) ?? ''
  }
  const list = Array.isArray(value) ? value : [value]
  if (property.is === 'length')
    return list.length === property.of ? '' : `Expected ${count(property.of)}, got ${count(list.length)}.`
  if (property.is === 'distinct')
    return new Set(list.map((each) => JSON.stringify(each))).size === list.length ? '' : 'A member comes twice.'
  if (property.is === 'from') {
    const known = new Set(property.of.map((each) => JSON.stringify(each)))
    const stranger = list.find((each) => !known.has(JSON.stringify(each)))
    return stranger === undefined ? '' : `${shown(stranger)} must not be in the result.`
  }
  return numbersBroken(property, flat(list))
}

function numbersBroken(property: Property, list: unknown[]): string {
  if (!list.every((each) => typeof each === 'number')) return `Expected finite numbers, got ${shown(list)}.`
  const numbers = list as number[]
  if (property.is === 'sum') {
    const sum = numbers.reduce((total, each) => total + each, 0)
    return Math.abs(sum - property.of) <= 1e-6 * Math.max(1, Math.abs(property.of))
      ? ''
      : `The sum should be ${property.of}, it is ${round(sum)}.`
  }
  if (property.is === 'between') {
    const out = numbers.find((each) => each < property.low || each > property.high)
    return out === undefined ? '' : `${round(out)} is not between ${property.low} and ${property.high}.`
  }
  const rises = numbers.findIndex((each, index) => index > 0 && each > numbers[index - 1]!)
  return rises < 0 ? '' : `Number ${rises + 1} is larger than the one before it.`
}

const flat = (list: unknown[]): unknown[] => list.flat(4) as unknown[]
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const place = (path: string) => (path ? `At ${path}: ` : '')
const round = (value: number) => Number(value.toPrecision(7))
const count = (length: number) => (length === 1 ? 'one item' : `${length} items`)

/** A value as the candidate reads it, cut to a line. */
export function shown(value: unknown): string {
  const bare: string[] = []
  const text = JSON.stringify(value, (_, each: unknown) => {
    if (!isRecord(each) || typeof each.$ !== 'string' || Object.keys(each).length !== 1) return each
    return `\u0000${bare.push(each.$) - 1}`
  })
  const whole = (text ?? 'nothing').replace(/"\\u0000(\d+)"/g, (_, n: string) => bare[Number(n)]!)
  return whole.length > 300 ? `${whole.slice(0, 300)}…` : whole
}

function named(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return shown(value)
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runPart } from '../../bench/parts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const row = { name: 'a', value: 1, unit: 'ms', goal: 2 }
const never = new Promise<never>(() => undefined)

test('a part of the benchmark that never settles fails by its name, and what it opened is closed', async () => {
  const close = vi.fn(async () => undefined)
  const ran = runPart({ name: 'the embedder', minutes: 2, run: (ended) => (ended(close), never) })
  const told = expect(ran).rejects.toThrow('The part "the embedder" failed: no result in 2 minutes')
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  await told
  expect(close).toHaveBeenCalledOnce()
})

test('a part that throws fails by its name', async () => {
  const run = () => Promise.reject(new Error('F.hc is not a function'))
  await expect(runPart({ name: 'search', minutes: 1, run })).rejects.toThrow('"search" failed: F.hc is not a function')
})

test('a part that ends in time gives its rows, even where closing hangs', async () => {
  const ran = runPart({ name: 'cards', minutes: 1, run: (ended) => (ended(() => never), [row]) })
  await vi.advanceTimersByTimeAsync(5000)
  await expect(ran).resolves.toEqual([row])
})

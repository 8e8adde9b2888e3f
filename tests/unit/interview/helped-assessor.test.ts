import { describe, expect, it, vi } from 'vitest'
import type { AssessInput } from '../../../src/interview/assess/rubric'
import { helpedAssessor, type HelpingEmbedder } from '../../../src/interview/helped-assessor'

const input: AssessInput = { question: 'q', criteria: [], said: [{ turnId: 't', text: 'An answer.' }] }
const vector = new Float32Array([1])

/** A worker that wants these texts until it has them. */
function worker(texts = ['q', 'An answer.']) {
  const calls: [string, unknown][] = []
  const kept = new Set<string>()
  const call = vi.fn(async (name: string, given: { texts?: string[] }) => {
    calls.push([name, given])
    for (const text of (name === 'keep' && given.texts) || []) kept.add(text)
    return name === 'wanted' ? texts.filter((text) => !kept.has(text)) : []
  })
  const names = () => calls.map(([name]) => name)
  return { port: { call: call as never }, calls, names }
}

const minilm = (embed: HelpingEmbedder['embed']): HelpingEmbedder => ({ title: 'MiniLM L6', key: 'm', embed })
const works = vi.fn(async (texts: readonly string[]) => texts.map(() => vector))
const never = () => new Promise<never>(() => undefined)

describe('the assessor with an embedder beside it', () => {
  it('asks the worker as it is where no embedder is in use', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => undefined).call('judge', input)
    expect(calls).toEqual([['judge', { ...input, help: undefined }]])
  })

  it('has the worker given what it wants before it judges', async () => {
    const { port, calls, names } = worker()
    await helpedAssessor(port, async () => minilm(works)).call('judge', input)
    expect(names()).toEqual(['wanted', 'keep', 'wanted', 'judge'])
    expect(calls[1]).toEqual(['keep', { model: 'm', texts: ['q', 'An answer.'], vectors: [vector, vector] }])
    expect(calls[3]).toEqual(['judge', { ...input, help: { model: 'm', title: 'MiniLM L6' } }])
  })

  it.each([
    ['fails', () => Promise.reject(new Error('out of memory'))],
    ['hangs', never],
  ])('judges without an embedder that %s, and says so', async (_, embed) => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => minilm(embed), 20).call('judge', input)
    expect(calls.at(-1)).toEqual(['judge', { ...input, help: { without: 'MiniLM L6 did not answer' } }])
  })

  it('keeps what was embedded before time was up', async () => {
    const { port, calls, names } = worker(Array.from({ length: 20 }, (_, n) => `text ${n}`))
    let asked = 0
    const slow = (texts: readonly string[]) => (asked++ ? never() : works(texts))
    await helpedAssessor(port, async () => minilm(slow), 50).call('judge', input)
    expect(names()).toEqual(['wanted', 'keep', 'wanted', 'judge'])
    expect(calls.at(-1)![1]).toMatchObject({ help: { without: 'MiniLM L6 did not answer' } })
  })

  it('judges without an embedder that cannot start, and says so', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, () => Promise.reject(new Error('not ready'))).call('judge', input)
    expect(calls).toEqual([['judge', { ...input, help: { without: 'the downloaded embedder did not answer' } }]])
  })

  it('has the worker warmed while nothing is to be judged yet, with an embedder or without', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => undefined).prepare(input)
    expect(calls).toEqual([['warm', input]])
  })

  it('prepares by having vectors kept, and stops when something is to be judged', async () => {
    const { port, names } = worker(Array.from({ length: 40 }, (_, n) => `text ${n}`))
    const stops = async (texts: readonly string[], signal: AbortSignal) => {
      if (names().includes('keep')) await new Promise((_, stop) => signal.addEventListener('abort', stop))
      return works(texts)
    }
    let embed = stops
    const assessor = helpedAssessor(port, async () => minilm((texts, signal) => embed(texts, signal)))
    const preparing = assessor.prepare(input)
    await vi.waitFor(() => expect(names()).toEqual(['warm', 'wanted', 'keep', 'wanted']))
    embed = works
    const judged = assessor.call('judge', input)
    await expect(preparing).rejects.toBeDefined()
    await judged
    expect(names().at(-1)).toBe('judge')
  })
})

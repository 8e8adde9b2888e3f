import { describe, expect, it, vi } from 'vitest'
import type { AssessInput } from '../../../src/interview/assess/rubric'
import { helpedAssessor, type HelpingEmbedder } from '../../../src/interview/helped-assessor'

const input: AssessInput = { question: 'q', criteria: [], said: [{ turnId: 't', text: 'An answer.' }] }
const vector = new Float32Array([1])

function worker() {
  const calls: [string, unknown][] = []
  const call = vi.fn(async (name: string, given: unknown) => {
    calls.push([name, given])
    return name === 'wanted' ? ['q', 'An answer.'] : []
  })
  return { port: { call: call as never }, calls }
}

const minilm = (embed: HelpingEmbedder['embed']): HelpingEmbedder => ({ title: 'MiniLM L6', key: 'm', embed })

describe('the assessor with an embedder beside it', () => {
  it('asks the worker as it is where no embedder is in use', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => undefined).call('judge', input)
    expect(calls).toEqual([['judge', { ...input, help: undefined }]])
  })

  it('hands over the vectors of what the worker wants', async () => {
    const { port, calls } = worker()
    const embed = vi.fn(async (texts: readonly string[]) => texts.map(() => vector))
    await helpedAssessor(port, async () => minilm(embed)).call('judge', input)
    expect(calls[0]).toEqual(['wanted', { input, model: 'm' }])
    const help = { model: 'm', title: 'MiniLM L6', texts: ['q', 'An answer.'], vectors: [vector, vector] }
    expect(calls[1]).toEqual(['judge', { ...input, help }])
  })

  it.each([
    ['fails', () => Promise.reject(new Error('out of memory'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('judges without an embedder that %s, and says so', async (_, embed) => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => minilm(embed), 20).call('judge', input)
    expect(calls.at(-1)).toEqual(['judge', { ...input, help: { without: 'MiniLM L6 did not answer' } }])
  })

  it('judges without an embedder that cannot start, and says so', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, () => Promise.reject(new Error('not ready'))).call('judge', input)
    expect(calls).toEqual([['judge', { ...input, help: { without: 'the downloaded embedder did not answer' } }]])
  })

  it('prepares by having the vectors kept, and judges nothing', async () => {
    const { port, calls } = worker()
    await helpedAssessor(port, async () => minilm(async (texts) => texts.map(() => vector))).prepare(input)
    expect(calls.map(([name]) => name)).toEqual(['wanted', 'keep'])
  })
})

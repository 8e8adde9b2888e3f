import { describe, expect, it } from 'vitest'
import { pack } from '../../../src/app/pack'
import { workerPort } from '../../../src/app/worker-port'
import type { AssessCalls } from '../../../src/interview/protocol'

const assessor = workerPort<AssessCalls>(
  () => new Worker(new URL('../../../src/interview/assess.worker.ts', import.meta.url), { type: 'module' }),
)

async function judge(text: string) {
  const question = (await pack.questions()).find(({ id }) => id === 'ft-explain-lora')!
  const { ask, criteria } = question
  const judgements = await assessor.call('judge', { question: ask, criteria, said: [{ turnId: 't', text }] })
  return { criteria, judgements, of: (id: string) => judgements.find(({ criterionId }) => criterionId === id)! }
}

describe('the assessor’s worker', () => {
  it('judges by the shipped rubric with the encoder, says so, and quotes the answer', async () => {
    const text =
      'The original network stays as it is. Once you are done, you can bake the little matrices into it, and then it runs no slower than it did.'
    const { criteria, judgements, of } = await judge(text)
    expect(judgements).toHaveLength(criteria.length)
    for (const { provenance } of judgements)
      expect(provenance).toBe('Decided by wording and the instant encoder, no language model used')
    expect(of('mergeable').verdict).not.toBe('missed')
    expect(text).toContain(of('mergeable').evidence)
    expect(of('mergeable').evidence).not.toBe('')
  })

  it('shows a mistake beside the claim that the rubric knows', async () => {
    const { criteria, judgements } = await judge((await judge('-')).criteria.map(({ wrong }) => wrong[0]).join(' '))
    const found = judgements.filter(({ contradiction }) => contradiction?.kind === 'wrong-claim')
    expect(found.length).toBeGreaterThanOrEqual(criteria.length / 2)
    for (const { contradiction } of found)
      expect(criteria.some(({ wrong }) => wrong.includes(contradiction!.claim))).toBe(true)
  })

  it('takes an embedder’s vectors, keeps those of the rubric, and says who decided', async () => {
    const question = (await pack.questions()).find(({ id }) => id === 'ft-explain-lora')!
    const { ask, criteria } = question
    const asked = (text: string) => ({ question: ask, criteria, said: [{ turnId: 't', text }] })
    const model = 'a model'
    const first = asked('The original network stays as it is. You add two thin matrices beside every layer.')
    const texts = await assessor.call('wanted', { input: first, model })
    expect(texts.length).toBeGreaterThan(criteria.length * 4)
    const vectors = texts.map((_, n) => Float32Array.from({ length: 4 }, (__, d) => (d === n % 4 ? 1 : 0)))
    await assessor.call('keep', { model, texts, vectors })
    const help = { model, title: 'MiniLM L6' }
    const [judged] = await assessor.call('judge', { ...first, help })
    expect(judged!.provenance).toContain('the instant encoder and MiniLM L6, no language model used')
    const second = asked('The product of both matrices is added to the weights before serving it to anybody.')
    expect(await assessor.call('wanted', { input: second, model })).toEqual([second.said[0]!.text])
    const [without] = await assessor.call('judge', { ...second, help: { without: 'MiniLM L6 did not answer' } })
    expect(without!.provenance).toContain('no language model used (MiniLM L6 did not answer)')
  })

  it('judges after warming as it does without', async () => {
    const { ask, criteria } = (await pack.questions()).find(({ id }) => id === 'rag-evaluation')!
    const said = [
      { turnId: 't', text: 'You label a few hundred questions and measure retrieval apart from the answer.' },
    ]
    const cold = await assessor.call('judge', { question: ask, criteria, said })
    await assessor.call('warm', { question: ask, criteria, said: [] })
    expect(await assessor.call('judge', { question: ask, criteria, said })).toEqual(cold)
  })

  it('comes back from fifty thousand characters', async () => {
    const { judgements } = await judge(
      'We froze the weights, and then we trained an adapter of rank eight. '.repeat(740),
    )
    expect(judgements.length).toBeGreaterThan(0)
  })

  it('sets an answer beside a reference answer, and says why where it does not', async () => {
    const question = 'What happens to the adapter before serving?'
    const references = [
      'The product of the two matrices is added to the base weights. So inference costs nothing more.',
    ]
    const answer =
      'You add the product of both matrices to the original weights, which makes inference free of extra cost.'
    const beside = (answer: string) => assessor.call('whole', { question, references, answer })
    const right = await beside(answer)
    expect(right.share).toBeGreaterThan(0.5)
    expect(right.provenance).toMatch(/instant encoder/)
    expect(await beside('No response.')).toMatchObject({ share: 0 })
    const foreign = await beside('Das Produkt der beiden Matrizen wird zu den Gewichten addiert und kostet nichts.')
    expect(foreign).toEqual({ share: null, provenance: 'the answer does not seem to be in English' })
  })
})

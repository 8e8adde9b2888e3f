import { describe, expect, it } from 'vitest'
import { pack } from '../../../src/app/pack'
import { workerPort } from '../../../src/app/worker-port'
import type { AssessCalls } from '../../../src/interview/protocol'

const assessor = workerPort<AssessCalls>(
  () => new Worker(new URL('../../../src/interview/assess.worker.ts', import.meta.url), { type: 'module' }),
)

describe('the assessor’s worker', () => {
  it('judges by the shipped rubric and quotes the answer', async () => {
    const question = (await pack.questions()).find(({ id }) => id === 'ft-explain-lora')!
    const text = 'Afterwards you merge the product into the original weights, so inference is as fast as before.'
    const input = { question: question.ask, criteria: question.criteria, said: [{ turnId: 't', text }] }
    const judgements = await assessor.call('judge', input)
    const merged = judgements.find(({ criterionId }) => criterionId === 'mergeable')
    expect(merged).toMatchObject({ verdict: 'met', turnId: 't', evidence: text })
    expect(judgements).toHaveLength(question.criteria.length)
  })

  it('grades against a reference answer alone, point by point', async () => {
    const question = 'What happens to the adapter before serving?'
    const references = [
      'The product of the two matrices is added to the base weights. So inference costs nothing more.',
    ]
    const answer =
      'You add the product of both matrices to the original weights, which makes inference free of extra cost.'
    const right = await assessor.call('grade', { question, references, answer })
    const nothing = await assessor.call('grade', { question, references, answer: 'No response.' })
    expect(right.share).toBeGreaterThan(0.5)
    expect(right.points).toHaveLength(2)
    for (const { evidence } of right.points) expect(answer).toContain(evidence)
    expect(right.provenance).toMatch(/instant encoder/)
    expect(nothing).toMatchObject({ share: 0, refused: { code: 'empty' } })
  })
})

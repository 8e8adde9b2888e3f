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
})

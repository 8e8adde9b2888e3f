import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../../src/interview/assess/assess'
import { offTopic, strayTurns, topicality, type HeardTurn } from '../../../src/interview/assess/topical'
import { shippedKnowledge } from '../../bench/assessor-examples'

const { pack, instant } = shippedKnowledge()
const question = (id: string) => pack.questions.find((each) => each.id === id)!

function judge(id: string, ...texts: string[]) {
  const { ask, hint, criteria } = question(id)
  const said = texts.map((text, index) => ({ turnId: `t${index}`, text }))
  return assess({ question: ask, hint, criteria, said }, instant)
}

const nearness = fc.double({ min: 0, max: 1, noNaN: true })
const turn: fc.Arbitrary<HeardTurn> = fc.record({
  sentences: fc.array(nearness, { maxLength: 12 }),
  clearest: nearness,
})

describe('how much of an answer is about its question', () => {
  it('lies between the nearest and the farthest of the nearer half', () => {
    fc.assert(
      fc.property(fc.array(nearness, { minLength: 1 }), (sentences) => {
        const sorted = [...sentences].sort((a, b) => a - b)
        const found = topicality(sentences)
        expect(found).toBeLessThanOrEqual(sorted.at(-1)! + 1e-9)
        expect(found).toBeGreaterThanOrEqual(sorted[Math.floor(sorted.length / 2)]! - 1e-9)
      }),
    )
  })

  it('casts no doubt on a turn that is on the topic, whatever is said after it', () => {
    fc.assert(
      fc.property(turn, turn, fc.boolean(), (first, then, told) => {
        if (!offTopic([first], told)) expect(offTopic([first, then], told)).toBe(false)
      }),
    )
  })

  it('leaves at least one turn', () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1 }), fc.boolean(), (turns, told) => {
        expect(strayTurns(turns, told).length).toBeLessThan(turns.length)
      }),
    )
  })

  it('is so little in good answers to questions of other topics that few gain a point', () => {
    const asked = pack.questions.filter((_, n) => n % 12 === 0)
    const others = asked.map((each, n) => pack.questions.filter(({ topic }) => topic !== each.topic)[(n * 37) % 150]!)
    const judged = asked.flatMap(({ id }, n) => judge(id, others[n]!.answer))
    const credited = judged.filter(({ verdict }) => verdict === 'met' || verdict === 'partly')
    expect(judged.length).toBeGreaterThan(120)
    expect(credited.length / judged.length).toBeLessThan(0.05)
  })

  it('is enough in a strong answer that is terse and full of figures', () => {
    const answers = [
      'First measure, not guess: I log token share by source and rerun 200 graded requests with each source removed. Then a budget: say 2k for rules, the last six turns verbatim, a running summary of 500 tokens, top five passages after reranking instead of twenty, tool results cut to the fields that are used and kept outside with a handle to fetch them again. Rules at the start, the question and the best passages at the end, because the middle is read worst.',
      'Because attention is shared out: with more tokens each relevant one competes with more distractors. In our logs accuracy fell from 87 to 79 percent between 8k and 40k tokens with the same facts present.',
    ]
    const judged = judge('prompt-context-budget', ...answers)
    expect(judged.some(({ doubted }) => doubted)).toBe(false)
    expect(judged.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(2)
  })
})

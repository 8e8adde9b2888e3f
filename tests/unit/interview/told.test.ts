import { describe, expect, it } from 'vitest'
import { awaitsStory, untold } from '../../../src/interview/assess/told'
import { shippedKnowledge } from '../../bench/assessor-examples'

const { questions } = shippedKnowledge().pack
const stories = questions.filter(({ ask }) => /^Tell me about a time/.test(ask))
const asked = stories[0]!.ask

describe('an experience that was asked for', () => {
  it('is told by every model answer of the pack', () => {
    expect(stories.length).toBeGreaterThan(15)
    for (const { ask, answer } of stories) expect(untold(ask, answer), ask).toBe(false)
  })

  it('is not told by most answers that explain something', () => {
    const explaining = questions.filter(({ rounds }) => rounds.every((round) => round === 'phone-screen'))
    const told = explaining.filter(({ answer }) => !untold(asked, answer))
    expect(told.length / explaining.length).toBeLessThan(0.1)
  })

  it('is not told by what one would do', () => {
    const would =
      'I haven’t had that yet. If I were in such a position and had put a lot of work into it, I would look at the evidence, test my own view in a fair way, and if I was wrong I would say so openly to the team and give up the approach.'
    expect(untold(asked, would)).toBe(true)
  })

  it('is awaited by rubrics of stories and by no other', () => {
    for (const { ask, criteria } of stories) expect(awaitsStory(criteria), ask).toBe(true)
    const explaining = questions.filter(({ rounds }) => rounds.every((round) => round === 'phone-screen'))
    for (const { ask, criteria } of explaining) expect(awaitsStory(criteria), ask).toBe(false)
  })

  it('is not missed in short answers, nor where no experience is asked for', () => {
    const rule = 'You should always write tests and tell people early. '
    expect(untold(asked, rule.repeat(10))).toBe(true)
    expect(untold(asked, rule)).toBe(false)
    expect(untold('How does LoRA work?', rule.repeat(10))).toBe(false)
    expect(untold(asked, `${rule.repeat(8)} We missed the date, and I told the customer.`)).toBe(false)
  })
})

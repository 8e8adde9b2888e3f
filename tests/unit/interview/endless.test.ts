import { describe, expect, it } from 'vitest'
import { notCompared } from '../../../src/interview/against-reference'
import { assess, type Knowledge } from '../../../src/interview/assess/assess'
import { gradeAgainstReference, toolsOf } from '../../../src/interview/assess/reference/grade'
import { challengeTo } from '../../../src/interview/challenge'
import { asksBack } from '../../../src/interview/clarify'
import { lookBack } from '../../../src/interview/looked-back'
import type { Turn } from '../../../src/interview/session'
import { storyParts } from '../../../src/interview/star'
import { shippedKnowledge } from '../../bench/assessor-examples'

const { pack, instant, wording } = shippedKnowledge()
const lora = pack.questions.find(({ id }) => id === 'ft-explain-lora')!
const { answer } = lora
const tools = toolsOf(instant.space.encoder)

/**
 * Eight times the length of an answer that somebody may paste: what grows with the length is read in a second or two,
 * what grows with its square takes a minute and more, and runs into the time that a test has.
 */
const length = 400_000
const filled = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

const endless: Record<string, string> = {
  'one word': filled('retrieval'),
  'an answer and a word without an end': `${answer} ${filled('x')}`,
  'an answer and a number without an end': `${answer} ${filled('7')}`,
  'line breaks': filled('\n'),
  'line breaks in an answer': `${answer}${filled('\n')}and then a word`,
  'blanks in an answer': `${answer.replace(/\.$/, '')}${filled(' ')}and then a word`,
  'blanks and line breaks': `${answer}${filled(' \n')}and then a word`,
  'quotation marks': `${answer} "${filled('"')}`,
  'dashes with blanks': `${answer}${filled(' -  ')}`,
  'square brackets': `${answer}${filled('[')}`,
  underscores: `${answer}\n${filled('_a')}`,
  'ten thousand times the same': 'I use RAG. '.repeat(10_000),
  code: filled('x = f(x)\n'),
}

const judged = (text: string, knowledge: Knowledge) =>
  assess({ question: lora.ask, criteria: lora.criteria, said: [{ turnId: 't', text }] }, knowledge)

describe.each(Object.entries(endless))('an endless answer: %s', (_, text) => {
  it('is judged, with evidence to the letter or the reason why not', () => {
    for (const knowledge of [instant, wording])
      for (const { evidence, verdict, provenance } of judged(text, knowledge)) {
        expect(text).toContain(evidence)
        expect(provenance).toMatch(/^[A-Z].*/)
        if (!evidence) expect(['missed', 'unsure']).toContain(verdict)
      }
  })

  it('is read by all that looks at whole answers', () => {
    const place = { sessionId: 's', itemId: lora.id, at: 0 }
    const turns: Turn[] = [
      { ...place, id: 'a', n: 0, by: 'interviewer', kind: 'ask', text: lora.ask },
      { ...place, id: 't', n: 1, by: 'candidate', kind: 'answer', text },
    ]
    const stage = { item: lora, kind: 'question' as const, say: lora.ask, criteria: lora.criteria, minutes: 5 }
    const finished = { config: { round: 'system-design' as const, minutes: 10 }, stages: [stage], planned: 1, turns }
    const found = lookBack({ ...finished, verdicts: [] }, pack.terms)
    expect(found.challenges).toEqual([])
    expect(challengeTo(text, 1)?.quote.length ?? 0).toBeLessThan(1000)
    expect(asksBack(text)).toBe(false)
    expect(storyParts(text)).toHaveLength(4)
    expect(notCompared({ question: lora.ask, references: [answer], answer: text })).toEqual(expect.any(String))
  })
})

describe('against a reference answer', () => {
  it.each(['an answer and a word without an end', 'line breaks in an answer', 'code', 'blanks in an answer'])(
    'an endless answer is read too: %s',
    (kind) => {
      const text = endless[kind]!.slice(0, 100_000)
      const { share } = gradeAgainstReference({ question: lora.ask, references: [answer], answer: text }, tools)
      expect(share).toBeGreaterThanOrEqual(0)
    },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../../src/interview/assess/assess'
import { contextualFeatures, contextualNames, textsToEmbed } from '../../../src/interview/assess/contextual'
import { helpedBy } from '../../../src/interview/assess/helped'
import { RememberedVectors } from '../../../src/interview/assess/remembered'
import type { AssessInput } from '../../../src/interview/assess/rubric'
import { shippedKnowledge } from '../../bench/assessor-examples'

const { instant, wording } = shippedKnowledge()

const rubric = [
  {
    id: 'a',
    probe: '',
    statement: 'Frozen weights stay.',
    paraphrases: ['The base is kept.'],
    wrong: ['All is tuned.'],
  },
  {
    id: 'b',
    probe: '',
    statement: 'Adapters are merged.',
    paraphrases: ['The product is added.'],
    wrong: ['It is slower.'],
  },
]
const input = (text: string): AssessInput => ({
  question: 'How does low-rank adaptation work?',
  criteria: rubric,
  said: text ? [{ turnId: 't', text }] : [],
})
const answer =
  'The network itself is left alone while a small correction is learnt. Nothing of that costs time later on.'
const [left, later] = answer.split(/(?<=\.) /) as [string, string]

/** Each line on an axis: the true ones of a criterion share one, its wrong ones have another, the question the first. */
const axes: Record<string, number> = { [input('').question]: 0, [left]: 1, [later]: 5 }
for (const [n, { statement, paraphrases, wrong }] of rubric.entries()) {
  for (const line of [statement, ...paraphrases]) axes[line] = 1 + 2 * n
  for (const line of wrong) axes[line] = 2 + 2 * n
}
const axis = (at: number) => Float32Array.from({ length: 8 }, (_, d) => (d === at ? 1 : 0))
const vectorsOf = (texts: readonly string[]) => new Map(texts.map((text) => [text, axis(axes[text] ?? 7)]))

describe('what an embedder adds to judging', () => {
  it('names the question, every line of the rubric and each sentence once, and nothing of what is refused', () => {
    const lines = rubric.flatMap(({ statement, paraphrases, wrong }) => [statement, ...paraphrases, ...wrong])
    expect(textsToEmbed(input(`${answer} ${left}`))).toEqual([input('').question, ...lines, left, later])
    expect(textsToEmbed(input(''))).toEqual([input('').question, ...lines])
    expect(textsToEmbed(input('I don’t know.'))).toEqual([])
  })

  it('goes along with the criterion that a sentence is about, and with no other', () => {
    const [a, b] = contextualFeatures(input(answer), { title: 'M', vectors: vectorsOf(textsToEmbed(input(answer))) })
    expect(a).toMatchObject({ contextAlong: 1, contextOwn: 1, contextOthers: 0 })
    expect(b!.contextAlong).toBe(0)
    expect(a!.contextBelongs).toBeGreaterThan(0.8)
    expect(b!.contextBelongs).toBeLessThan(0.1)
  })

  it('holds against a criterion that another one is said the wrong way round', () => {
    const vectors = vectorsOf(textsToEmbed(input(answer)))
    vectors.set(later, axis(4))
    const [a, b] = contextualFeatures(input(answer), { title: 'M', vectors })
    expect(a!.contextOthers).toBeLessThan(0)
    expect(b!.contextOthers).toBe(0)
  })

  it('gives finite features whatever the vectors', () => {
    const texts = textsToEmbed(input(answer))
    const vector = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(vector, { minLength: texts.length, maxLength: texts.length }), (values) => {
        const vectors = new Map(texts.map((text, n) => [text, Float32Array.from(values[n]!)]))
        for (const features of contextualFeatures(input(answer), { title: 'M', vectors }))
          for (const name of contextualNames) expect(Number.isFinite(features[name])).toBe(true)
      }),
    )
  })

  it('is named by the verdicts; without it they say so, and are those of the instant encoder', () => {
    const embedded = { title: 'MiniLM L6', vectors: vectorsOf(textsToEmbed(input(answer))) }
    const helped = assess(input(answer), { ...instant, embedded })
    const plain = assess(input(answer), instant)
    const failed = assess(input(answer), { ...instant, without: 'MiniLM L6 did not answer' })
    expect(helped[0]!.provenance).toContain(
      'Decided by wording, the instant encoder and MiniLM L6, no language model used',
    )
    expect(helped[0]!.likelihood).not.toBe(plain[0]!.likelihood)
    expect(failed[0]!.provenance).toContain(
      'Decided by wording and the instant encoder, no language model used (MiniLM L6 did not answer)',
    )
    expect(failed.map(({ likelihood }) => likelihood)).toEqual(plain.map(({ likelihood }) => likelihood))
    expect(assess(input(answer), { ...wording, embedded })[0]!.provenance).toContain('by wording alone')
  })
})

describe('remembered vectors', () => {
  const one = axis(1)

  it('are asked for once, and anew of another model', () => {
    const remembered = new RememberedVectors()
    remembered.keep('m', ['a', 'b'], [one, one])
    expect(remembered.missing('m', ['a', 'b', 'c'])).toEqual(['c'])
    expect(remembered.missing('n', ['a'])).toEqual(['a'])
    expect(remembered.of('m', ['a', 'c'])).toBeUndefined()
    remembered.keep('n', ['c'], [one])
    expect(remembered.missing('m', ['a'])).toEqual(['a'])
    expect(remembered.of('n', ['c'])?.size).toBe(1)
  })

  it('are no more than so many', () => {
    const remembered = new RememberedVectors(2)
    remembered.keep('m', ['a', 'b', 'c'], [one, one, one])
    expect(remembered.missing('m', ['a', 'b', 'c'])).toEqual(['a'])
  })

  it('that do not cover an answer leave the embedder out, in words', () => {
    const help = { model: 'm', title: 'MiniLM L6' }
    expect(helpedBy(help, input(answer), new RememberedVectors())).toEqual({ without: 'MiniLM L6 left some of it out' })
    expect(helpedBy(undefined, input(answer), new RememberedVectors())).toEqual({})
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contradictEachOther, numbersDiffer, turnsRound } from '../../../src/interview/assess/difference'
import { informationFrom } from '../../../src/interview/assess/information'
import { sentences } from '../../../src/interview/assess/sentences'
import { lexicalSimilarity } from '../../../src/interview/assess/similarity'
import { isSlip } from '../../../src/interview/assess/typo'
import { editDistance } from '../../../src/search/spelling'
import { words } from '../../../src/interview/assess/words'

/** Optimal string alignment, by its definition. */
function slowDistance(a: string, b: string): number {
  if (!a || !b) return a.length + b.length
  const rest = (i: number, j: number) => slowDistance(a.slice(i), b.slice(j))
  const options = [rest(1, 0) + 1, rest(0, 1) + 1, rest(1, 1) + (a[0] === b[0] ? 0 : 1)]
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) options.push(rest(2, 2) + 1)
  return Math.min(...options)
}

describe('misspellings', () => {
  it('are counted in edits as by the definition', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
    fc.assert(
      fc.property(short, short, fc.integer({ min: 0, max: 5 }), (a, b, limit) => {
        const slow = slowDistance(a, b)
        expect(editDistance(a, b, limit)).toBe(slow <= limit ? slow : limit + 1)
      }),
      // Found by chance: both were given as more than one past the limit.
      {
        examples: [
          ['aaa', 'abbbc', 2],
          ['ca', 'abc', 1],
        ],
        numRuns: 1000,
      },
    )
  })

  it('are recognised by length, and short words must be right', () => {
    expect(isSlip('chache', 'cache')).toBe(true)
    expect(isSlip('optimzer', 'optimiser')).toBe(true)
    expect(isSlip('kv', 'kl')).toBe(false)
    expect(isSlip('rank', 'bank')).toBe(true)
  })

  it('do not turn one word of the field into another', () => {
    const information = informationFrom(['the rank of the bank'])
    const similarity = lexicalSimilarity([], information)
    const [rank, bank, rnak] = words('rank bank rnak') as [never, never, never]
    expect(similarity.of(bank, rank)).toBe(0)
    expect(similarity.of(rnak, rank)).toBe(0.85)
  })
})

describe('words', () => {
  it('are level in case, ending and British or American spelling', () => {
    const [a, b] = words('quantised Quantization')
    expect(a!.stem).toBe(b!.stem)
  })

  it('of the glossary stand for one another', () => {
    const glossary = [{ term: 'low-rank adaptation', abbreviation: 'LoRA', synonyms: [], meaning: '', topic: 'x' }]
    const similarity = lexicalSimilarity(glossary, informationFrom([]))
    const [lora, rank] = words('LoRA rank') as [never, never]
    expect(similarity.of(lora, rank)).toBeGreaterThan(0.7)
  })
})

describe('sentences', () => {
  it('are to the letter what was said, in order, and leave out nothing but space and bullets', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '.', '!', ' ', '\n', ';', '-', 'é') }), (text) => {
        const spans = sentences(text)
        let from = 0
        let left = ''
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(from)
          left += text.slice(from, start)
          from = end
        }
        expect((left + text.slice(from)).replace(/[\s\-;.!]/g, '')).toBe('')
      }),
    )
  })

  it('do not end at an abbreviation or a decimal point', () => {
    const text = 'Take small pieces, e.g. bytes. Use 0.5 as the threshold; then stop.'
    expect(sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Take small pieces, e.g. bytes.',
      'Use 0.5 as the threshold',
      'then stop.',
    ])
  })
})

describe('differences of meaning', () => {
  it('are seen in opposites, numbers and negation', () => {
    expect(turnsRound(words('memory grows with length'), words('memory shrinks with length'))).toBe(true)
    expect(turnsRound(words('memory grows'), words('memory grows'))).toBe(false)
    expect(numbersDiffer('under 40 % of weights', 'under 1 % of weights')).toBe(true)
    expect(numbersDiffer('two bytes, 1 %', 'about 1 % of weights')).toBe(false)
    expect(contradictEachOther(words('The keys never change'), words('The keys change'))).toBe(true)
    expect(contradictEachOther(words('The keys are stored'), words('Values are stored on the card'))).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersDiffer, quantities, turnsRound } from '../../../src/interview/assess/difference'
import { companyFrom } from '../../../src/interview/assess/company'
import { contraries } from '../../../src/interview/assess/consistency'
import { sideOf } from '../../../src/interview/assess/features'
import { informationFrom } from '../../../src/interview/assess/information'
import { sentences } from '../../../src/interview/assess/sentences'
import { lexicalSimilarity } from '../../../src/interview/assess/similarity'
import { stretchesOf } from '../../../src/interview/assess/hearing'
import { denied } from '../../../src/interview/assess/negation'
import { disorder, wordOrderFrom } from '../../../src/interview/assess/order'
import { senselessness, shareDenied } from '../../../src/interview/assess/sense'
import { repairer } from '../../../src/interview/assess/spelling'
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
    expect(quantities('less than one percent of it').get('%')).toEqual(new Set([1]))
  })

  it('between neighbouring clauses of one answer are found with both places', () => {
    const text = 'The keys never change, and the keys change. GQA reduces the cache, while GQA increases the cache.'
    const said = contraries(text).map(({ first, second }) => [first, second].map((at) => text.slice(at.start, at.end)))
    expect(said).toEqual([
      ['The keys never change', 'and the keys change.'],
      ['GQA reduces the cache', 'while GQA increases the cache.'],
    ])
    expect(contraries('The keys are stored. Values are stored on the card.')).toEqual([])
  })

  it('are found though the second says it by a pronoun, or that there is no such thing', () => {
    for (const text of [
      'At zero the output is guaranteed to be identical, and it isn’t guaranteed.',
      'The other items of the batch are the negatives, while there aren’t any negatives.',
      'A low temperature sharpens the distribution, and it flattens it.',
      'Matching pairs are pulled together, and matching pairs are pushed apart.',
    ])
      expect(contraries(text), text).toHaveLength(1)
  })

  it('are counted once however often they are said', () => {
    const text = 'The keys never change, and the keys change. '
    expect(contraries(text.repeat(3))).toHaveLength(1)
  })

  it('are not seen where one word recurs, or where a sentence contrasts two things', () => {
    for (const text of [
      'So I sample. Pure sampling sooner or later takes a token that does not fit.',
      'I test both against human labels, not against each other.',
      'Then I compared two vectors of the same page, and they differed.',
      'It answers only from these passages, and says so if they do not contain the answer.',
      'It belongs inside a server with fast links. A pipeline suits slower links between servers.',
    ])
      expect(contraries(text)).toEqual([])
  })
})

describe('a negation', () => {
  it('is heard without its apostrophe', () => {
    const text = 'you dont need examples'
    expect(denied(text, words(text))).toEqual(denied('you don’t need examples', words('you don’t need examples')))
    expect(denied(text, words(text)).some(Boolean)).toBe(true)
  })

  it('reaches the next few words, up to the end of the clause', () => {
    const deniedIn = (text: string) => {
      const said = words(text)
      const flags = denied(text, said)
      return said.filter(({ grammar }, index) => flags[index] && !grammar).map(({ raw }) => raw)
    }
    expect(deniedIn('It does not freeze weights, but trains adapters.')).toEqual(['freeze', 'weights'])
    expect(deniedIn('Nothing is never stored')).toEqual([])
    expect(deniedIn('Weights are frozen.')).toEqual([])
  })

  it('is no denial where the rubric denies the same', () => {
    const text = "It isn't a graph."
    expect(shareDenied([text], [{ turn: 0, start: 0, end: text.length }])).toBe(0)
    expect(shareDenied([text], [{ turn: 1, start: 0, end: text.length }])).toBe(1)
  })

  it('of most of an answer is seen in its share', () => {
    expect(shareDenied(["It isn't a graph. It doesn't use cells. Nothing is compressed."])).toBeGreaterThan(0.5)
    expect(shareDenied(["It's a graph. It doesn't scan every cell, it opens the nearest ones."])).toBeLessThan(0.5)
  })
})

describe('misspelt words', () => {
  const repair = repairer(
    (word) => ['rank', 'wait'].includes(word),
    ['weights', 'gradients', 'bank'],
    ['change', 'with'],
  )

  it('are set right by the rubric first, then by common words', () => {
    expect(['wieghts', 'gardients', 'chnage', 'wiht'].map(repair)).toEqual(['weights', 'gradients', 'change', 'with'])
  })

  it('are left alone where the word is known, short, or near nothing', () => {
    expect(['rank', 'kv', 'zzzzzz', 'b2b'].map(repair)).toEqual(['rank', 'kv', 'zzzzzz', 'b2b'])
  })

  it('never make a word that is neither typed nor offered', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'g', 'n', 'k'), maxLength: 8 })
    const possible = ['weights', 'gradients', 'bank', 'change', 'with']
    fc.assert(
      fc.property(word, (typed) => {
        expect([typed, ...possible]).toContain(repair(typed))
      }),
    )
  })
})

describe('stretches of an answer', () => {
  it('are sentences, their parts and pairs, all to the letter and in bounds', () => {
    const text = 'First, second: third. Fourth; and a fifth!'
    const stretches = stretchesOf([text])
    expect(stretches.filter(({ whole }) => whole).map(({ start, end }) => text.slice(start, end))).toEqual([
      'First, second: third.',
      'Fourth',
      'and a fifth!',
    ])
    expect(stretches.map(({ start, end }) => text.slice(start, end))).toContain('First, second')
  })

  it('cut speech that has no stops, and never grow without bound', () => {
    const counted = Array.from({ length: 5000 }, (_, n) => `word${n}`)
    expect(stretchesOf([counted.slice(0, 200).join(' ')]).length).toBeGreaterThan(4)
    expect(stretchesOf([counted.join('. ')]).length).toBeLessThanOrEqual(1000)
    // What is said again is heard once.
    expect(stretchesOf(['One. Two! '.repeat(5000)]).length).toBeLessThanOrEqual(4)
  })
})

describe('word order', () => {
  const order = wordOrderFrom([
    'It is in the middle of the list, as in the book.',
    'It is at the end of the list, as in the film.',
  ])

  it('is told from words thrown about by what never follows what', () => {
    expect(disorder('It is in the lake, at the end of the day, as in the past.', order)).toBeLessThan(0.25)
    expect(disorder('the is it in of the as the at it in the of is as the the in it of', order)).toBeGreaterThan(0.5)
    expect(disorder('Frozen weights, thin matrices.', order)).toBe(0)
  })
})

describe('sense', () => {
  const lines = [
    'Keys and values of earlier tokens are stored because they do not change.',
    'Memory grows with the layers, the heads and the length of the context.',
  ]
  const company = companyFrom(lines)

  it('is missed where the rubric’s words stand together as nowhere', () => {
    const nonsense =
      'Each layer changes the memory of its keys, so earlier heads grow their stored context. Tokens store the length of layers that change earlier memory values and heads.'
    const sound =
      'The keys and values of earlier tokens are kept, since they never change, and memory grows with the context.'
    expect(senselessness(nonsense, lines, company)).toBeGreaterThan(0.14)
    expect(senselessness(sound, lines, company)).toBeLessThan(0.14)
    expect(senselessness('', lines, company)).toBe(0)
  })
})

describe('the vocabulary of a criterion', () => {
  const side = (lines: number) =>
    sideOf(Array.from({ length: lines }, (_, n) => ({ text: '', words: [], columns: [n], weights: [1], total: 1 })))

  it('has to be met in more places where many lines say the point, since some of it is met by chance', () => {
    expect(side(12).pool.total).toBeGreaterThan(side(6).pool.total)
    expect(side(3).pool.total).toBe(side(6).pool.total)
  })
})

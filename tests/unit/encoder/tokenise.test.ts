import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Tokeniser } from '../../../src/encoder/tokenise'
import { readWeights } from '../../../src/encoder/weights'

const { vocabulary } = readWeights(readFileSync('src/encoder/weights/instant-1.bin'))
const tokeniser = new Tokeniser(vocabulary)
const fixtures = JSON.parse(readFileSync('tests/fixtures/encoder/tokens.json', 'utf8')) as {
  text: string
  ids: number[]
}[]

describe('the tokeniser', () => {
  it.each(fixtures)('gives the reference’s tokens for $text', ({ text, ids }) => {
    expect(tokeniser.encode(text)).toEqual(ids)
  })

  it('gives the same tokens the second time, from memory', () => {
    for (const { text, ids } of fixtures) expect(tokeniser.encode(text)).toEqual(ids)
  })

  it('places every word within the text, in order, on its own characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let last = 0
        const all: number[] = []
        tokeniser.eachWord(text, (ids, start, end) => {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
          all.push(...ids)
          expect(tokeniser.encode(text.slice(start, end))).toEqual(ids)
        })
        expect(last).toBeLessThanOrEqual(text.length)
        expect(all).toEqual(tokeniser.encode(text))
      }),
    )
  })

  it('reads two texts with a space between as one after the other', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 20 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        fc.pre(!/[[\]Σ]/.test(a + b))
        expect(tokeniser.encode(`${a} ${b}`)).toEqual([...tokeniser.encode(a), ...tokeniser.encode(b)])
      }),
    )
  })

  it('takes the longest pieces, as a slow search through the vocabulary does', () => {
    const pieces = new Set(vocabulary)
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,24}$/), (word) => {
        expect(tokeniser.encode(word).map((id) => vocabulary[id])).toEqual(slowPieces(word, pieces))
      }),
    )
  })
})

function slowPieces(word: string, pieces: Set<string>): string[] {
  const found: string[] = []
  for (let rest = word; rest;) {
    const prefix = found.length ? '##' : ''
    const lengths = Array.from(rest, (_, at) => rest.length - at)
    const length = lengths.find((length) => pieces.has(prefix + rest.slice(0, length)))
    if (!length) return ['[UNK]']
    found.push(prefix + rest.slice(0, length))
    rest = rest.slice(length)
  }
  return found
}

const models = ['../shared/models', 'public/models'].find((folder) => existsSync(join(folder, 'all-MiniLM-L6-v2')))
const texts = '../shared/data/text'
const absent = models && existsSync(texts) ? '' : ' (skipped: the model or the texts are not on this machine)'

describe.skipIf(absent)(`beside the reference tokeniser${absent}`, () => {
  it('gives the same tokens for at least 10,000 texts', { timeout: 120_000 }, async () => {
    const { AutoTokenizer, env } = await import('@xenova/transformers')
    env.allowRemoteModels = false
    env.localModelPath = models!
    const reference = await AutoTokenizer.from_pretrained('all-MiniLM-L6-v2')
    const all = [...realTexts(), ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 3000, seed: 7 })]
    expect(all.length).toBeGreaterThan(13_000)
    const wrong = all.filter(
      (text) => tokeniser.encode(text).join() !== reference.encode(text, { add_special_tokens: false }).join(),
    )
    expect(wrong).toEqual([])
  })
})

function realTexts(): string[] {
  return readdirSync(texts).flatMap((file) =>
    readFileSync(join(texts, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text),
  )
}

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignment } from '../../../src/encoder/align'
import { intoStudentSpace, packBasis, readBasis } from '../../../src/encoder/basis'
import { cosine, InstantEncoder } from '../../../src/encoder/embed'
import { fromHalf, toHalf } from '../../../src/encoder/half'
import { quantise } from '../../../src/encoder/distil/quantise'
import { embedMany } from '../../../src/encoder/packed'
import { BrokenWeights, packWeights, readWeights } from '../../../src/encoder/weights'

const bytes = new Uint8Array(readFileSync('src/encoder/weights/instant-1.bin'))
const basisBytes = new Uint8Array(readFileSync('src/encoder/weights/basis-1.bin'))
const encoder = new InstantEncoder(bytes)
const near = (a: string, b: string) => cosine(encoder.embed(a), encoder.embed(b))

describe('the encoder’s file', () => {
  it('is small enough to ship', () => {
    expect(bytes.length + basisBytes.length).toBeLessThanOrEqual(5_000_000)
  })

  it('comes out of packing as it went in', () => {
    const weights = readWeights(bytes)
    expect(Buffer.compare(packWeights(weights), bytes)).toBe(0)
    expect(Buffer.compare(packBasis(readBasis(basisBytes)), basisBytes)).toBe(0)
  })

  it.each([40, 5_000, 300_000, 4_000_000])('is refused with one bit turned at byte %i', (at) => {
    const damaged = bytes.slice()
    damaged[at]! ^= 4
    expect(() => new InstantEncoder(damaged)).toThrow(BrokenWeights)
  })

  it.each([0, 20, 1_000, 4_000_000])('is refused when cut to %i bytes', (length) => {
    expect(() => new InstantEncoder(bytes.slice(0, length))).toThrow(BrokenWeights)
  })

  it('is refused when it is of another version or something else altogether', () => {
    const newer = bytes.slice()
    newer[4] = 2
    expect(() => new InstantEncoder(newer)).toThrow('another version')
    expect(() => new InstantEncoder(new TextEncoder().encode('<!doctype html>'.repeat(9)))).toThrow('not an encoder')
  })

  it('refuses a damaged basis', () => {
    const damaged = basisBytes.slice()
    damaged[500]! ^= 1
    expect(() => readBasis(damaged)).toThrow(BrokenWeights)
    expect(() => readBasis(basisBytes.slice(0, 400))).toThrow(BrokenWeights)
  })

  it('loses at most half a step to four bits where nothing is clipped', () => {
    const vectors = Float32Array.from({ length: 64 }, (_, at) => Math.sin(at * 1.7))
    const { scales, levels } = quantise(vectors, 32)
    vectors.forEach((value, at) => {
      const scale = scales[Math.floor(at / 32)]!
      const kept = (levels[at]! * scale) / 2
      if (Math.abs(value) <= scale * 7.5) expect(Math.abs(kept - value)).toBeLessThanOrEqual(scale / 2 + 1e-6)
    })
  })

  it('keeps ordinary numbers in 16 bits to three digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1000, noNaN: true }), fc.boolean(), (size, negative) => {
        const value = negative ? -size : size
        expect(Math.abs(fromHalf(toHalf(value)) - value)).toBeLessThanOrEqual(size / 2000)
      }),
    )
  })
})

describe('embedding', () => {
  it('gives unit vectors, and zeros for a text without tokens', () => {
    const vector = encoder.embed('Retrieval-augmented generation grounds answers in documents.')
    expect(vector.length).toBe(256)
    expect(cosine(vector, vector)).toBeCloseTo(1, 5)
    expect(encoder.embed(' \n').every((value) => value === 0)).toBe(true)
  })

  it.each([
    ['low-rank adapters', 'parameter-efficient fine-tuning', 'cosine similarity of vectors'],
    ['How do I stop a model from making things up?', 'reducing hallucinations in language models', 'gradient descent'],
    ['the car would not start', 'vehicle engine failure', 'a recipe for bread'],
    ['splitting documents into pieces for search', 'chunking text for retrieval', 'reinforcement learning rewards'],
    ['a doctor treats patients', 'the physician cures the sick', 'the compiler optimises loops'],
    ['attention heads', 'multi-head self-attention in transformers', 'database transactions and locks'],
  ])('finds “%s” nearer to “%s” than to “%s”', (text, nearer, further) => {
    expect(near(text, nearer)).toBeGreaterThan(near(text, further))
  })

  it('knows words that mean much the same', () => {
    expect(encoder.wordSimilarity('quick', 'fast')).toBeGreaterThan(encoder.wordSimilarity('quick', 'purple'))
    expect(encoder.word('the').weight).toBeLessThan(encoder.word('quantisation').weight)
  })

  it('gives the same vector from its tokens as from its text', () => {
    const text = 'Quantised weights trade accuracy for memory; LoRA adapters do not.'
    const { ids, weights, vectors, starts, ends } = encoder.tokens(text)
    const sum = new Float32Array(256)
    ids.forEach((_, token) => sum.forEach((_, d) => (sum[d]! += weights[token]! * vectors[token * 256 + d]!)))
    expect(cosine(sum, encoder.embed(text)) / Math.hypot(...sum)).toBeCloseTo(1, 5)
    expect(text.slice(starts[0], ends[0])).toBe('Quantised')
    expect(text.slice(starts.at(-2), ends.at(-2))).toBe('not')
  })

  it('packs many texts as floats and as bytes', async () => {
    const texts = Array.from(
      { length: 600 },
      (_, at) => `passage number ${at} on ${['cats', 'tokens', 'search'][at % 3]}`,
    )
    const done: number[] = []
    const floats = await embedMany(encoder, texts, 'float32', { progress: (count) => done.push(count) })
    const packed = await embedMany(encoder, texts, 'int8')
    expect(done).toEqual([256, 512, 600])
    if (packed.dtype !== 'int8') throw new Error('wrong dtype')
    for (const at of [0, 299, 599]) {
      const vector = encoder.embed(texts[at]!)
      expect(floats.vectors.slice(at * 256, at * 256 + 256)).toEqual(vector)
      const again = Float32Array.from(packed.vectors.slice(at * 256, at * 256 + 256), (q) => q * packed.scales[at]!)
      expect(cosine(again, vector) / Math.hypot(...again)).toBeGreaterThan(0.999)
    }
  })

  it('stops between slices when it is no longer wanted', async () => {
    const control = new AbortController()
    const texts = Array.from({ length: 2000 }, () => 'a passage')
    const progress = () => control.abort()
    await expect(embedMany(encoder, texts, 'float32', { signal: control.signal, progress })).rejects.toThrow(/abort/i)
  })
})

describe('alignment', () => {
  const tokens = (text: string) => encoder.tokens(text)
  const reference = tokens('LoRA freezes the base weights and trains two small low-rank matrices.')
  const question = tokens('What is LoRA?')

  it('covers a text by itself wholly, and an empty one not at all', () => {
    const itself = alignment(reference, reference)
    for (const value of [itself.covered, itself.coveredFresh, itself.lowerQuartile, itself.reverse, itself.pooled])
      expect(value).toBeCloseTo(1, 4)
    const empty = alignment(reference, tokens(''))
    expect([empty.covered, empty.lowerQuartile, empty.reverse, empty.pooled]).toEqual([0, 0, 0, 0])
    expect(empty.matches.every(({ at }) => at === -1)).toBe(true)
  })

  it('covers a paraphrase better than another subject', () => {
    const paraphrase = alignment(
      reference,
      tokens('You keep the original model fixed and learn a pair of tiny adapters.'),
      question,
    )
    const another = alignment(reference, tokens('The database index speeds up customer lookups.'), question)
    expect(paraphrase.covered).toBeGreaterThan(another.covered)
    expect(paraphrase.coveredFresh).toBeGreaterThan(another.coveredFresh)
    expect(paraphrase.pooled).toBeGreaterThan(another.pooled)
  })

  it('tells the tokens that the question gave from those that the candidate must bring', () => {
    const { matches } = alignment(reference, tokens('LoRA'), question)
    const given = matches.filter(({ fresh }) => !fresh)
    expect(given.length).toBeGreaterThan(0)
    expect(given.every(({ cosine }) => cosine === 1)).toBe(true)
    expect(alignment(reference, tokens('LoRA'), question).coveredFresh).toBeLessThan(
      alignment(reference, tokens('LoRA')).covered,
    )
  })
})

describe('the basis', () => {
  it('is orthonormal, so that what the teacher says keeps its angles', () => {
    const basis = readBasis(basisBytes)
    expect([basis.dims, basis.width]).toEqual([256, 384])
    const row = (at: number) => basis.rows.slice(at * 384, (at + 1) * 384)
    expect(cosine(row(0), row(0))).toBeCloseTo(1, 2)
    expect(cosine(row(3), row(200))).toBeCloseTo(0, 2)
    const projected = intoStudentSpace(basis, row(5))
    expect(projected[5]).toBeCloseTo(1, 2)
  })
})

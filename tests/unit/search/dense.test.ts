import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DenseIndex } from '../../../src/search/dense'
import { fuse } from '../../../src/search/fuse'

const dims = 8
const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: dims, maxLength: dims })
  .filter((values) => Math.hypot(...values) > 0.1)
  .map((values) => Float32Array.from(values, (value) => value / Math.hypot(...values)))

test('finds what plain cosines find, but for a byte’s rounding', () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 40 }), vector, (vectors, query) => {
      const index = new DenseIndex(dims)
      vectors.forEach((one, passage) => index.set(passage, one))
      const exact = (passage: number) => vectors[passage]!.reduce((sum, value, d) => sum + value * query[d]!, 0)
      const found = index.search(query, vectors.length)
      expect(found).toHaveLength(vectors.length)
      for (const { passage, score } of found) expect(score).toBeCloseTo(exact(passage), 1)
      for (const [n, { passage }] of found.entries())
        for (const later of found.slice(n + 1)) expect(exact(passage)).toBeGreaterThan(exact(later.passage) - 0.05)
    }),
  )
})

test('a passage that was removed, or never had a vector, is not found', () => {
  const index = new DenseIndex(dims)
  const one = Float32Array.from({ length: dims }, () => 1 / Math.sqrt(dims))
  for (const passage of [0, 1, 5]) index.set(passage, one)
  index.remove(1)
  expect(index.search(one, 10).map(({ passage }) => passage)).toEqual([0, 5])
  expect(index.has(3)).toBe(false)
})

test('packed vectors are the same as those set one by one', () => {
  fc.assert(
    fc.property(fc.array(vector, { minLength: 1, maxLength: 10 }), vector, (vectors, query) => {
      const [a, b] = [new DenseIndex(dims), new DenseIndex(dims)]
      vectors.forEach((one, passage) => a.set(passage, one))
      const { levels, scales } = a.packed()
      b.setPacked(0, levels, scales)
      expect(b.search(query, 10)).toEqual(a.search(query, 10))
    }),
  )
})

test('only what the filter allows is found', () => {
  const index = new DenseIndex(dims)
  const one = Float32Array.from({ length: dims }, () => 1 / Math.sqrt(dims))
  for (const passage of [0, 1, 2]) index.set(passage, one)
  expect(index.search(one, 10, (passage) => passage !== 1).map(({ passage }) => passage)).toEqual([0, 2])
})

const scores = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -10, max: 10 })), {
  minLength: 1,
  maxLength: 30,
})

test('fusing is a sum of shares, in the order of the sum', () => {
  fc.assert(
    fc.property(scores, fc.float({ min: 0, max: 1, noNaN: true }), (all, weight) => {
      const fused = fuse(
        all.keys(),
        (passage) => all[passage]![0],
        (passage) => all[passage]![1],
        weight,
      )
      const share = (values: number[], value: number) => {
        const [least, most] = [Math.min(...values), Math.max(...values)]
        return most > least ? (value - least) / (most - least) : 0
      }
      for (const { passage, score } of fused) {
        const keyword = share(
          all.map(([value]) => value),
          all[passage]![0],
        )
        const cosine = share(
          all.map(([, value]) => value),
          all[passage]![1],
        )
        expect(score).toBeCloseTo((1 - weight) * keyword + weight * cosine, 10)
      }
      expect(fused.map(({ score }) => score)).toEqual(fused.map(({ score }) => score).sort((a, b) => b - a))
    }),
  )
})

test('a passage that both lists put first stays first, whatever the weight', () => {
  for (const weight of [0, 0.3, 0.7, 1])
    expect(
      fuse(
        [3, 1, 2],
        (p) => (p === 2 ? 9 : p),
        (p) => (p === 2 ? 0.9 : 0.1),
        weight,
      )[0]?.passage,
    ).toBe(2)
})

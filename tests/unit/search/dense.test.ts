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
      const { levels, scales } = a.packedOf(0, vectors.length)
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

test('fusing brings both lists to one scale, and sums them by weight', () => {
  fc.assert(
    fc.property(scores, fc.float({ min: 0, max: 1, noNaN: true }), (all, weight) => {
      const fused = fuse(all.keys(), { keyword: (p) => all[p]![0], cosine: (p) => all[p]![1] }, weight)
      const standing = (values: number[]) => {
        const mean = values.reduce((a, b) => a + b, 0) / values.length
        const spread = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)
        return values.map((value) => (spread ? (value - mean) / spread : 0))
      }
      const [keyword, cosine] = [standing(all.map(([value]) => value)), standing(all.map(([, value]) => value))]
      const sum = (passage: number) => (1 - weight) * keyword[passage]! + weight * cosine[passage]!
      for (const [n, { passage, score }] of fused.entries()) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        if (n) expect(sum(passage)).toBeLessThanOrEqual(sum(fused[n - 1]!.passage) + 1e-9)
      }
    }),
  )
})

test('a passage that both lists put first stays first, whatever the weight', () => {
  for (const weight of [0, 0.3, 0.7, 1])
    expect(
      fuse([3, 1, 2], { keyword: (p) => (p === 2 ? 9 : p), cosine: (p) => (p === 2 ? 0.9 : 0.1) }, weight)[0]?.passage,
    ).toBe(2)
})

test('of two passages that are as good, the one among others that answer too stands first', () => {
  // 0 and 1 stand alike; 1 is near to the good ones 2, 3 and 4, and 0 to the bad ones 5, 6 and 7.
  const good = (p: number) => (p > 4 ? 0 : p > 1 ? 3 : 2)
  const side = (p: number) => p === 0 || p > 4
  const alike = (a: number, b: number) => (side(a) === side(b) ? 0.9 : 0)
  const order = fuse([0, 1, 2, 3, 4, 5, 6, 7], { keyword: good, cosine: good, alike }, 0.5).map(
    ({ passage }) => passage,
  )
  expect(order.indexOf(1)).toBeLessThan(order.indexOf(0))
})

import { mkdtempSync, rmSync, truncateSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chance } from '../../../src/encoder/distil/chance'
import { loadState, saveState } from '../../../src/encoder/distil/checkpoint'
import { agreement, distil, unitTargets, type Keep, type Lesson } from '../../../src/encoder/distil/distil'
import { passagesOf } from '../../../src/encoder/distil/passages'
import { principalBasis, symmetricEigen } from '../../../src/encoder/distil/principal'
import { similarityLoss } from '../../../src/encoder/distil/similarity-loss'
import { teachAll, type Teacher } from '../../../src/encoder/distil/teacher'
import type { Plan } from '../../../src/encoder/distil/train'

const width = 24
const plan: Plan = { dims: 16, epochs: 4, batch: 32, rate: 5e-3, matrixWeight: 5, seed: 3 }

function units(count: number, size: number, random: () => number): Float32Array {
  const vectors = Float32Array.from({ length: count * size }, () => random() - 0.5)
  for (let at = 0; at < vectors.length; at += size) {
    const vector = vectors.subarray(at, at + size)
    const length = Math.hypot(...vector)
    vector.forEach((value, d) => (vector[d] = value / length))
  }
  return vectors
}

/** A teacher whose vectors are the sums of hidden token vectors: something that can be learned. */
function lessonOf(seed: number): Lesson {
  const random = chance(seed)
  const vocabulary = ['[PAD]', '[UNK]', ...Array.from({ length: 38 }, (_, id) => `word${id}`)]
  const hidden = units(vocabulary.length, width, random)
  const rows = Array.from({ length: 128 }, () => Array.from({ length: 6 }, () => 2 + Math.floor(random() * 38)))
  const taught = Float32Array.from(rows.flatMap((row) => unitSum(row, hidden)))
  return { vocabulary, rows, taught, alone: units(vocabulary.length, width, random), width }
}

function unitSum(row: number[], hidden: Float32Array): number[] {
  const sum = Array.from({ length: width }, (_, d) => row.reduce((total, id) => total + hidden[id * width + d]!, 0))
  const length = Math.hypot(...sum)
  return sum.map((value) => value / length)
}

describe('distilling', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const bytes = distil(lessonOf(1), plan).bytes
    expect(distil(lessonOf(1), plan).bytes).toEqual(bytes)
    expect(distil(lessonOf(1), { ...plan, seed: 4 }).bytes).not.toEqual(bytes)
  })

  it('brings the student nearer to its teacher', () => {
    const lesson = lessonOf(2)
    const agreementAfter = (epochs: number) => {
      const { vectors, basis } = distil(lesson, { ...plan, epochs })
      return agreement(vectors, lesson.rows, unitTargets(basis, lesson.taught), plan.dims)
    }
    expect(agreementAfter(40)).toBeGreaterThan(agreementAfter(0) + 0.2)
  })

  it('gives the same bytes when it was broken off after an epoch and taken up again', () => {
    const file = join(folder, 'state.bin')
    const stopped: Keep = {
      resume: (begin) => begin,
      epoch(state) {
        saveState(file, state)
        if (state.epoch === 2) throw new Error('broken off')
      },
    }
    expect(() => distil(lessonOf(1), plan, stopped)).toThrow('broken off')
    const resumed: Keep = {
      resume: (begin) => loadState(file, begin.vectors.length)!,
      epoch: (state) => expect(state.epoch).toBeGreaterThan(2),
    }
    expect(distil(lessonOf(1), plan, resumed).bytes).toEqual(distil(lessonOf(1), plan).bytes)
  })
})

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'distil-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('the loss', () => {
  it('has the gradient that small steps show', () => {
    const random = chance(5)
    const [student, teacher] = [units(5, 8, random), units(5, 8, random)]
    const gradient = new Float32Array(student.length)
    similarityLoss(student, teacher, 8, 5, gradient)
    const lossAt = (at: number, step: number) => {
      const moved = student.slice()
      moved[at]! += step
      return similarityLoss(moved, teacher, 8, 5, new Float32Array(student.length))
    }
    for (let at = 0; at < student.length; at++)
      expect((lossAt(at, 1e-3) - lossAt(at, -1e-3)) / 2e-3).toBeCloseTo(gradient[at]!, 3)
  })

  it('is nothing where student and teacher are the same', () => {
    const vectors = units(4, 8, chance(6))
    expect(similarityLoss(vectors, vectors, 8, 5, new Float32Array(32))).toBeCloseTo(0, 6)
  })
})

describe('the basis', () => {
  it('takes a symmetric matrix apart into what makes it up again', () => {
    const n = 6
    const random = chance(9)
    const matrix = new Float64Array(n * n)
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random()
    const { values, vectors } = symmetricEigen(matrix, n)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const again = values.reduce((sum, value, k) => sum + value * vectors[i * n + k]! * vectors[j * n + k]!, 0)
        expect(again).toBeCloseTo(matrix[i * n + j]!, 9)
      }
  })

  it('holds everything where the vectors lie in few directions', () => {
    const random = chance(11)
    const few = units(3, 24, random)
    const vectors = new Float32Array(40 * 24)
    for (let row = 0; row < 40; row++)
      for (let k = 0; k < 3; k++) {
        const share = random()
        for (let d = 0; d < 24; d++) vectors[row * 24 + d]! += share * few[k * 24 + d]!
      }
    expect(principalBasis(vectors, 24, 4).share).toBeCloseTo(1, 6)
  })
})

describe('the passages', () => {
  const sources = Array.from({ length: 200 }, (_, s) => ({
    name: `source ${s}`,
    blocks: Array.from({ length: 8 }, (_, b) => `Sentence one of block ${b} in ${s}. Here is its second sentence!`),
  }))

  it('are one sentence to 1,500 characters long and never twice the same', () => {
    const passages = passagesOf([...sources, { name: 'long', blocks: ['word '.repeat(2000)] }], 1)
    expect(passages.length).toBeGreaterThan(800)
    expect(new Set(passages.map(({ text }) => text)).size).toBe(passages.length)
    expect(passages.every(({ text }) => text.length >= 12 && text.length <= 1500)).toBe(true)
  })

  it('hold out whole sources: nothing measured was trained on', () => {
    const passages = passagesOf(sources, 1)
    const sourcesOf = (heldOut: boolean) =>
      new Set(passages.filter((one) => one.heldOut === heldOut).map(({ text }) => /in (\d+)\./.exec(text)?.[1]))
    expect(sourcesOf(true).size).toBeGreaterThan(0)
    expect([...sourcesOf(true)].filter((source) => sourcesOf(false).has(source))).toEqual([])
  })
})

describe('the teacher’s vectors', () => {
  const width = 384
  const rows = Array.from({ length: 50 }, (_, row) => Array.from({ length: 1 + (row % 7) }, () => row))
  let asked = 0
  const load = async (): Promise<Teacher> => ({
    width,
    async embed(batch) {
      asked += batch.length
      return Float32Array.from(batch.flatMap((row) => Array.from({ length: width }, () => row[0]! + row.length / 10)))
    },
  })

  it('are kept on disk, and only what a torn file lacks is made again', async () => {
    const file = join(folder, 'teacher.bin')
    const first = await teachAll(load, rows, file, () => undefined)
    expect(first[10 * width]).toBeCloseTo(10 + rows[10]!.length / 10)
    asked = 0
    expect(await teachAll(load, rows, file, () => undefined)).toEqual(first)
    expect(asked).toBe(0)
    truncateSync(file, statSync(file).size - 100)
    expect(await teachAll(load, rows, file, () => undefined)).toEqual(first)
    expect(asked).toBe(1)
    asked = 0
    expect(await teachAll(load, rows, file, () => undefined)).toEqual(first)
    expect(asked).toBe(0)
  })
})

import { packWeights } from '../weights'
import { principalBasis, project, type Basis } from './principal'
import { quantise } from './quantise'
import { frequencies, startVectors } from './start'
import { meanOf, packRows, startState, trainEpoch, type Plan, type State, type TokenRows } from './train'

export interface Lesson {
  vocabulary: string[]
  /** Token rows of the passages, and the teacher's vector of each. */
  rows: number[][]
  taught: Float32Array
  /** The teacher's vector of each token alone. */
  alone: Float32Array
  /** Numbers in one of the teacher's vectors. */
  width: number
}

export interface Keep {
  /** The state to go on from, given the beginning, and where each epoch is kept. */
  resume(begin: State, rows: TokenRows, targets: Float32Array): State
  epoch(state: State, loss: number): void
}

const forget: Keep = { resume: (begin) => begin, epoch: () => undefined }

/** From the teacher's vectors to the student's file: the whole recipe after the texts, without a disk. */
export function distil(lesson: Lesson, plan: Plan, keep: Keep = forget) {
  const { vocabulary, width } = lesson
  const basis = principalBasis(lesson.taught, width, plan.dims)
  const targets = unitTargets(basis, lesson.taught)
  const rows = packRows(lesson.rows)
  const start = startVectors(lesson.alone, basis, frequencies(rows.tokens, vocabulary.length))
  clearUnused(start, vocabulary, plan.dims)
  const state = keep.resume(startState(start), rows, targets)
  while (state.epoch < plan.epochs) keep.epoch(state, trainEpoch(state, rows, targets, plan))
  const { scales, levels } = quantise(state.vectors, plan.dims)
  const bytes = packWeights({ vocabulary, dims: plan.dims, seed: plan.seed, scales, levels })
  return { bytes, basis, vectors: state.vectors }
}

export function unitTargets(basis: Basis, vectors: Float32Array): Float32Array {
  const targets = project(basis, vectors)
  for (let at = 0; at < targets.length; at += basis.kept) {
    const target = targets.subarray(at, at + basis.kept)
    const length = Math.sqrt(target.reduce((sum, value) => sum + value * value, 0)) || 1
    for (let d = 0; d < basis.kept; d++) target[d]! /= length
  }
  return targets
}

/** Tokens that no text can hold have no vector. */
function clearUnused(vectors: Float32Array, vocabulary: string[], dims: number) {
  vocabulary.forEach((piece, token) => {
    if (/^\[(unused\d+|PAD|CLS|SEP)\]$/.test(piece)) vectors.fill(0, token * dims, (token + 1) * dims)
  })
}

/** Mean cosine between the student's vectors and the teacher's, over passages that were not trained on. */
export function agreement(vectors: Float32Array, rows: number[][], targets: Float32Array, dims: number): number {
  const packed = packRows(rows)
  let sum = 0
  for (let p = 0; p < rows.length; p++) {
    const mean = new Float32Array(dims)
    meanOf(vectors, packed, p, mean)
    for (let d = 0; d < dims; d++) sum += mean[d]! * targets[p * dims + d]!
  }
  return sum / rows.length
}

import type { Question, Scenario } from '../../content/format'
import { sentences } from './assess/sentences'
import { longestJob } from './job'

/** What turns a text into a vector: the instant encoder. */
export interface TextEncoder {
  readonly dims: number
  embed(text: string): Float32Array
}

/** Where each topic lies: the mean of its questions, as it differs from the mean of all topics. */
export interface TopicSpace {
  common: Float32Array
  topics: { topic: string; vector: Float32Array }[]
}

/** A topic that a text is near to without naming it. */
export interface NearTopic {
  topic: string
  /** Cosine of the nearest sentence. */
  likeness: number
}

/**
 * Tried on advertisements in plain words: the right topic had 0.29-0.52 (one of seven fell short), and those of other
 * trades 0.25 at most.
 */
const leastLikeness = 0.28

export function topicSpace(items: readonly (Question | Scenario)[], encoder: TextEncoder): TopicSpace {
  const sums = new Map<string, Float32Array>()
  for (const { topic, title, ask, criteria } of items) {
    const sum = sums.get(topic) ?? new Float32Array(encoder.dims)
    addTo(sum, encoder.embed([title, ask, ...criteria.map(({ short }) => short)].join('. ')))
    sums.set(topic, sum)
  }
  const common = new Float32Array(encoder.dims)
  const means = [...sums].map(([topic, sum]) => ({ topic, vector: unit(sum) }))
  for (const { vector } of means) addTo(common, vector)
  return { common, topics: means.map(({ topic, vector }) => ({ topic, vector: apart(vector, common) })) }
}

/** The topics that a text speaks of in whatever words, the nearest first. */
export function topicsByMeaning(text: string, { common, topics }: TopicSpace, encoder: TextEncoder): NearTopic[] {
  const read = text.slice(0, longestJob)
  const said = sentences(read).map(({ start, end }) => apart(encoder.embed(read.slice(start, end)), common))
  return topics
    .map(({ topic, vector }) => ({ topic, likeness: Math.max(-1, ...said.map((one) => dot(one, vector))) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
}

/** What sets a vector apart from what all have in common, as a unit vector. */
function apart(vector: Float32Array, common: Float32Array): Float32Array {
  const share = dot(vector, common) / (dot(common, common) || 1)
  return unit(vector.map((value, n) => value - share * common[n]!))
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector)) || 1
  return vector.map((value) => value / length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!
  return sum
}

function addTo(sum: Float32Array, vector: Float32Array) {
  for (let n = 0; n < sum.length; n++) sum[n]! += vector[n]!
}

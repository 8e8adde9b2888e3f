import { shareCovered } from '../ask/question'
import { noEvidence, type Evidence, type Meaning } from './abstain'
import { cosineOf, type Encoder } from './dense'
import type { Fused } from './fuse'
import { readPassage, type AskedWord, type PassageText, type PassageWords } from './passage-words'

/** On how many of the first passages the evidence is weighed. */
export const weighed = 8
const behind = 5
/** Cosines of two words between which one begins, and has, to stand for the other. */
const akin = { from: 0.3, to: 0.7, most: 0.9 }
const mostCharacters = 300

export interface Asked {
  question: string
  words: AskedWord[]
  /** The BM25 score that no passage can pass. */
  ideal: number
  encoder?: Encoder
}

/** What the ranking and the texts of its first passages tell of whether the question is answered. */
export function evidenceOf(by: Meaning, ranking: Fused[], texts: PassageText[], asked: Asked): Evidence {
  const passages = texts.slice(0, weighed).map((text) => readPassage(text, asked.words))
  const [first] = passages
  if (!first) return { ...noEvidence, by }
  const { best, next } = leadOf(ranking.map(({ keyword }) => keyword))
  const encoder = by === 'keyword' ? undefined : asked.encoder
  const query = encoder?.embed(asked.question)
  return {
    by,
    covered: shareCovered(asked.words, nearIn(first, encoder)),
    together: Math.max(...passages.map(({ share, local, phrases }) => (share + local + phrases) / 3)),
    gap: asked.ideal ? (best - next) / asked.ideal : 0,
    unnamed: shareCovered(asked.words, (word) => (word.name ? 1 - first.covers(word) : 0)),
    near: by === 'embedder' ? (ranking[0]?.cosine ?? 0) : nearestStretch(query, first, encoder),
    topic: nearestHeading(query, passages, encoder),
  }
}

/** The highest value, and the mean of the five below it (fewer where there are fewer: 0 where there are none). */
function leadOf(values: number[]): { best: number; next: number } {
  const sorted = values.toSorted((a, b) => b - a)
  const rest = sorted.slice(1, 1 + behind)
  return { best: sorted[0] ?? 0, next: rest.reduce((sum, value) => sum + value, 0) / Math.max(1, rest.length) }
}

/** How far the passage has a word: as it stands, or (what is no name) by one that means nearly the same. */
function nearIn(passage: PassageWords, encoder?: Encoder): (word: AskedWord) => number {
  // Made for the first word that is not there, and used for the others.
  let vectors: Float32Array[] | undefined
  return (word) => {
    const there = passage.covers(word)
    if (!encoder || word.name || there >= akin.most) return there
    vectors ??= passage.spelled().map((other) => encoder.embed(other))
    const vector = encoder.embed(word.typed.toLowerCase())
    const most = vectors.reduce((best, other) => Math.max(best, cosineOf(vector, other)), 0)
    return Math.max(there, Math.min(akin.most, (most - akin.from) / (akin.to - akin.from)))
  }
}

/** The cosine of the sentence or two that come nearest, read under their headings. */
function nearestStretch(query: Float32Array | undefined, { heading, stretches }: PassageWords, encoder?: Encoder) {
  if (!query || !encoder) return 0
  const short = stretches().filter(({ length }) => length <= mostCharacters)
  return short.reduce((best, text) => Math.max(best, cosineOf(query, encoder.embed(`${heading}\n${text}`))), 0)
}

function nearestHeading(query: Float32Array | undefined, passages: PassageWords[], encoder?: Encoder): number {
  if (!query || !encoder) return 0
  const headings = new Set(passages.flatMap(({ headings }) => headings))
  return [...headings].reduce((best, heading) => Math.max(best, cosineOf(query, encoder.embed(heading))), 0)
}

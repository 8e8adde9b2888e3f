import type { Tokeniser } from '../tokenise'
import { hashOf } from './chance'
import { passagesOf, type Source } from './passages'

/** Passages as token rows: those to learn from, and those kept to measure with. */
export interface Corpus {
  rows: number[][]
  heldOut: number[][]
}

const mostHeldOut = 1000

/** In an order that the seed and each text decide: a beginning is a fair sample of the whole, and more texts keep it. */
export function corpusOf(sources: Source[], tokeniser: Tokeniser, seed: number, most = Infinity): Corpus {
  const corpus: Corpus = { rows: [], heldOut: [] }
  const passages = passagesOf(sources, seed).map((passage) => ({
    ...passage,
    place: hashOf(`${seed} ${passage.text}`),
  }))
  for (const { text, heldOut } of passages.sort((a, b) => a.place - b.place)) {
    const [list, limit] = heldOut ? [corpus.heldOut, mostHeldOut] : [corpus.rows, most]
    const row = list.length < limit ? tokeniser.encode(text) : []
    if (row.length >= 3) list.push(row)
  }
  return corpus
}

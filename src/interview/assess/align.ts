import type { Information } from './information'
import type { TokenSimilarity } from './similarity'
import { sentences, type Span } from './sentences'
import type { Repair } from './spelling'
import { repaired, words, type Word } from './words'

/** A sentence of the answer. */
export interface Segment extends Span {
  /** Which of the turns it stands in. */
  turn: number
  words: Word[]
  /** Content words, as rows of the similarity table. */
  rows: number[]
}

/** A line of a rubric: its content words as columns of the table, each with its weight. */
export interface Line {
  text: string
  words: Word[]
  columns: number[]
  weights: number[]
  total: number
}

/** Similarities of every word said with every word meant, computed once an answer. */
export class SimilarityTable {
  #rows = new Map<string, number>()
  #columns = new Map<string, number>()
  #said: Word[] = []
  #meant: Word[] = []
  #values = new Float32Array(0)

  row(word: Word): number {
    return place(this.#rows, this.#said, word)
  }

  column(word: Word): number {
    return place(this.#columns, this.#meant, word)
  }

  fill(similarity: TokenSimilarity) {
    const width = this.#meant.length
    this.#values = new Float32Array(this.#said.length * width)
    this.#said.forEach((said, row) =>
      this.#meant.forEach((meant, column) => (this.#values[row * width + column] = similarity.of(said, meant))),
    )
  }

  at(row: number, column: number): number {
    return this.#values[row * this.#meant.length + column]!
  }
}

function place(places: Map<string, number>, list: Word[], word: Word): number {
  let index = places.get(word.raw)
  if (index === undefined) {
    index = list.push(word) - 1
    places.set(word.raw, index)
  }
  return index
}

/** The sentences of what was said, ready for alignment. */
export function segmentsOf(texts: string[], table: SimilarityTable, repair: Repair): Segment[] {
  return texts.flatMap((text, turn) =>
    sentences(text).map((span) => {
      const said = repaired(words(text.slice(span.start, span.end)), repair)
      return { ...span, turn, words: said, rows: rowsOf(said, table) }
    }),
  )
}

function rowsOf(said: Word[], table: SimilarityTable): number[] {
  return [...new Set(said.filter((word) => !word.grammar).map((word) => table.row(word)))]
}

/** A rubric's line; words that were given (by the question) weigh next to nothing. */
export function lineOf(text: string, given: Set<string>, information: Information, table: SimilarityTable): Line {
  const all = words(text)
  const seen = new Map<string, Word>()
  for (const word of all) if (!word.grammar) seen.set(word.stem, word)
  const content = [...seen.values()]
  const weights = content.map((word) => information.of(word.stem) * (given.has(word.stem) ? 0.1 : 1))
  return {
    text,
    words: all,
    columns: content.map((word) => table.column(word)),
    weights,
    total: weights.reduce((sum, weight) => sum + weight, 0),
  }
}

/** How much of a line's information the rows cover, 0-1. */
export function coverage(line: Line, rows: number[], table: SimilarityTable): number {
  if (!line.total) return 0
  let sum = 0
  for (let index = 0; index < line.columns.length; index++) {
    let best = 0
    for (const row of rows) best = Math.max(best, table.at(row, line.columns[index]!))
    sum += best * line.weights[index]!
  }
  return sum / line.total
}

/** How much of what was said (its information) the line accounts for, 0-1. */
export function accounted(rows: number[], rowWeights: number[], line: Line, table: SimilarityTable): number {
  let sum = 0
  let total = 0
  rows.forEach((row, index) => {
    const weight = rowWeights[index]!
    let best = 0
    for (const column of line.columns) best = Math.max(best, table.at(row, column))
    sum += best * weight
    total += weight
  })
  return total ? sum / total : 0
}

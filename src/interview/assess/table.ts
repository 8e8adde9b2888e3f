import { dot } from '../../encoder/embed'
import { pooledCosine, type Passage, type TokenSpace } from './meaning'
import { oppositesOf } from './opposites'
import { stemOf } from './words'

/** A line of a rubric, its tokens as columns of the rubric's table. */
export interface TableLine extends Passage {
  text: string
  columns: number[]
}

/** A stretch of the answer, seen from a rubric: for each column its nearest token, said plainly and denied. */
export interface Heard extends Passage {
  plain: Float32Array
  negated: Float32Array
  rows: Float32Array[]
}

/** A word denied is weaker evidence of the word, though not none: "not recomputed" is about recomputing. */
const acrossNegation = 0.6

/** All tokens that a rubric's lines use, and how near each token of an answer is to each of them. */
export class RubricTable {
  readonly #ids: number[] = []
  readonly #vectors: Float32Array[] = []
  readonly #places = new Map<number, number>()
  readonly #rows = new Map<number, Float32Array>()

  constructor(readonly space: TokenSpace) {}

  line(text: string, given: ReadonlySet<string>): TableLine {
    const passage = this.space.passage(text, given)
    return { ...passage, text, columns: passage.ids.map((id) => this.#column(id)) }
  }

  hear(passage: Passage): Heard {
    const rows = passage.ids.map((id) => this.#row(id))
    const plain = new Float32Array(this.#ids.length)
    const negated = new Float32Array(this.#ids.length)
    rows.forEach((row, index) => {
      const best = passage.denied[index] ? negated : plain
      for (let column = 0; column < row.length; column++) if (row[column]! > best[column]!) best[column] = row[column]!
    })
    return { ...passage, plain, negated, rows }
  }

  /** Two stretches heard as one; its own information is not needed. */
  together(a: Heard, b: Heard): Pick<Heard, 'plain' | 'negated'> {
    const larger = (x: Float32Array, y: Float32Array) => x.map((value, column) => Math.max(value, y[column]!))
    return { plain: larger(a.plain, b.plain), negated: larger(a.negated, b.negated) }
  }

  #column(id: number): number {
    let place = this.#places.get(id)
    if (place === undefined) {
      place = this.#ids.push(id) - 1
      this.#vectors.push(this.space.token(id).vector)
      this.#places.set(id, place)
    }
    return place
  }

  /** Nearness of one said token to every column; remembered. Opposites are not near. */
  #row(id: number): Float32Array {
    const known = this.#rows.get(id)
    if (known?.length === this.#ids.length) return known
    const against = oppositesOf(stemOf(this.space.piece(id)))
    const said = this.space.token(id).vector
    const row = new Float32Array(this.#ids.length)
    // The innermost loop of all grading: plain indices, no mapping function.
    for (let column = 0; column < row.length; column++) {
      const meant = this.#ids[column]!
      if (against.size && against.has(stemOf(this.space.piece(meant)))) continue
      row[column] = id === meant ? 1 : Math.max(0, dot(said, 0, this.#vectors[column]!, 0, said.length))
    }
    this.#rows.set(id, row)
    return row
  }
}

/** How much of a line's own information was heard, 0-1. */
export function covers({ plain, negated }: Pick<Heard, 'plain' | 'negated'>, line: TableLine): number {
  let sum = 0
  for (let at = 0; at < line.columns.length; at++) {
    const weight = line.weights[at]!
    if (!weight) continue
    const column = line.columns[at]!
    const same = (line.denied[at] ? negated : plain)[column]!
    const other = (line.denied[at] ? plain : negated)[column]!
    sum += weight * Math.max(same, acrossNegation * other)
  }
  return line.total ? sum / line.total : 0
}

/** The share of what a line and a sentence have in common that one affirms and the other denies, 0-1. */
export function deniedShare({ plain, negated }: Heard, line: TableLine): number {
  let against = 0
  let all = 0
  for (let at = 0; at < line.columns.length; at++) {
    const column = line.columns[at]!
    const same = (line.denied[at] ? negated : plain)[column]!
    const other = (line.denied[at] ? plain : negated)[column]!
    const near = Math.max(same, other)
    if (near < 0.4) continue
    all += line.weights[at]! * near
    if (other > same) against += line.weights[at]! * near
  }
  return all ? against / all : 0
}

/** How much of a sentence's own information a line accounts for, 0-1. */
export function accountsFor(heard: Heard, line: TableLine): number {
  let sum = 0
  for (let at = 0; at < heard.ids.length; at++) {
    const weight = heard.weights[at]!
    if (!weight) continue
    const row = heard.rows[at]!
    let best = 0
    for (let i = 0; i < line.columns.length; i++) {
      const near = row[line.columns[i]!]! * (line.denied[i] === heard.denied[at] ? 1 : acrossNegation)
      if (near > best) best = near
    }
    sum += weight * best
  }
  return heard.total ? sum / heard.total : 0
}

/** How near a sentence is to a line: what it covers of it, what it says beside it, and the whole of both. */
export function nearness(heard: Heard, line: TableLine): number {
  return 0.4 * covers(heard, line) + 0.25 * accountsFor(heard, line) + 0.35 * pooledCosine(heard.pooled, line.pooled)
}

import { nextStep, sentence } from '../app/failures'
import type { Round } from '../../content/format'
import { mostListed, readList } from './own-list'
import type { OwnQuestion } from './own-question'
import { mergeUnfinished, nothingUnfinished, readUnfinished, writeUnfinished, type Unfinished } from './own-unfinished'
import { writtenQuestion, type Written, type WrittenCode } from './own-written'
import type { Offered, Owning } from './owning.svelte'

interface Needs {
  now(): number
  newId(): string
}

/** A question of a pasted list that could not be taken, and why. */
export interface Refused {
  ask: string
  why: string
}

/** Questions written by hand, one at a time or as a list; what is not kept yet can be had again after a reload. */
export class OwnWriting {
  ask = $state('')
  reference = $state('')
  round = $state<Round | ''>('')
  list = $state('')
  #fault = $state<{ code: WrittenCode; says: string } | null>(null)
  #refused = $state.raw<Refused[]>([])
  #taken = $state(0)
  /** What belongs to another view of one's own questions: kept as it is. */
  #beside = $state.raw<Pick<Unfinished, 'offered' | 'edits' | 'remade'>>({ offered: [], edits: [], remade: [] })
  /** What was stored when this tab last read or wrote it, and what it held then. */
  #stored = ''
  #seen = ''

  constructor(
    private owning: Owning,
    private needs: Needs,
  ) {}

  get fault() {
    return this.#fault
  }
  get refused(): readonly Refused[] {
    return this.#refused
  }
  /** How many questions of the list were taken when it was last read. */
  get taken() {
    return this.#taken
  }
  /** Everything that a reload would lose, as one text; empty where there is nothing. */
  get unfinished(): string {
    const { ask, reference, round, list } = this
    const { offered, edits, remade } = this.#beside
    const unkept = this.owning.offered.filter(isUnkept).map(({ question }) => question)
    const changed = this.owning.edited.map(({ question }) => question)
    const anew = this.owning.offered.flatMap(({ question, replaces }) =>
      replaces ? [{ question, replaces: replaces.id }] : [],
    )
    return writeUnfinished({
      ...{ ask, reference, round, list },
      offered: [...unkept, ...offered],
      edits: [...changed, ...edits],
      remade: [...anew, ...remade],
    })
  }
  /** Whether something changed here since it was last read or written. */
  get changed(): boolean {
    return this.unfinished !== this.#seen
  }

  /** What is to be written where `stored` stands now; another tab may have written it. */
  toWrite(stored: string): string {
    const [ours, seen] = [this.unfinished, this.#seen]
    this.#seen = ours
    // From the first time that another tab wrote, what it added is in none of our fields: it is merged each time.
    if (stored !== this.#stored)
      return writeUnfinished(mergeUnfinished(readUnfinished(seen), readUnfinished(ours), readUnfinished(stored)))
    return (this.#stored = ours)
  }

  /** Goes on from what was left: `left` as the page went, else what is stored. `byHand`: what is written by hand is shown. */
  take(stored: string, byHand: boolean, left: string = stored) {
    const { offered, edits, remade, ...fields } = readUnfinished(left)
    Object.assign(this, fields)
    if (byHand) this.owning.add(offered)
    this.#beside = {
      offered: byHand ? [] : offered,
      edits: this.owning.takeEdits(edits),
      remade: this.owning.takeRemade(remade),
    }
    this.#stored = stored
    this.#seen = left === stored ? this.unfinished : writeUnfinished(readUnfinished(stored))
  }

  /** Makes the points of the question in the fields; false where it cannot be taken, which is said. */
  add(): boolean {
    const { ask, reference, round } = this
    const made = this.#make({ ask, reference, ...(round && { round }) })
    this.#fault = made.ok ? null : { code: made.failure.code, says: inWords(made.failure) }
    if (!made.ok) return false
    this.owning.add([made.value])
    Object.assign(this, { ask: nothingUnfinished.ask, reference: nothingUnfinished.reference })
    return true
  }

  /** Reads the pasted list; what cannot be taken stays in the field, with the reason beside it. */
  addList() {
    const listed = readList(this.list)
    const left = listed.slice(mostListed).map(({ text }) => text)
    const refused: Refused[] = []
    const taken: OwnQuestion[] = []
    for (const { ask, reference, text } of listed.slice(0, mostListed)) {
      const made = this.#make({ ask, reference, ...(this.round && { round: this.round }) }, taken)
      if (made.ok) taken.push(made.value)
      else {
        refused.push({ ask, why: inWords(made.failure) })
        left.push(text)
      }
    }
    this.#refused = refused
    this.owning.add(taken)
    this.#taken = taken.length
    this.list = left.join('\n\n')
  }

  #make(written: Written, beside: readonly OwnQuestion[] = []) {
    const known = [...this.owning.offered.map(({ question }) => question), ...beside]
    return writtenQuestion(written, known, `own-${this.needs.newId()}`, this.needs.now())
  }
}

const inWords = (failure: Parameters<typeof sentence>[0]) => `${sentence(failure)} ${nextStep(failure)}`

function isUnkept({ kept, question, replaces }: Offered): boolean {
  return !kept && !replaces && !question.from.documentId
}

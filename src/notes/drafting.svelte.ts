import type { Writer } from '../ask/generate'
import { draftByModel } from '../cards/draft-model'
import { draftByRules, draftId, draftNote, type DraftCard, type DraftPassage } from '../cards/draft-rules'
import { LanguageModelFailure } from '../models/language-model'
import { languageModelSentence } from '../models/language-model-words'

/** A card as it is offered: ticked or not, edited or not; nothing of it is saved yet. */
export interface OfferedDraft extends DraftCard {
  id: string
  keep: boolean
  /** A card that asks much the same, as it is shown there. */
  like?: string
}

interface Needs {
  passages: () => Promise<DraftPassage[]>
  /** Undefined where no language model is in use. */
  writer: () => Promise<Writer | undefined>
  /** For each draft the front of a card that is much the same; undefined where there is none. */
  duplicates: (drafts: readonly DraftCard[]) => Promise<(string | undefined)[]>
}

/** Cards being drafted from a note or a passage. */
export class Drafting {
  #offered = $state<OfferedDraft[]>([])
  #done = $state(0)
  #of = $state(0)
  #busy = $state(false)
  #problem = $state('')
  #madeBy = $state('')
  #running: AbortController | undefined

  constructor(private needs: Needs) {}

  /** Bind fields to these. */
  get offered(): OfferedDraft[] {
    return this.#offered
  }

  get done(): number {
    return this.#done
  }

  /** Passages in all; 0 while no model is at it. */
  get of(): number {
    return this.#of
  }

  get busy(): boolean {
    return this.#busy
  }

  get problem(): string {
    return this.#problem
  }

  /** What made the drafts, as shown. */
  get madeBy(): string {
    return this.#madeBy
  }

  async make() {
    const running = (this.#running = new AbortController())
    this.#busy = true
    try {
      const passages = await this.needs.passages()
      const writer = await this.needs.writer()
      if (running.signal.aborted) return
      if (writer) await this.#byModel(passages, writer, running.signal)
      else await this.#byRules(passages)
    } catch (fault) {
      if (fault instanceof LanguageModelFailure) this.#problem = languageModelSentence(fault)
      else if ((fault as Error).name !== 'AbortError') throw fault
    } finally {
      this.#busy = false
      this.#of = 0
    }
  }

  /** What was drafted by now stays. */
  stop() {
    this.#running?.abort()
  }

  async #byRules(passages: DraftPassage[]) {
    this.#madeBy = 'Made from headings, definitions and bold terms, no model used'
    await this.#offer(draftNote(passages))
  }

  async #byModel(passages: DraftPassage[], writer: Writer, signal: AbortSignal) {
    this.#madeBy = `Drafted by ${writer.model.model.title} on this device, each checked against its passage`
    this.#of = passages.length
    for (const [n, passage] of passages.entries()) {
      const drafts = await draftByModel(passage, writer, signal)
      await this.#offer(drafts.length ? drafts : draftByRules(passage))
      this.#done = n + 1
    }
  }

  async #offer(drafts: DraftCard[]) {
    const fresh = drafts.filter((draft) => !this.#offered.some(({ front }) => front === draft.front))
    if (!fresh.length) return
    const likes = await this.needs.duplicates(fresh)
    const offered = fresh.map((draft, n) => ({
      ...draft,
      id: draftId(draft),
      like: likes[n],
      keep: !draft.doubtful && !likes[n],
    }))
    this.#offered.push(...offered)
  }
}

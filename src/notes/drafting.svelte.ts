import type { Writer } from '../ask/generate'
import { draftByModel } from '../cards/draft-model'
import { draftByRules, draftId, draftNote, type DraftCard, type DraftPassage } from '../cards/draft-rules'
import { LanguageModelFailure } from '../models/language-model'
import { languageModelSentence } from '../models/language-model-words'
import { ModelJob } from './model-job.svelte'

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
export class Drafting extends ModelJob {
  #offered = $state<OfferedDraft[]>([])
  #madeBy = $state('')

  constructor(private needs: Needs) {
    super()
  }

  /** Bind fields to these. */
  get offered(): OfferedDraft[] {
    return this.#offered
  }

  /** What made the drafts, as shown. */
  get madeBy(): string {
    return this.#madeBy
  }

  protected failed(fault: LanguageModelFailure): string {
    return `${languageModelSentence(fault)} The other passages’ cards are made from their headings, definitions and bold terms.`
  }

  protected async work(signal: AbortSignal) {
    const passages = await this.needs.passages()
    const writer = await this.needs.writer()
    if (signal.aborted) return
    if (writer) await this.#byModel(passages, writer, signal)
    else await this.#byRules(passages)
  }

  async #byRules(passages: DraftPassage[]) {
    this.#madeBy = 'Made from headings, definitions and bold terms, no model used'
    await this.#offer(draftNote(passages))
  }

  async #byModel(passages: DraftPassage[], writer: Writer, signal: AbortSignal) {
    this.#madeBy = `Drafted by ${writer.model.model.title} on this device, each checked against its passage`
    this.at(0, passages.length)
    try {
      for (const passage of passages) {
        const drafts = await draftByModel(passage, writer, signal)
        await this.#offer(drafts.length ? drafts : draftByRules(passage))
        this.at(this.done + 1, passages.length)
      }
    } catch (fault) {
      if (fault instanceof LanguageModelFailure) await this.#offer(draftNote(passages.slice(this.done)))
      throw fault
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

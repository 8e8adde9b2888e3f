import type { Failure } from '../app/failures'
import type { Card, CardKind } from './card'
import type { CardCollection } from './collection.svelte'
import { checkDraft, toCard, type CardDraft, type CardField } from './draft'
import type { DraftKeeper } from './draft-keeper'
import { studyCards, type StudyCard } from './study-card'

/** A card as it is typed: lists are text until it is saved. */
export interface EditorText {
  deckId: string
  kind: CardKind
  front: string
  back: string
  answer: string
  /** One to a line. */
  accept: string
  distractors: string
  /** Separated by commas. */
  tags: string
}

/** A card being written or edited; what is typed outlives the screen until it is saved or discarded. */
export class CardEditor {
  #text: EditorText
  #saved: EditorText
  #tried = $state(false)
  #saving = $state(false)
  #recovered = $state(false)

  constructor(
    private cards: CardCollection,
    private drafts: DraftKeeper<EditorText>,
    /** The card to edit; none for a new one. */
    readonly basis: Card | null,
    deckId: string,
  ) {
    const fresh = basis ? textOf(basis) : { ...emptyText, deckId }
    const kept = drafts.read(this.#key)
    const recovered = kept !== null && !same(kept, fresh)
    this.#saved = $state(fresh)
    this.#text = $state(recovered ? { ...fresh, ...kept } : { ...fresh })
    this.#recovered = recovered
  }

  /** Bind fields to this; call `keep` when something changed. */
  get text(): EditorText {
    return this.#text
  }

  get dirty(): boolean {
    return !same(this.#text, this.#saved)
  }

  get saving(): boolean {
    return this.#saving
  }

  /** Whether it began with what was typed earlier and never saved. */
  get recovered(): boolean {
    return this.#recovered
  }

  get draft(): CardDraft {
    return toDraft(this.#text)
  }

  /** By field, once saving was tried: before that nobody has made a mistake yet. */
  get problems(): Partial<Record<CardField, Failure>> {
    return this.#tried ? checkDraft(this.draft) : {}
  }

  /** What would be reviewed; a cloze text without a gap gives none yet. */
  get preview(): StudyCard[] {
    return studyCards(toCard(this.draft, 'preview', 0))
  }

  keep() {
    if (this.dirty) this.drafts.keep(this.#key, this.#text)
    else this.drafts.forget(this.#key)
  }

  discard() {
    this.drafts.forget(this.#key)
    this.#text = { ...this.#saved }
    this.#recovered = false
    this.#tried = false
  }

  /** 'invalid' shows the problems; 'changed' means another tab wrote the card meanwhile. */
  async save(): Promise<'saved' | 'invalid' | 'changed'> {
    this.#tried = true
    if (Object.keys(checkDraft(this.draft)).length || this.#saving) return 'invalid'
    this.#saving = true
    try {
      const result = this.basis ? await this.cards.update(this.basis, this.draft) : await this.#create()
      if (result === 'saved') this.#finish()
      return result
    } finally {
      this.#saving = false
    }
  }

  /** Empties the fields for the next card in the same deck. */
  next() {
    const { deckId, kind, tags } = this.#text
    this.#text = { ...emptyText, deckId, kind, tags }
    this.#saved = { ...this.#text }
    this.#tried = false
  }

  async #create(): Promise<'saved'> {
    await this.cards.create(this.draft)
    return 'saved'
  }

  #finish() {
    this.drafts.forget(this.#key)
    this.#saved = { ...this.#text }
    this.#recovered = false
  }

  get #key(): string {
    return this.basis?.id ?? 'new'
  }
}

const emptyText: EditorText = {
  deckId: '',
  kind: 'basic',
  front: '',
  back: '',
  answer: '',
  accept: '',
  distractors: '',
  tags: '',
}

function textOf(card: Card): EditorText {
  const { deckId, kind, front, back, answer = '', accept = [], distractors = [], tags } = card
  return {
    deckId,
    kind,
    front,
    back,
    answer,
    accept: accept.join('\n'),
    distractors: distractors.join('\n'),
    tags: tags.join(', '),
  }
}

function toDraft({ accept, distractors, tags, ...text }: EditorText): CardDraft {
  return {
    ...text,
    accept: accept.split('\n'),
    distractors: distractors.split('\n'),
    tags: tags.split(',').map((tag) => tag.trim().replace(/^#/, '')),
  }
}

function same(a: EditorText, b: EditorText): boolean {
  return (Object.keys(emptyText) as (keyof EditorText)[]).every((key) => a[key] === b[key])
}

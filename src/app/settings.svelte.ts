/** The learner's choices, with what holds when nothing was chosen. */
export interface Choices {
  /** YYYY-MM-DD, or empty. */
  interviewDate: string
  /** "Acme · ML engineer" */
  interviewFor: string
  newPerDay: number
  reviewsPerDay: number
  /** 0.7-0.97: the retrievability at which a card is due. */
  desiredRetention: number
  /** The hour (0-23) at which a study day begins. */
  dayStartsAt: number
  automaticBackups: boolean
  welcomed: boolean
  lastBackupAt: number
  /** The id of the embedder in use, or empty. */
  embedder: string
  /** The id of the language model in use, or empty. */
  languageModel: string
  /** Where models are fetched from; empty for this site and then the public hub. */
  modelsAddress: string
  /** The embedding of the library was paused by hand. */
  embeddingPaused: boolean
  /** As pasted in; its terms steer the choice of interview questions. */
  jobDescription: string
  /** Questions being written by hand and not kept yet (interview/own-unfinished.ts), or empty. */
  ownUnfinished: string
  /** The role that interviews lean to, or empty. */
  interviewRole: string
  /** In reports: decide first, see the app's suggestion after. */
  estimateFirst: boolean
  /** The interviewer's lines are read aloud, where the device has a voice of its own. */
  readAloud: boolean
  /** The id of the study plan that Today follows, or empty. */
  plan: string
  planChosenAt: number
}

export const defaultChoices: Choices = {
  interviewDate: '',
  interviewFor: '',
  newPerDay: 15,
  reviewsPerDay: 200,
  desiredRetention: 0.9,
  dayStartsAt: 4,
  automaticBackups: true,
  welcomed: false,
  lastBackupAt: 0,
  embedder: '',
  languageModel: '',
  modelsAddress: '',
  embeddingPaused: false,
  jobDescription: '',
  ownUnfinished: '',
  interviewRole: '',
  estimateFirst: false,
  readAloud: false,
  plan: '',
  planChosenAt: 0,
}

const readPrefix = 'read.'

export interface SettingStore {
  all(): Promise<Record<string, unknown>>
  put(key: string, value: unknown): Promise<void>
  /** Calls back when another tab changes a setting. */
  watch(changed: (all: Record<string, unknown>) => void): () => void
}

/** Choices as reactive state: shown at once, kept durably; a write that fails is thrown to the caller. */
export class Settings {
  #choices = $state<Choices>({ ...defaultChoices })
  #read = $state.raw<Readonly<Record<string, number>>>({})

  constructor(private store: SettingStore) {}

  get choices(): Readonly<Choices> {
    return this.#choices
  }

  /** When each shipped note was first read to its end, by note id. One row each, so that two tabs lose nothing. */
  get read(): Readonly<Record<string, number>> {
    return this.#read
  }

  async markRead(noteId: string, at: number) {
    if (this.#read[noteId] !== undefined) return
    await this.store.put(readPrefix + noteId, at)
    this.#read = { ...this.#read, [noteId]: at }
  }

  async load() {
    this.#take(await this.store.all())
    this.store.watch((all) => this.#take(all))
  }

  async choose<K extends keyof Choices>(key: K, value: Choices[K]) {
    await this.store.put(key, value)
    this.#choices = { ...this.#choices, [key]: value }
  }

  #take(stored: Record<string, unknown>) {
    const known = Object.entries(stored).filter(
      ([key, value]) => key in defaultChoices && typeof value === typeof defaultChoices[key as keyof Choices],
    )
    this.#choices = { ...defaultChoices, ...Object.fromEntries(known) }
    const read = Object.entries(stored).filter(([key, at]) => key.startsWith(readPrefix) && typeof at === 'number')
    this.#read = Object.fromEntries(read.map(([key, at]) => [key.slice(readPrefix.length), at as number]))
  }
}

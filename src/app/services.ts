import { getContext, setContext } from 'svelte'
import type { Writer } from '../ask/generate'
import type { AskStore } from '../ask/store'
import type { Backups } from '../backup/backups.svelte'
import type { CardCollection } from '../cards/collection.svelte'
import type { CardWords } from '../cards/duplicates'
import type { CodeRunner } from '../interview/coding/runner'
import type { Assessor } from '../interview/helped-assessor'
import type { InterviewStore } from '../interview/store'
import type { Models } from '../models/models.svelte'
import type { Importing } from '../notes/importing.svelte'
import type { NoteCalls } from '../notes/protocol'
import type { NoteStore } from '../notes/store'
import type { LibrarySearch } from '../search/port'
import type { Busy } from './busy.svelte'
import type { Clock } from './clock'
import type { Pack } from './pack'
import type { Router } from './router.svelte'
import type { Settings } from './settings.svelte'
import type { Tab } from './tab'
import type { WorkerPort } from './worker-protocol'

/** What main.ts made and the screens use. Each feature's interface is owned by the feature. */
export interface Services {
  clock: Clock
  tab: Tab
  pack: Pack
  router: Router
  settings: Settings
  busy: Busy
  backups: Backups
  /** The learner's cards: overview for Today, create and createMany for whoever makes cards. */
  cards: CardCollection
  notes: NoteStore
  /** The import of notes: goes on while other screens are looked at. */
  imports: Importing
  noteWorker: WorkerPort<NoteCalls>
  /** Searches all notes, the pack's too; starts its worker on the first call. */
  library: LibrarySearch
  /** Questions asked and their answers. */
  answers: AskStore
  interviews: InterviewStore
  /** Runs a candidate's code, in a worker of its own; loaded by the first coding round. */
  codeRunner: () => Promise<CodeRunner>
  /** Downloaded models, loaded when first asked for: `settings.choices.embedder` is empty while none is in use. */
  models: () => Promise<Models>
  /** The language model in use, with what checks its sentences; undefined where there is none. */
  languageWriter: () => Promise<Writer | undefined>
  /** For each drafted card the front of a card that asks much the same. */
  duplicateCards: (drafts: readonly CardWords[]) => Promise<(string | undefined)[]>
  /** Judges answers, off the main thread. */
  assessor: Assessor
}

const key = Symbol('services')

export function provideServices(services: Services): void {
  setContext(key, services)
}

export function useServices(): Services {
  return getContext<Services>(key)
}

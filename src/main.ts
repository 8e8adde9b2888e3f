import './styles/base.css'
import { mount } from 'svelte'
import App, { placeOf } from './app/App.svelte'
import { Busy } from './app/busy.svelte'
import { openTab } from './app/tab'
import { systemClock } from './app/clock'
import { checkEach } from './ask/check-each'
import type { Writer } from './ask/generate'
import { counted } from './app/words'
import { workerPort } from './app/worker-port'
import { pack } from './app/pack'
import { parseRoute } from './app/route'
import { Router } from './app/router.svelte'
import { Settings } from './app/settings.svelte'
import { Backups } from './backup/backups.svelte'
import type { BackupCalls } from './backup/protocol'
import { CardCollection } from './cards/collection.svelte'
import type { CardWords } from './cards/duplicates'
import type { CodeRunner } from './interview/coding/runner'
import { helpedAssessor, type Assessor } from './interview/helped-assessor'
import type { AssessCalls } from './interview/protocol'
import type { Models } from './models/models.svelte'
import type { Parts } from './models/open'
import { Importing } from './notes/importing.svelte'
import type { NoteCalls } from './notes/protocol'
import { updates } from './offline/updates.svelte'
import { librarySearch } from './search/port'
import type { LibraryCalls } from './search/protocol'
import { answerStore } from './storage/answers'
import { cardStore } from './storage/cards'
import { onUserWrite } from './storage/changes'
import { interviewStore } from './storage/interview'
import type { PreflightDatabase } from './storage/database'
import { intakeStore } from './storage/intake'
import { noteStore } from './storage/notes'
import { openDatabase } from './storage/open'
import { persistence } from './storage/persistence.svelte'
import { settingStore } from './storage/settings'
import { toasts } from './ui/toasts.svelte'

const target = document.getElementById('app')!

async function start() {
  fetchFirstScreen()
  const db = await openDatabase()
  const settings = new Settings(settingStore(db, systemClock.now))
  await settings.load()
  const backups = makeBackups(settings)
  onUserWrite(db.name, () => {
    backups.noteChange()
    void persistence.ask()
  })
  const cards = new CardCollection({
    store: cardStore(db, systemClock, () => settings.choices.desiredRetention),
    pack,
    clock: systemClock,
    settings,
  })
  const busy = new Busy()
  const noteWorker = makeNoteWorker()
  const imports = new Importing(noteWorker, intakeStore(db, systemClock.now), busy, systemClock.newId)
  const notes = noteStore(db, systemClock.now)
  const router = new Router()
  const interviews = interviewStore(db)
  const library = makeLibrary()
  const answers = answerStore(db)
  const models = modelsWhenNeeded(db, { settings, notes, pack, clock: systemClock })
  const assessor = makeAssessor(settings, models)
  const parts = { backups, cards, notes, imports, noteWorker, library, answers, interviews, assessor, models }
  const made = { ...parts, codeRunner: codeRunnerWhenNeeded() }
  const languageWriter = async (): Promise<Writer | undefined> => {
    const model = settings.choices.languageModel ? (await models()).languageModel() : undefined
    return model && { model, check: checkEach(library), now: systemClock.now }
  }
  const duplicateCards = async (drafts: readonly CardWords[]) => {
    const [{ cardWords }] = await Promise.all([import('./cards/duplicates'), cards.ready()])
    const plain = drafts.map(({ id, front, back }) => ({ id, front, back }))
    const found = await library.duplicates({ cards: plain, known: (cards.index?.cards ?? []).map(cardWords) })
    return found.map(([first]) => first?.front)
  }
  const services = {
    languageWriter,
    duplicateCards,
    tab: openTab(systemClock.newId),
    clock: systemClock,
    pack,
    router,
    settings,
    busy,
    ...made,
  }
  target.replaceChildren()
  mount(App, { target, props: { services } })
  sayRestored()
  // An import that a reload interrupted goes on by itself.
  setTimeout(() => void imports.wake(), 300)
  setTimeout(() => void updates.register(), 500)
  // So do a download and the embedding of the library, where there is a model.
  const { embedder, languageModel } = settings.choices
  if (embedder || languageModel || localStorage.getItem('preflight.models')) setTimeout(() => void models(), 3000)
}

/** Nothing of the models is loaded before somebody looks at them or uses one. */
function modelsWhenNeeded(db: PreflightDatabase, parts: Omit<Parts, 'vectors'>): () => Promise<Models> {
  let opening: Promise<Models> | undefined
  const open = async () => {
    const [{ openModels }, { vectorStore }] = await Promise.all([
      import('./models/open'),
      import('./storage/embeddings'),
    ])
    return openModels({ ...parts, vectors: vectorStore(db) })
  }
  return () =>
    (opening ??= open().catch((fault: unknown) => {
      opening = undefined
      throw fault
    }))
}

/** The runners of the coding round are loaded by the first one. */
function codeRunnerWhenNeeded(): () => Promise<CodeRunner> {
  let opening: Promise<CodeRunner> | undefined
  const open = async () => {
    const [{ CodeRunner }, { startRunner }] = await Promise.all([
      import('./interview/coding/runner'),
      import('./interview/coding/runner-parts'),
    ])
    return new CodeRunner(startRunner)
  }
  return () =>
    (opening ??= open().catch((fault: unknown) => {
      opening = undefined
      throw fault
    }))
}

/** What the first screen shows is on its way while the storage opens; who asks for it meets its faults. */
function fetchFirstScreen() {
  const { screen } = parseRoute(location.hash)
  void placeOf(screen)
    .load()
    .catch(() => undefined)
  if (screen === 'today' || screen === 'cards') void Promise.all([pack.index(), pack.cards()]).catch(() => undefined)
}

/** A restore ends in a reload; this is its last word. */
function sayRestored() {
  const records = sessionStorage.getItem('preflight.restored')
  sessionStorage.removeItem('preflight.restored')
  if (records) toasts.say(`Backup restored: ${counted(Number(records), 'record')} written.`)
}

function makeNoteWorker() {
  return workerPort<NoteCalls>(
    () => new Worker(new URL('./notes/notes.worker.ts', import.meta.url), { type: 'module' }),
  )
}

function makeAssessor(settings: Settings, models: () => Promise<Models>): Assessor {
  const port = workerPort<AssessCalls>(
    () => new Worker(new URL('./interview/assess.worker.ts', import.meta.url), { type: 'module' }),
  )
  return helpedAssessor(port, async () => {
    const found = settings.choices.embedder ? (await models()).judging() : undefined
    if (!found) return undefined
    const { title, embedder } = found
    return { title, key: embedder.model.key, embed: (texts, signal) => embedder.embed(texts, 'query', { signal }) }
  })
}

function makeLibrary() {
  return librarySearch(
    workerPort<LibraryCalls>(
      () => new Worker(new URL('./search/library.worker.ts', import.meta.url), { type: 'module' }),
    ),
  )
}

function makeBackups(settings: Settings): Backups {
  return new Backups({
    port: workerPort<BackupCalls>(
      () => new Worker(new URL('./backup/backup.worker.ts', import.meta.url), { type: 'module' }),
    ),
    list: async () => (await import('./storage/kept-backups')).listKept(),
    now: systemClock.now,
    app: __APP_VERSION__,
    automatic: () => settings.choices.automaticBackups,
    alone: (work) =>
      navigator.locks.request('preflight-backup', { ifAvailable: true }, (lock) => (lock ? work() : undefined)),
  })
}

start().catch((fault: unknown) => {
  target.textContent = `Preflight could not open its storage (${fault instanceof Error ? fault.message : 'unknown'}). Reload the page; if you browse privately, open it in a normal window.`
})

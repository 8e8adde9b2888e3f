import type { Clock } from '../app/clock'
import type { Pack } from '../app/pack'
import type { Settings } from '../app/settings.svelte'
import { workerPort } from '../app/worker-port'
import type { WorkerPort } from '../app/worker-protocol'
import type { NoteStore } from '../notes/store'
import { connectParameter } from '../offline/headers'
import type { PromptApi } from './built-in'
import { wllamaRuntimeHere } from './wllama-runtime'
import downloadWorker from './download.worker.ts?worker&url'
import { engineWorker, keepEngine, scriptOf } from './engine-workers'
import { restFor, type Conditions } from './embed-plan'
import { librarySource } from './library-source'
import { Models } from './models.svelte'
import { probeDevice } from './probe'
import { packageLock, type DownloadCalls } from './protocol'
import { graphicsRuntime, plainRuntime } from './runtime'
import type { VectorStore } from './vectors'

export interface Parts {
  settings: Settings
  notes: NoteStore
  pack: Pack
  vectors: VectorStore
  clock: Clock
}

/** Puts the models together with what the browser gives; called by main.ts when they are first needed. */
export async function openModels({ settings, notes, pack, vectors, clock }: Parts): Promise<Models> {
  const device = await probeDevice()
  const channel = new BroadcastChannel('preflight-models')
  const battery = await batteryHere()
  const conditions = (): Conditions => ({
    paused: settings.choices.embeddingPaused,
    hidden: document.visibilityState === 'hidden',
    phone: device.phone,
    battery,
  })
  const models = new Models({
    settings,
    app: document.baseURI,
    device,
    runtime: device.graphics.kind === 'usable' ? graphicsRuntime : plainRuntime,
    wllamaRuntime: wllamaRuntimeHere(),
    startChat: engineWorker,
    scriptOf,
    prepareChat: async (engine) => {
      await policyActive()
      await keepEngine(engine)
    },
    locks: navigator.locks,
    builtIn: (globalThis as { LanguageModel?: PromptApi }).LanguageModel,
    downloads: downloadWorkers(),
    startEmbedder: () => new Worker(new URL('./embedder.worker.ts', import.meta.url), { type: 'module' }),
    library: {
      source: librarySource(notes, pack),
      store: vectors,
      now: clock.now,
      rest: () => restFor(conditions()),
      alone: (work, signal) => navigator.locks.request('preflight-embedding', { signal }, work),
    },
    now: clock.now,
    keptOffline,
    free: (id) => navigator.locks.request(packageLock(id), () => undefined),
    remember: (unfinished) =>
      unfinished ? localStorage.setItem(unfinishedKey, '1') : localStorage.removeItem(unfinishedKey),
    tabs: {
      tell: () => channel.postMessage('changed'),
      heard: (changed) => channel.addEventListener('message', changed),
    },
  })
  const wake = () => models.library.wake()
  document.addEventListener('visibilitychange', wake)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && models.chats.hidden())
  battery?.addEventListener('levelchange', wake)
  battery?.addEventListener('chargingchange', wake)
  await models.open()
  return models
}

const unfinishedKey = 'preflight.models'

/** A worker for each set of origins, so that each is allowed no more than it is for. */
function downloadWorkers(): (origins: string[]) => Promise<WorkerPort<DownloadCalls>> {
  const ports = new Map<string, WorkerPort<DownloadCalls>>()
  return async (origins) => {
    const allowed = origins.toSorted().join(' ')
    if (allowed) await policyActive()
    const url = new URL(downloadWorker, location.href)
    if (allowed) url.searchParams.set(connectParameter, allowed)
    const port = ports.get(allowed) ?? workerPort<DownloadCalls>(() => new Worker(url, { type: 'module' }))
    ports.set(allowed, port)
    return port
  }
}

/** The service worker gives a download worker the policy for its address: on a first visit it may still be coming. */
async function policyActive() {
  if (!(await navigator.serviceWorker?.getRegistration()) || navigator.serviceWorker.controller) return
  const soon = new Promise((resolve) => setTimeout(resolve, 15_000))
  const controlled = new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
  )
  await Promise.race([controlled, soon])
}

async function keptOffline(urls: string[]): Promise<boolean> {
  if (!navigator.serviceWorker?.controller) return false
  const found = await Promise.all(urls.map((url) => caches.match(url, { ignoreSearch: true })))
  return found.every(Boolean)
}

type Battery = EventTarget & { level: number; charging: boolean }

async function batteryHere(): Promise<Battery | undefined> {
  return (navigator as { getBattery?: () => Promise<Battery> }).getBattery?.().catch(() => undefined)
}

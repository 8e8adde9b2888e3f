import type { Handlers } from '../app/worker-protocol'
import type { ModelPackage } from './catalogue'
import { download } from './download'
import { newHasher, sha256OfBlob } from './hash'
import { openModelFiles, type ModelFiles } from './model-files'
import { filesOf, inspect, readRecord, variantOf, writeRecord, type PackageRecord } from './package-record'
import { packageLock, type DownloadCalls } from './protocol'

const stallMs = 30_000
/** Progress is told this often; a message a network packet would drown the page. */
const tellMs = 150

let opening: Promise<ModelFiles> | undefined
const files = () => (opening ??= openModelFiles())

const alone = <T>(id: string, work: () => Promise<T>) => navigator.locks.request(packageLock(id), work)

async function amend(id: string, change: (record: PackageRecord) => PackageRecord) {
  const store = await files()
  await writeRecord(store, id, change(await readRecord(store, id)))
}

let refusedAt = 0
self.addEventListener('securitypolicyviolation', () => (refusedAt = performance.now()))
async function blocked(): Promise<boolean> {
  // The event may come after the request has failed.
  await new Promise((resolve) => setTimeout(resolve, 50))
  return performance.now() - refusedAt < 1000 && refusedAt > 0
}

/** Also ends when it is aborted: the next step looks at the signal. */
function patience(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController()
    const end = () => (clearTimeout(timer), over.abort(), resolve())
    const timer = setTimeout(end, ms)
    self.addEventListener('online', end, { signal: over.signal })
    signal.addEventListener('abort', end, { signal: over.signal })
  })
}

export const downloadHandlers: Handlers<DownloadCalls> = {
  inspect: async (packages) => {
    const store = await files()
    return Promise.all(packages.map((pkg) => inspect(store, pkg)))
  },

  download: async ({ pkg, addresses }, { signal, progress }) => {
    const store = await files()
    return navigator.locks.request(packageLock(pkg.id), { ifAvailable: true }, async (lock) => {
      if (!lock) return 'elsewhere' as const
      let told = 0
      return download(pkg, addresses, {
        files: store,
        fetch: (url, init) => fetch(url, init),
        hasher: newHasher,
        signal,
        stallMs,
        blocked,
        patience,
        progress: (one) => {
          const now = performance.now()
          if (now - told < tellMs && one.doing === 'fetching' && one.have < one.of) return
          told = now
          progress(one)
        },
      })
    })
  },

  want: ({ id, wanted }) => alone(id, () => amend(id, (record) => ({ ...record, wanted }))),
  ready: ({ id, ready }) => alone(id, () => amend(id, (record) => ({ ...record, ready, wanted: false }))),
  check: (pkg) => alone(pkg.id, () => check(pkg)),
  remove: async (ids) => {
    for (const id of ids) await alone(id, async () => (await files()).removeFolder(id))
  },
}

async function check(pkg: ModelPackage): Promise<string[]> {
  const store = await files()
  const record = await readRecord(store, pkg.id)
  const wrong: string[] = []
  const right: string[] = []
  const variant = variantOf(pkg, record)
  for (const file of variant ? filesOf(variant, record) : []) {
    const kept = await store.read(pkg.id, file.path)
    if (kept && (await sha256OfBlob(kept)) === file.sha256) {
      right.push(file.sha256)
      continue
    }
    wrong.push(file.path)
    await store.remove(pkg.id, file.path)
  }
  if (wrong.length) await writeRecord(store, pkg.id, { ...record, verified: right, ready: undefined })
  return wrong
}

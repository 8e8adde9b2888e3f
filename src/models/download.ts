import { urlOf, type Address } from './addresses'
import { bytesOf, type Listing, type ModelFile, type ModelPackage, type Variant } from './catalogue'
import { fetchFile, type Fetching, type FileOutcome } from './fetch-file'
import { fetchListed } from './fetch-listed'
import { filesOf, inspect, readRecord, unlisted, variantOf, writeRecord, type PackageRecord } from './package-record'

export type DownloadFault = 'model-not-there' | 'model-file-wrong' | 'model-blocked' | 'model-no-room'

/** `subject` names the file or, where it is blocked, the address. */
export type DownloadOutcome = { ok: true } | { ok: false; code: DownloadFault; subject: string; detail?: string }

export interface DownloadProgress {
  /** Bytes of this package that are here. */
  have: number
  of: number
  file: string
  doing: 'fetching' | 'checking' | 'waiting'
  /** While waiting: what another address had, and had wrong. */
  wrong?: { file: string; from: string }
}

export interface Around extends Omit<Fetching, 'received'> {
  progress: (progress: DownloadProgress) => void
  /** Resolves when it is worth trying again: after `ms`, or as soon as the network is back. */
  patience: (ms: number, signal: AbortSignal) => Promise<void>
}

type Struck = Extract<FileOutcome, { kind: 'absent' | 'wrong' | 'blocked' }>

const pauses = [1000, 2000, 4000, 8000, 15_000, 30_000]

/**
 * Fetches what is missing of a package, from the addresses in their order, until it is all here and right. A network
 * that drops is waited for; an address that has not got the files, or has wrong ones, is left for the next. Throws only
 * when it is aborted.
 */
export async function download(pkg: ModelPackage, addresses: Address[], around: Around): Promise<DownloadOutcome> {
  const job = new Download(pkg, around)
  await job.begin()
  if ((await inspect(around.files, pkg)).complete) return { ok: true }
  let left = job.inOrder(addresses)
  let fault: Struck | undefined
  for (let tries = 0; left.length; tries++) {
    const before = job.have
    const { outcome, struck } = await tryEach(job, left)
    if (outcome === 'done') return { ok: true }
    if (typeof outcome === 'object') return { ok: false, code: 'model-no-room', subject: outcome.file }
    left = left.filter((address) => !struck.has(address))
    // What one site has wrong says more than what another has not.
    for (const one of struck.values()) if (fault?.kind !== 'wrong') fault = one
    if (!left.length) break
    if (job.have > before) tries = 0
    await job.wait(pauses[Math.min(tries, pauses.length - 1)]!, fault)
  }
  return { ok: false, ...refusal(fault!) }
}

async function tryEach(job: Download, addresses: Address[]) {
  const struck = new Map<Address, Struck>()
  for (const address of addresses) {
    const outcome = await job.from(address)
    if (outcome.kind === 'done') return { outcome: 'done' as const, struck }
    if (outcome.kind === 'full') return { outcome, struck }
    if (outcome.kind !== 'network') struck.set(address, outcome)
    // Files have come from here: no other address needs to hear of it because the network dropped.
    else if (job.cameFrom(address)) break
  }
  return { outcome: 'not-yet' as const, struck }
}

function refusal(fault: Struck): { code: DownloadFault; subject: string; detail?: string } {
  if (fault.kind === 'blocked') return { code: 'model-blocked', subject: fault.from }
  const code = fault.kind === 'wrong' ? 'model-file-wrong' : 'model-not-there'
  return { code, subject: fault.file, detail: fault.from }
}

class Download {
  #record: PackageRecord = { verified: [], wanted: true }
  #sizes = new Map<string, number>()
  #of = 0

  constructor(
    private readonly pkg: ModelPackage,
    private readonly around: Around,
  ) {}

  get have(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0)
  }

  async begin() {
    await this.#keep({ ...(await readRecord(this.around.files, this.pkg.id)), wanted: true })
    await this.#count(variantOf(this.pkg, this.#record))
  }

  cameFrom({ base }: Address): boolean {
    return base === this.#record.from?.base
  }

  /** The address that has delivered before is asked first. */
  inOrder(addresses: Address[]): Address[] {
    return addresses.toSorted((a, b) => Number(this.cameFrom(b)) - Number(this.cameFrom(a)))
  }

  async wait(ms: number, fault: Struck | undefined) {
    const wrong = fault?.kind === 'wrong' ? { file: fault.file, from: fault.from } : undefined
    this.#report('waiting', '', wrong)
    await this.around.patience(ms, this.around.signal)
  }

  async from(address: Address): Promise<FileOutcome> {
    const variant = await this.#variantAt(address)
    if ('kind' in variant) return variant
    if (variant.name !== this.#record.variant) await this.#begin(variant)
    if (unlisted(variant, this.#record)) {
      const listed = await this.#list(variant, variant.listed!, address)
      if (listed.kind !== 'done') return listed
    }
    for (const file of filesOf(variant, this.#record)) {
      const outcome = await this.#file(file, address)
      if (outcome.kind === 'wrong' && variant.listed) await this.#keep({ ...this.#record, doubted: true })
      if (outcome.kind !== 'done') return outcome
    }
    return { kind: 'done', sha256: '' }
  }

  /** Learns which files there are. What has come already and is in the new list too is not fetched again. */
  async #list(variant: Variant, listing: Listing, address: Address): Promise<FileOutcome> {
    const urlOfPath = (path: string) => urlOf(address, { path })
    const place = { folder: this.pkg.id, urlOf: urlOfPath, from: address.name }
    const listed = await fetchListed(listing, place, { ...this.around, received: () => undefined })
    if (listed.kind !== 'listed') return listed
    const before = this.#record.files ?? []
    const known = ({ path, md5 }: ModelFile) => before.find((file) => file.path === path && md5 && file.md5 === md5)
    const files = listed.files.map((file) => ({ ...file, sha256: file.sha256 || (known(file)?.sha256 ?? '') }))
    const fresh = files.filter(({ path }) => listing.small.includes(path)).map(({ sha256 }) => sha256)
    const from = { name: address.name, base: address.base }
    const verified = [...new Set([...this.#record.verified, ...fresh])]
    await this.#keep({ ...this.#record, files, verified, from, doubted: false, listedFor: listing.version })
    await this.#count(variant)
    return { kind: 'done', sha256: '' }
  }

  /** Which of the known exports the address has: its first file, a small one, tells. */
  async #variantAt(address: Address): Promise<Variant | FileOutcome> {
    const { variants, id } = this.pkg
    if (variants.length === 1) return variants[0]!
    const known = variantOf(this.pkg, this.#record)
    if (known && this.cameFrom(address)) return known
    let outcome: FileOutcome = { kind: 'network' }
    for (const variant of variants) {
      const first = variant.files[0]!
      await this.around.files.remove(id, first.path)
      outcome = await this.#fetch(first, address)
      if (outcome.kind === 'done') return variant
      // Only another file may be that of another variant.
      if (outcome.kind !== 'wrong') return outcome
    }
    return outcome
  }

  /** Another export than what was here: nothing of that one is of use but the file that told. */
  async #begin(variant: Variant) {
    const { files } = this.around
    const before = variantOf(this.pkg, this.#record)?.files
    for (const { path } of before ?? []) if (path !== variant.files[0]!.path) await files.remove(this.pkg.id, path)
    // What an older version of the app has left.
    if (this.#record.variant && !before) await files.removeFolder(this.pkg.id)
    await this.#keep({ wanted: true, variant: variant.name, verified: [] })
    await this.#count(variant)
  }

  async #file(file: ModelFile, address: Address): Promise<FileOutcome> {
    const whole = this.#sizes.get(file.path) === file.bytes
    if (whole && this.#record.verified.includes(file.sha256)) return { kind: 'done', sha256: file.sha256 }
    let outcome = await this.#fetch(file, address)
    // A damaged copy is thrown away and fetched once more before the address is doubted.
    if (outcome.kind === 'wrong') outcome = await this.#fetch(file, address)
    if (outcome.kind !== 'done') return outcome
    const from = { name: address.name, base: address.base }
    const files = this.#record.files?.map((one) => (one.path === file.path ? { ...one, sha256: outcome.sha256 } : one))
    const verified = [...new Set([...this.#record.verified, outcome.sha256])]
    await this.#keep({ ...this.#record, from, files, verified })
    return outcome
  }

  #fetch(file: ModelFile, address: Address): Promise<FileOutcome> {
    const received: Fetching['received'] = (doing, bytes) => {
      this.#sizes.set(file.path, bytes)
      this.#report(doing, file.path)
    }
    const job = { file, folder: this.pkg.id, url: urlOf(address, file), from: address.name }
    return fetchFile(job, { ...this.around, received })
  }

  async #count(variant: Variant | undefined) {
    const files = variant ? filesOf(variant, this.#record) : []
    this.#of = bytesOf({ ...(variant ?? this.pkg.variants[0]!), ...(files.length ? { files } : {}) })
    this.#sizes.clear()
    for (const { path } of files) this.#sizes.set(path, await this.around.files.size(this.pkg.id, path))
  }

  #report(doing: DownloadProgress['doing'], file: string, wrong?: DownloadProgress['wrong']) {
    this.around.progress({ have: this.have, of: this.#of, file, doing, wrong })
  }

  async #keep(record: PackageRecord) {
    this.#record = record
    await writeRecord(this.around.files, this.pkg.id, record)
  }
}
